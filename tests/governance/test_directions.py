"""A board directs several programmes, and a programme answers to several boards."""

from __future__ import annotations

from typing import Any

import pytest

from audit.errors import Refused
from governance.actions import direct, no_longer_direct
from governance.models import Board
from governance.queries import boards_of
from people import policy
from people.choices import Act, Role
from people.models import Person
from people.queries import office
from programmes.models import Portfolio, Programme
from projects.models import Milestone, Project
from tests import factories
from tests.sweeps.story import on
from values import clock

pytestmark = pytest.mark.django_db


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
    no_longer_direct(link, by=by)
    assert seen(member, Programme) == ["Programme a"]
    assert may(member, Act.SEE, *programmes) == [True, False, False]
    assert direct(board, directed=b.scope, by=by).version == 3
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
