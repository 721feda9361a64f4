"""A board directs several programmes, and a programme answers to several boards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import archive_record, unarchive_record
from audit.errors import Refused
from governance.actions.boards import direct
from governance.models import Board
from governance.queries.boards import boards_of
from people import policy
from people.actions import appoint
from people.choices import Act, Role
from people.models import Direction, Person
from people.queries import office
from programmes.models import Portfolio, Programme
from projects.models import Milestone, Project
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.story import on
from values import clock

pytestmark = pytest.mark.django_db
ALREADY = "The board already directs it"


@pytest.fixture
def programmes() -> tuple[Programme, ...]:
    with on(5, 1):
        found = tuple(factories.programme(f"Programme {n}") for n in "abc")
        for programme in found:
            project = factories.project(f"Project of {programme}", programme=programme)
            factories.milestone(f"Milestone of {programme}", project=project)
    return found


def seen(person: Person, model: Any) -> list[str]:
    person = Person.objects.get(pk=person.pk)
    return sorted(str(record) for record in model.objects.visible_to(person))


def may(person: Person, act: Act, *records: Any) -> list[bool]:
    person = Person.objects.get(pk=person.pk)
    return [policy.can(person, act, record) for record in records]


def test_a_seat_sees_every_programme_that_its_board_directs(
    programmes: tuple[Programme, ...],
) -> None:
    a, b, _ = programmes
    board, by = factories.board("Board", programme=a), factories.officer()
    member = factories.holder(Role.MEMBER, board.scope)
    link = direct(board, directed=b.scope, by=by)
    assert seen(member, Programme) == ["Programme a", "Programme b"]
    assert seen(member, Milestone) == ["Milestone of Programme a", "Milestone of Programme b"]
    assert may(member, Act.SEE, *programmes) == [True, True, False]
    assert may(member, Act.EDIT_PROGRAMME, *programmes) == [False] * 3
    archive_record(link, by=by)
    assert seen(member, Programme) == ["Programme a"]
    assert may(member, Act.SEE, *programmes) == [True, False, False]
    direct(board, directed=b.scope, by=by)
    assert seen(member, Project) == ["Project of Programme a", "Project of Programme b"]


def test_a_programme_sees_every_board_that_it_answers_to(
    programmes: tuple[Programme, ...],
) -> None:
    a, *_ = programmes
    own, other, third = (factories.board(f"Board {p}", programme=p) for p in programmes)
    direct(other, directed=a.scope, by=factories.officer())
    manager = factories.holder(Role.PROGRAMME_MANAGER, a.scope)
    assert seen(manager, Board) == ["Board Programme a", "Board Programme b"]
    assert may(manager, Act.SEE, own, other, third) == [True, True, False]
    assert may(manager, Act.EDIT_BOARDS, own, other, third) == [True, False, False]
    assert seen(manager, Programme) == ["Programme a"]


def test_the_boards_of_a_programme_are_those_that_direct_it_on_the_day(
    programmes: tuple[Programme, ...],
) -> None:
    a, b, _ = programmes
    with on(6, 1):
        other = factories.board("Other", programme=b)
        factories.board("Own", programme=a)
    with on(6, 10):
        before = clock.now()
    with on(6, 20):
        direct(other, directed=a.scope, by=factories.officer())
    assert [board.title for board in boards_of([a.pk], None)] == ["Own", "Other"]
    assert [board.title for board in boards_of([a.pk], before)] == ["Own"]


def test_a_committee_directs_a_portfolio_with_all_that_lies_in_it() -> None:
    portfolio: Portfolio = factories.portfolio()
    programme = factories.programme(portfolio=portfolio)
    committee = factories.board("Committee", kind="committee")
    direct(committee, directed=portfolio.scope, by=factories.officer())
    member = factories.holder(Role.MEMBER, committee.scope)
    assert may(member, Act.SEE, portfolio, programme, committee, None) == [True] * 3 + [False]
    assert (seen(member, Portfolio), seen(member, Programme)) == (["Places"], ["Open Doors"])


def test_what_cannot_be_directed_is_refused(programmes: tuple[Programme, ...]) -> None:
    a, b, _ = programmes
    board, by = factories.board("Board", programme=a), factories.officer()
    direct(board, directed=b.scope, by=by)
    for what, sentence in (
        (a.scope, "The board already directs it."),
        (b.scope, "The board already directs it."),
        (board.scope, "A board can only direct a programme or a portfolio."),
        (office(), "A board can only direct a programme or a portfolio."),
    ):
        with pytest.raises(Refused, match=sentence):
            direct(board, directed=what, by=by)


def test_rights_of_a_board_are_still_one_query(
    programmes: tuple[Programme, ...], django_assert_num_queries: Any
) -> None:
    a, b, c = programmes
    board = factories.board("Board", programme=a)
    for what in (b, c):
        direct(board, directed=what.scope, by=factories.officer())
    member = Person.objects.get(pk=factories.holder(Role.MEMBER, board.scope).pk)
    with django_assert_num_queries(1):
        assert all(policy.can(member, Act.SEE, programme) for programme in programmes)
    with django_assert_num_queries(1):
        assert Programme.objects.visible_to(member).count() == 3


@pytest.mark.usefixtures("july_2012")
def test_a_direction_gives_rights_from_its_first_day_to_its_last(
    programmes: tuple[Programme, ...],
) -> None:
    a, b, c = programmes
    board, by = factories.board("Board", programme=a), factories.officer()
    member = factories.holder(Role.MEMBER, board.scope)
    manager = factories.holder(Role.PROGRAMME_MANAGER, b.scope)
    direct(board, directed=b.scope, by=by, starts_on=date(2012, 6, 1), ends_on=date(2012, 6, 30))
    direct(board, directed=c.scope, by=by, starts_on=date(2012, 7, 20))
    for month, day, expected in (
        (5, 31, ["Programme a"]),
        (6, 1, ["Programme a", "Programme b"]),
        (6, 30, ["Programme a", "Programme b"]),
        (7, 1, ["Programme a"]),
        (7, 20, ["Programme a", "Programme c"]),
    ):
        with on(month, day):
            assert seen(member, Programme) == expected, (month, day)
            assert may(member, Act.SEE, *programmes) == [str(p) in expected for p in programmes]
            directs_b = "Programme b" in expected
            assert seen(manager, Board) == (["Board"] if directs_b else [])
            assert may(manager, Act.SEE, board) == [directs_b]
            assert bool(boards_of([b.pk], None)) == directs_b


def test_one_board_directs_one_thing_once_at_a_time(programmes: tuple[Programme, ...]) -> None:
    a, b, c = programmes
    board, by = factories.board("Board", programme=a), factories.officer()
    first = direct(board, directed=b.scope, by=by, ends_on=date(2012, 6, 30))
    direct(board, directed=b.scope, by=by, starts_on=date(2012, 7, 1))
    for days in ({}, {"ends_on": date(2012, 1, 1)}, {"starts_on": date(2012, 6, 30)}):
        with pytest.raises(Refused, match=ALREADY):
            direct(board, directed=b.scope, by=by, **days)
    archive_record(first, by=by)
    again = direct(board, directed=b.scope, by=by, ends_on=date(2012, 5, 31))
    with pytest.raises(Refused, match=ALREADY):
        unarchive_record(first, by=by)
    with pytest.raises(Refused, match="The last day must not be before"):
        direct(board, directed=c.scope, by=by, starts_on=date(2012, 6, 2), ends_on=date(2012, 6, 1))
    assert [str(row) for row in Direction.objects.live().order_by("id")][-1] == str(again)


# --- the pages -----------------------------------------------------------------------------------
def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


def page(client: Client, url: str) -> str:
    return read(client.get(url).content.decode()).text


@pytest.mark.usefixtures("july_2012")
def test_a_direction_is_added_changed_archived_and_shown_at_both_ends(
    programmes: tuple[Programme, ...],
) -> None:
    a, b, _ = programmes
    board = factories.board("Board", programme=a)
    client = signed_in(factories.officer())
    add = reverse("governance:direction_add", args=[board.reference])
    sent = {"directs": str(b.scope_id), "starts_on": "1 May 2012", "ends_on": ""}
    assert press(client, add, sent).status_code == 302
    link = Direction.objects.get(scope=board.scope)
    assert (link.directs, link.starts_on, link.ends_on) == (b.scope, date(2012, 5, 1), None)
    own = f"/boards/{board.reference}/"
    assert "Directs Programme a Programme b from 1 May 2012 Edit" in page(client, own)
    for programme in (a, b):
        assert "Board" in page(client, f"/programmes/{programme.reference}/boards/")
    edit = reverse("governance:direction_edit", args=[board.reference, link.pk])
    assert press(client, edit, {"ends_on": "3 July 2012", "reason": "Done"}).status_code == 302
    assert "from 1 May 2012 until 3 July 2012" in page(client, own)
    assert [row.title for row in boards_of([b.pk], None)] == []
    history = page(client, reverse("governance:direction_history", args=[board.reference, link.pk]))
    assert "Done" in history
    archive = reverse("governance:direction_archive", args=[board.reference, link.pk])
    assert press(client, archive, {"reason": "By mistake"}).status_code == 302
    assert "until 3 July 2012" not in page(client, own)
    again = press(client, add, {**sent, "directs": str(a.scope_id)})
    assert again.context["form"].errors["directs"] == [
        "Choose the programme or portfolio from the list"
    ]


def test_only_whoever_may_edit_the_boards_of_both_sets_what_a_board_directs(
    programmes: tuple[Programme, ...],
) -> None:
    a, b, c = programmes
    board = factories.board("Board", programme=a)
    mina = factories.holder(Role.PROGRAMME_MANAGER, a.scope, "Mina Oake")
    appoint(scope=b.scope, role=Role.PROGRAMME_MANAGER, person=mina, by=factories.officer())
    manager = signed_in(mina)
    add = reverse("governance:direction_add", args=[board.reference])
    form = manager.get(add).context["form"]
    assert [label for _, label in form.fields["directs"].choices][1:] == ["Programme b"]
    other = direct(board, directed=c.scope, by=factories.officer())
    edit = reverse("governance:direction_edit", args=[board.reference, other.pk])
    assert manager.get(edit).status_code == 403
    assert "Programme c" not in page(manager, f"/boards/{board.reference}/")
    member = signed_in(factories.holder(Role.MEMBER, board.scope))
    assert [member.get(url).status_code for url in (add, edit)] == [403, 403]
