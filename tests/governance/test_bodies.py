"""Kinds of body, sponsors, successors, and seats that substitutes and advisers hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.actions import archive_record, edit_record, unarchive_record
from audit.errors import Refused
from governance.actions.boards import edit_board, sponsor
from governance.actions.kinds import create_kind, load_shipped_kinds
from governance.choices import BoardKind
from governance.models import Board, BodyKind, Sponsorship
from governance.queries.board_words import said_of_board
from governance.queries.boards import board_rows, ties_of
from people import policy
from people.actions import appoint
from people.choices import Act, Role
from people.models import Appointment
from people.queries import office
from people.seats import seats
from tests import factories
from tests.governance.test_views import signed_in, words
from values import clock

pytestmark = pytest.mark.django_db

RING = "This leads back to Top itself, directly or through others."


@pytest.fixture
def top() -> Board:
    return factories.board("Top")


class TestRings:
    """No body stands above itself, by reporting or by sponsoring, in any mixture of both."""

    def test_a_sponsor_of_what_it_reports_to_is_refused(self, top: Board) -> None:
        by = factories.officer()
        middle = factories.board("Middle", parent=top)
        low = factories.board("Low", parent=middle)
        for below in (middle, low):
            with pytest.raises(Refused) as refusal:
                sponsor(top, sponsor=below, by=by)
            assert refusal.value.fields == {"sponsor": [RING]}
        assert not Sponsorship.objects.exists()

    def test_a_board_cannot_report_to_what_it_sponsors(self, top: Board) -> None:
        by = factories.officer()
        middle, low = factories.board("Middle"), factories.board("Low")
        sponsor(middle, sponsor=top, by=by)
        sponsor(low, sponsor=middle, by=by)
        with pytest.raises(Refused) as refusal:
            edit_board(top, by=by, parent=low)
        assert refusal.value.fields == {"parent": [RING]}

    def test_a_sponsor_brought_back_may_not_close_a_ring(self, top: Board) -> None:
        by = factories.officer()
        low = factories.board("Low")
        link = sponsor(top, sponsor=low, by=by)
        archive_record(link, by=by)
        sponsor(low, sponsor=top, by=by)
        with pytest.raises(Refused, match=RING):
            unarchive_record(Sponsorship.objects.get(pk=link.pk), by=by)

    def test_a_sponsorship_that_has_ended_is_no_hindrance(self, top: Board) -> None:
        by, low = factories.officer(), factories.board("Low")
        with _july():
            sponsor(low, sponsor=top, by=by, ends_on=date(2012, 7, 3))
            assert sponsor(top, sponsor=low, by=by).sponsor == low

    def test_a_body_sponsors_another_once_at_a_time(self, top: Board) -> None:
        by, low = factories.officer(), factories.board("Low")
        sponsor(low, sponsor=top, by=by, ends_on=date(2012, 7, 3))
        sponsor(low, sponsor=top, by=by, starts_on=date(2012, 7, 4))
        with pytest.raises(Refused, match=r"^It is already sponsored by this body\.$"):
            sponsor(low, sponsor=top, by=by, starts_on=date(2012, 6, 1))

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"starts_on": date(2012, 7, 4), "ends_on": date(2012, 7, 3)},
             "The last day must not be before the first day."),
        ],
    )  # fmt: skip
    def test_days_run_forwards(self, top: Board, fields: dict[str, Any], sentence: str) -> None:
        with pytest.raises(Refused) as refusal:
            sponsor(top, sponsor=factories.board("Low"), by=factories.officer(), **fields)
        assert str(refusal.value) == sentence

    def test_nothing_sponsors_or_succeeds_itself(self, top: Board) -> None:
        by = factories.officer()
        with pytest.raises(Refused, match=RING):
            sponsor(top, sponsor=top, by=by)
        with pytest.raises(Refused, match=RING):
            edit_board(top, by=by, succeeds=top, succeeded_on=date(2012, 7, 4))


def _july() -> Any:
    from datetime import UTC, datetime  # noqa: PLC0415  beside its only use

    return clock.stopped_at(datetime(2012, 7, 4, 9, tzinfo=UTC))


class TestSuccession:
    def test_both_boards_say_so(self, top: Board) -> None:
        by = factories.officer()
        after = factories.board("After", succeeds=top, succeeded_on=date(2012, 5, 14))
        told = [
            [(t.label, t.title, t.days, t.note) for t in ties_of(board, by, None)]
            for board in (top, after)
        ]
        assert told == [
            [("Succeeded by", "After", "from 14 May 2012", "What was recorded before stays here.")],
            [("Succeeds", "Top", "from 14 May 2012", "What it recorded stays on its own page.")],
        ]

    def test_the_day_and_the_body_come_together(self, top: Board) -> None:
        sentence = "Give both the body that it succeeds and the day."
        for fields in ({"succeeds": top}, {"succeeded_on": date(2012, 5, 14)}):
            with pytest.raises(Refused) as refusal:
                factories.board("After", **fields)
            assert str(refusal.value) == sentence

    def test_a_successor_that_a_reader_may_not_see_is_named_without_its_page(
        self, top: Board
    ) -> None:
        factories.board("After", succeeds=top, succeeded_on=date(2012, 5, 14))
        member = factories.holder(Role.MEMBER, top.scope)
        assert [(t.title, t.reference) for t in ties_of(top, member, None)] == [("After", "")]


class TestKinds:
    def test_a_council_begins_with_the_shipped_kinds(self) -> None:
        load_shipped_kinds(by=factories.officer())
        kinds = BodyKind.objects.in_order()
        assert [kind.key for kind in kinds] == BoardKind.values
        assert [k.key for k in kinds if k.is_committee] == ["committee", "scrutiny", "executive"]
        assert [k.key for k in kinds if k.is_executive] == ["executive"]

    def test_a_kind_gets_a_key_of_its_own_from_its_name(self) -> None:
        by = factories.officer()
        names = ("Task Group", "Task-group", "Ψηφ")
        assert [create_kind(by=by, name=name).key for name in names] == [
            "task_group",
            "task_group_2",
            "kind",
        ]
        with pytest.raises(Refused, match="There is already a kind of body with this name"):
            create_kind(by=by, name="Task Group")

    def test_the_office_edits_kinds_and_a_boards_form_offers_them(self) -> None:
        client: Client = signed_in(factories.officer())
        sent = client.post("/kinds-of-body/add/", {"name": "Task group", "position": "5"})
        assert sent["Location"] == "/kinds-of-body/task_group/"
        offered = client.get("/boards/add/").context["form"].fields["kind"].queryset
        assert [kind.name for kind in offered] == ["Task group"]
        assert "Task group" in words(client.get("/kinds-of-body/"))
        kind = BodyKind.objects.get()
        board = factories.board("Group", kind=kind)
        edit_record(kind, by=factories.officer(), name="Working group")
        assert board_rows([board], None)[0].kind_words == "Working group"

    def test_a_secretary_may_not_edit_them(self, top: Board) -> None:
        client = signed_in(factories.holder(Role.SECRETARY, top.scope))
        assert client.get("/kinds-of-body/").status_code == 200
        assert client.get("/kinds-of-body/add/").status_code == 403
        assert client.get("/kinds-of-body/programme_board/edit/").status_code == 403

    def test_an_archived_kind_stays_with_its_boards(self, top: Board) -> None:
        archive_record(top.kind, by=factories.officer())
        form = signed_in(factories.officer()).get(f"/boards/{top.reference}/edit/").context["form"]
        assert [kind.name for kind in form.fields["kind"].queryset] == ["Programme board"]
        with pytest.raises(Refused, match="Programme board is archived"):
            factories.board("New", kind=BodyKind.objects.get())


class TestSeats:
    def test_a_substitute_stands_in_for_a_seat_of_the_same_board(self, top: Board) -> None:
        by = factories.officer()
        seat = appoint(scope=top.scope, role=Role.MEMBER, post="Group Manager, Finance", by=by)
        appoint(
            scope=top.scope, role=Role.SUBSTITUTE, post="Accountant", substitute_for=seat, by=by
        )
        row = board_rows([top], None)[0]
        assert [(s.role_words, s.stands_in_for) for s in row.seats] == [
            ("Member", ""),
            ("Substitute", "Group Manager, Finance"),
        ]
        assert row.seat_count == 1

    @pytest.mark.parametrize("role", [Role.SUBSTITUTE, Role.MEMBER])
    def test_the_role_and_the_seat_come_together(self, top: Board, role: Role) -> None:
        by = factories.officer()
        seat = appoint(scope=top.scope, role=Role.MEMBER, post="Director", by=by)
        fields = {} if role == Role.SUBSTITUTE else {"substitute_for": seat}
        with pytest.raises(Refused) as refusal:
            appoint(scope=top.scope, role=role, post="Accountant", by=by, **fields)
        sentence = "A substitute stands in for a seat: choose the role and the seat together."
        assert str(refusal.value) == sentence

    def test_nobody_stands_in_for_a_seat_elsewhere_or_for_a_substitute(self, top: Board) -> None:
        by, other = factories.officer(), factories.board("Other")
        there = appoint(scope=other.scope, role=Role.MEMBER, post="Director", by=by)
        adviser = appoint(scope=top.scope, role=Role.ADVISER, post="Lawyer", by=by)
        sentence = "Choose a seat of this board: chair, vice chair or member."
        for seat in (there, adviser):
            with pytest.raises(Refused) as refusal:
                appoint(scope=top.scope, role=Role.SUBSTITUTE, substitute_for=seat, by=by)
            assert refusal.value.fields == {"substitute_for": [sentence]}

    @pytest.mark.parametrize("role", [Role.ATTENDING, Role.ADVISER])
    def test_advisers_and_those_in_attendance_see_and_never_vote(
        self, top: Board, role: Role
    ) -> None:
        by = factories.officer()
        with pytest.raises(Refused, match="Advisers and those in attendance do not vote"):
            appoint(scope=top.scope, role=role, post="Lawyer", is_voting=True, by=by)
        person = factories.holder(role, top.scope)
        may = {act for act in Act if policy.can(person, act, top)}
        assert may == {Act.SEE}

    def test_a_vice_chair_may_what_a_member_may(self, top: Board) -> None:
        vice, member = (
            factories.holder(role, top.scope, role) for role in (Role.VICE_CHAIR, Role.MEMBER)
        )
        acts = [{act for act in Act if policy.can(p, act, top)} for p in (vice, member)]
        assert {Act.SEE} < acts[1] <= acts[0]

    def test_a_seat_that_ends_before_it_begins_is_refused_in_one_sentence(self, top: Board) -> None:
        days = {"starts_on": date(2012, 7, 4), "ends_on": date(2012, 7, 3)}
        with pytest.raises(Refused) as refusal:
            appoint(scope=top.scope, role=Role.MEMBER, by=factories.officer(), **days)
        assert str(refusal.value) == "The last day must not be before the first day."
        assert not Appointment.objects.exclude(scope=office()).exists()

    def test_the_form_offers_the_seats_of_the_board_alone(self, top: Board) -> None:
        by, other = factories.officer(), factories.board("Other")
        mine = appoint(scope=top.scope, role=Role.MEMBER, post="Director", by=by)
        appoint(scope=other.scope, role=Role.MEMBER, post="Elsewhere", by=by)
        url = f"/scopes/{top.reference}/appointments/add/"
        form = signed_in(by).get(url).context["form"]
        box: Any = form.fields["substitute_for"]
        assert [(seat, box.label_from_instance(seat)) for seat in box.queryset] == [
            (mine, "Member: Director")
        ]
        assert seats([top.scope_id])[top.scope_id][0].post == ""

    def test_a_paper_names_the_vice_chair_and_neither_substitutes_nor_advisers(
        self, top: Board
    ) -> None:
        by = factories.officer()
        for role in (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.ADVISER, Role.ATTENDING):
            appoint(scope=top.scope, role=role, post=f"Officer {role.label}", by=by)
        seat = Appointment.objects.get(role=Role.MEMBER)
        fields = {"role": Role.SUBSTITUTE, "post": "Accountant", "substitute_for": seat}
        appoint(scope=top.scope, by=by, **fields)
        assert said_of_board(board_rows([top], None)[0]) == (
            "The programme is governed by the Top, chaired by the Officer Chair. "
            "Its vice chair is the Officer Vice chair. Its member is: the Officer Member."
        )
