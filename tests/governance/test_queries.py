"""Boards and the sentence about them, read now and as at a past moment."""

from datetime import UTC, date, datetime

import pytest

from governance.actions.boards import edit_board
from governance.choices import BoardKind
from governance.models import Board
from governance.queries.board_words import board_sentence, join
from governance.queries.boards import BoardRow, board_rows, boards_of, reporting_to
from people.actions import appoint, edit_appointment
from people.choices import Role
from people.seats import Seat
from programmes.actions import edit_programme
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

JULY = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
SEPTEMBER = datetime(2012, 9, 3, 9, 0, tzinfo=UTC)
BETWEEN = datetime(2012, 8, 1, 9, 0, tzinfo=UTC)


def seat(board: Board, role: str, post: str = "", **fields: object):
    return appoint(scope=board.scope, role=role, post=post, by=factories.officer(), **fields)


@pytest.fixture
def board() -> Board:
    return factories.board("Open Doors Board", programme=factories.programme())


def test_a_board_is_read_whole_with_its_seats(board: Board) -> None:
    by = factories.officer()
    committee = factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    edit_board(board, by=by, parent=committee, purpose="Keeps the programme to its purpose.")
    chair = seat(board, Role.CHAIR, "Chief Executive", starts_on=date(2012, 4, 1))
    factories.board("Of another programme", programme=factories.programme("Another"))

    assert boards_of([board.programme_id], None) == [
        BoardRow(
            id=board.pk,
            reference=board.reference,
            scope_id=board.scope_id,
            title="Open Doors Board",
            kind=BoardKind.PROGRAMME_BOARD,
            kind_words="Programme board",
            purpose="Keeps the programme to its purpose.",
            is_archived=False,
            programme_id=board.programme_id,
            programme_reference=board.programme.reference,
            programme_title="Open Doors",
            programme_scope_id=board.programme.scope_id,
            parent_id=committee.pk,
            parent_reference=committee.reference,
            parent_title="Policy Committee",
            seats=(
                Seat(
                    id=chair.pk,
                    scope_id=board.scope_id,
                    role=Role.CHAIR,
                    role_words="Chair",
                    name="Chief Executive",
                    person_id=None,
                    person_reference="",
                    post="",
                    limited_to="",
                    printed_as="",
                    is_suggested=False,
                    is_proposed=False,
                    is_voting=False,
                    starts_on=date(2012, 4, 1),
                    ends_on=None,
                ),
            ),
        )
    ]


def test_seats_are_counted_and_chairs_named_without_suggested_ones(board: Board) -> None:
    seat(board, Role.CHAIR)
    seat(board, Role.CHAIR, "Mayor", is_suggested=True)
    seat(board, Role.MEMBER, "Service Director")
    row = boards_of([board.programme_id], None)[0]
    assert (row.chairs, row.seat_count) == (("Nobody yet",), 2)


def test_three_boards_need_the_queries_of_one(django_assert_num_queries) -> None:
    parent = factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    ids = []
    for title in ("A", "B", "C"):
        board = factories.board(title, programme=factories.programme(title), parent=parent)
        factories.holder(Role.CHAIR, board.scope)
        seat(board, Role.MEMBER, group=parent.scope)
        ids.append(board.programme_id)
    for some in (ids[:1], ids):
        with django_assert_num_queries(5):
            assert len(boards_of(some, None)) == len(some)


def test_a_past_moment_shows_the_board_of_then() -> None:
    with clock.stopped_at(JULY):
        by = factories.officer()
        programme = factories.programme("Old programme")
        board = factories.board("Old board", programme=programme)
        chair = seat(board, Role.CHAIR, "Chief Executive")
        assert board_sentence(programme.pk, None).startswith("The programme is governed by the Old")
    with clock.stopped_at(SEPTEMBER):
        edit_programme(programme, by=by, title="New programme")
        edit_board(board, by=by, title="New board", programme=programme)
        edit_appointment(chair, by=by, post="Deputy Chief Executive")
        then, now = (boards_of([programme.pk], moment)[0] for moment in (BETWEEN, None))
    assert (then.title, then.programme_title, then.chairs) == (
        "Old board",
        "Old programme",
        ("Chief Executive",),
    )
    assert (now.title, now.programme_title, now.chairs) == (
        "New board",
        "New programme",
        ("Deputy Chief Executive",),
    )
    assert "chaired by the Chief Executive." in board_sentence(programme.pk, BETWEEN)


def test_groups_below_a_board_are_those_one_may_see(board: Board) -> None:
    committee = factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    edit_board(board, by=factories.officer(), parent=committee, programme=board.programme)
    other = factories.board("Other", programme=factories.programme("Other"), parent=committee)
    member = factories.holder(Role.MEMBER, other.scope)
    assert reporting_to(committee, factories.officer(), None) == [board, other]
    assert reporting_to(committee, member, None) == [other]


def test_the_sentence_joins_the_seats_by_post(board: Board) -> None:
    seat(board, Role.CHAIR, "Chief Executive")
    factories.holder(Role.MEMBER, board.scope, "Edwin Ashdown", post="Service Director")
    factories.holder(Role.MEMBER, board.scope, "Maud Thirlby")
    group = factories.board("Executive Group", kind=BoardKind.EXECUTIVE_GROUP)
    seat(board, Role.MEMBER, group=group.scope)
    seat(board, Role.MEMBER, "a parent governor", limited_to="Schools")
    seat(board, Role.CO_OPTED_MEMBER, "Chair of the Safeguarding Board")
    seat(board, Role.MEMBER, "Mayor", is_suggested=True)
    assert board_sentence(board.programme_id, None) == (
        "The programme is governed by the Open Doors Board, chaired by the Chief Executive. "
        "Its members are: the Service Director, Maud Thirlby, the Executive Group and "
        "a parent governor (Schools). "
        "Its co-opted member is: the Chair of the Safeguarding Board."
    )


def test_the_sentence_of_one_member_is_in_the_singular(board: Board) -> None:
    seat(board, Role.CHAIR, "Chief Executive")
    seat(board, Role.MEMBER, "Service Director")
    assert board_sentence(board.programme_id, None) == (
        "The programme is governed by the Open Doors Board, chaired by the Chief Executive. "
        "Its member is: the Service Director."
    )


def test_the_sentence_says_what_is_missing(board: Board) -> None:
    empty = factories.programme("No board")
    assert board_sentence(empty.pk, None) == "No board has been set up for the programme yet."
    assert board_sentence(board.programme_id, None) == (
        "The programme is governed by the Open Doors Board. Nobody is appointed to it yet."
    )
    seat(board, Role.MEMBER)
    seat(board, Role.MEMBER)
    assert board_sentence(board.programme_id, None) == (
        "The programme is governed by the Open Doors Board, which has no chair yet. "
        "2 seats are not filled yet."
    )


def test_the_sentence_is_about_the_programme_board_where_there_is_one() -> None:
    programme = factories.programme()
    factories.board("The Sponsors", programme=programme, kind=BoardKind.SPONSORING_GROUP)
    assert board_sentence(programme.pk, None).startswith(
        "The programme is governed by the Sponsors."
    )
    factories.board("The Board", programme=programme)
    assert board_sentence(programme.pk, None).startswith("The programme is governed by the Board.")


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["Director, Schools", "B", "C"], "Director, Schools; B; and C"),
    ],
)
def test_names_are_joined(items: list[str], words: str) -> None:
    assert join(items) == words


def test_boards_are_given_in_the_order_asked_for(board: Board) -> None:
    other = factories.board("A board")
    assert [row.id for row in board_rows([other, board], None)] == [other.pk, board.pk]
