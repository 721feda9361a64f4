"""Terms of reference: which text is in force, what makes a quorum, and two texts compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.actions import archive_record, create_record, edit_record
from governance.models import Board, TermsOfReference
from governance.queries.terms import (
    Quorum,
    compared,
    in_force,
    quorum_of,
    terms_of,
    voting_seats,
)
from people.actions import appoint
from people.choices import Role
from tests import factories
from tests.governance.test_views import signed_in, words
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ADOPTED = date(2012, 5, 14)


def terms(board: Board, title: str = "Annex 1", **fields: Any) -> TermsOfReference:
    return create_record(
        TermsOfReference, by=factories.officer(), board=board, title=title, **fields
    )


def rule(number: int | None, fraction: str, *, needs_chair: bool = False) -> Quorum:
    return Quorum(number, fraction, needs_chair, source="")


@pytest.fixture
def board() -> Board:
    return factories.board(programme=factories.programme())


@pytest.mark.parametrize(
    ("quorum", "needed", "said"),
    [
        (rule(5, ""), {1: 5, 9: 5}, "at least 5 members"),
        (rule(None, "1/4"), {1: 1, 8: 2, 9: 3}, "a quarter of its seats"),
        (rule(None, "1/3"), {9: 3, 10: 4}, "a third of its seats"),
        (rule(None, "1/2"), {8: 4, 9: 5}, "half of its seats"),
        (rule(None, ">1/2"), {8: 5, 9: 5}, "more than half of its seats"),
        (rule(None, "2/3"), {9: 6, 10: 7}, "two thirds of its seats"),
        (rule(3, "1/4", needs_chair=True), {4: 3, 20: 5},
         "a quarter of its seats, at least 3 members; the chair or vice chair among them"),
        (rule(None, "", needs_chair=True), {9: 0}, ""),
    ],
)  # fmt: skip
def test_a_quorum_is_a_number_a_part_or_whichever_is_more(
    quorum: Quorum, needed: dict[int, int], said: str
) -> None:
    assert {seats: quorum.needed(seats) for seats in needed} == needed
    assert quorum.words == said


def test_the_text_adopted_last_is_in_force_and_a_draft_never_is(board: Board) -> None:
    first = terms(board, "Annex 1", adopted_on=ADOPTED)
    second = terms(board, "Annex 2", adopted_on=date(2012, 6, 18))
    terms(board, "Draft")
    gone = terms(board, "Annex 3", adopted_on=date(2012, 7, 1))
    archive_record(gone, by=factories.officer())
    every = terms_of(board)
    on = {
        date(2012, 5, 13): [],
        ADOPTED: [first],
        date(2012, 6, 17): [first],
        date(2012, 6, 18): [second],
        date(2012, 7, 2): [second],
    }
    assert {day: in_force(every, day) for day in on} == on


def test_the_quorum_is_that_of_the_text_in_force_or_of_the_kind(board: Board) -> None:
    terms(board, "Annex 1", adopted_on=ADOPTED, quorum_number=5, quorum_needs_chair=True)
    terms(board, "Annex 2", adopted_on=date(2012, 6, 18))
    of_the_kind = Quorum(None, "1/2", needs_chair=False, source="Programme board")
    assert quorum_of(board, date(2012, 5, 1)) == of_the_kind
    assert quorum_of(board, ADOPTED) == Quorum(5, "", needs_chair=True, source="Annex 1")
    assert quorum_of(board, date(2012, 6, 18)) == of_the_kind


def test_where_one_of_two_texts_in_force_says_no_quorum_the_other_counts(board: Board) -> None:
    terms(board, "11.2", adopted_on=ADOPTED)
    terms(board, "Appendix 2", adopted_on=ADOPTED, quorum_number=4)
    terms(board, "Letter", adopted_on=ADOPTED)
    assert quorum_of(board, ADOPTED).source == "Appendix 2"


def test_seats_that_vote_count_or_else_chairs_and_members(board: Board) -> None:
    by, today = factories.officer(), date(2012, 7, 4)
    for role in (Role.CHAIR, Role.MEMBER, Role.CO_OPTED_MEMBER, Role.ADVISER, Role.SECRETARY):
        appoint(scope=board.scope, role=role, post=role.label, by=by)
    member = board.scope.appointments.get(role=Role.MEMBER)
    appoint(scope=board.scope, role=Role.SUBSTITUTE, substitute_for=member, post="Deputy", by=by)
    assert [s.post for s in voting_seats(board, today)] == ["Chair", "Member", "Co-opted member"]
    edit_record(member, by=by, is_voting=True)
    assert [s.post for s in voting_seats(board, today)] == ["Member"]


def test_two_texts_show_what_each_alone_says(board: Board) -> None:
    said = "Challenges projects.\nKeeps the budget in view."
    one = terms(board, "11.2", adopted_on=ADOPTED, remit=said, frequency="every month")
    differs = "Challenges projects.\nKeeps the sponsors in view."
    other = terms(board, "Appendix 2", adopted_on=ADOPTED, remit=differs, functions="Meets.")
    found = {
        row.label: (
            row.is_same,
            "".join(f"[{s.text}]" if s.kind != "same" else s.text for s in row.left),
            "".join(f"[{s.text}]" if s.kind != "same" else s.text for s in row.right),
        )
        for row in compared(one, other)
    }
    assert found == {
        "Adopted on": (True, "14 May 2012", "14 May 2012"),
        "Meets": (False, "every month", ""),
        "Remit": (
            False,
            "Challenges projects.\nKeeps the [budget] in view.",
            "Challenges projects.\nKeeps the [sponsors] in view.",
        ),
        "Functions": (False, "", "[Meets.]"),
    }


class TestPages:
    @pytest.fixture
    def secretary(self, board: Board) -> Client:
        return signed_in(factories.holder(Role.SECRETARY, board.scope, "Sela Pike"))

    def test_a_text_is_added_and_leads_the_boards_page(
        self, board: Board, secretary: Client
    ) -> None:
        home = f"/boards/{board.reference}/"
        typed = {"title": "Annex 1", "adopted_on": "14 May 2012", "purpose": "- To steer",
                 "quorum_number": "2", "frequency": "every month"}  # fmt: skip
        sent = secretary.post(f"{home}terms/add/", typed)
        page = sent["Location"]
        assert page == f"{home}terms/{TermsOfReference.objects.get().pk}/"
        assert "In force" in words(secretary.get(page))
        facts = secretary.get(home).context["facts"]
        assert [(f.label, f.words, f.url, f.note) for f in facts] == [
            ("Chair", "Nobody yet", "", ""),
            ("Next meeting", "None planned", f"{home}meetings/", ""),
            ("Seats", "1", "", ""),
            ("Terms of reference", "Annex 1", page, "since 14 May 2012; every month"),
            ("Papers", "None yet", f"{home}papers/", ""),
        ]

    def test_two_texts_in_force_that_differ_are_offered_side_by_side(
        self, board: Board, secretary: Client
    ) -> None:
        one = terms(board, "11.2", adopted_on=ADOPTED, remit="Challenges projects.")
        home = f"/boards/{board.reference}/"
        assert "differently" not in words(secretary.get(home))
        other = terms(board, "Appendix 2", adopted_on=ADOPTED, remit="Steers projects.")
        beside = f"{home}terms/compare/?one={one.pk}&other={other.pk}"
        assert secretary.get(home).context["differing"] == beside
        said = words(secretary.get(beside))
        assert "The texts differ in one part: Remit." in said
        assert next(read(secretary.get(beside).content.decode()).all("mark")).text == "Challenges"

    def test_a_text_of_another_board_cannot_be_compared(
        self, board: Board, secretary: Client
    ) -> None:
        foreign = terms(factories.board("Elsewhere"), "Secret annex", adopted_on=ADOPTED)
        url = f"/boards/{board.reference}/terms/compare/?one={foreign.pk}"
        refused = secretary.get(url)
        assert refused.status_code == 400
        assert "Secret" not in refused.content.decode()
        nothing = secretary.get(f"/boards/{board.reference}/terms/compare/")
        assert "There is nothing to compare" in words(nothing)

    def test_a_quorum_of_none_or_of_a_thousand_is_refused_beside_its_field(
        self, board: Board, secretary: Client
    ) -> None:
        for typed in ("0", "1000", "some"):
            sent = {"title": "Annex 1", "quorum_number": typed}
            answer = secretary.post(f"/boards/{board.reference}/terms/add/", sent)
            assert list(answer.context["form"].errors) == ["quorum_number"]
        assert not TermsOfReference.objects.exists()
