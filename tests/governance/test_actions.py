"""Boards and the scopes in which their seats are held."""

from __future__ import annotations

import pytest

from audit.errors import Conflict, Refused
from governance.actions.boards import create_board, edit_board
from governance.choices import BoardKind
from governance.models import Board
from people.models import Scope
from people.queries import office
from tests import factories

pytestmark = pytest.mark.django_db

RING = "This leads back to Top itself, directly or through others."


def test_a_board_of_a_programme_has_its_scope_there_and_a_committee_in_the_office() -> None:
    officer, programme = factories.officer(), factories.programme()
    directing = create_board(
        by=officer, title="Board", kind=factories.body_kind(), programme=programme
    )
    committee = create_board(by=officer, title="Committee", kind=factories.body_kind("committee"))
    assert [(b.reference, b.scope.reference, b.scope.title) for b in (directing, committee)] == [
        ("BRD-0001", "BRD-0001", "Board"),
        ("BRD-0002", "BRD-0002", "Committee"),
    ]
    assert (directing.scope.kind, directing.scope.parent) == ("board", programme.scope)
    assert (committee.scope.kind, committee.scope.parent) == ("board", office())


def test_a_board_that_is_refused_leaves_no_scope_behind() -> None:
    with pytest.raises(Refused) as refusal:
        create_board(by=factories.officer(), title="", kind=factories.body_kind())
    assert refusal.value.fields == {"title": ["This field cannot be blank."]}
    assert not Board.objects.exists()
    assert list(Scope.objects.values_list("reference", flat=True)) == ["OFFICE"]


def test_the_scope_follows_the_boards_title_and_programme() -> None:
    officer, first = factories.officer(), factories.programme("First")
    second = factories.programme("Second")
    board = factories.board("Board", programme=first)

    def place(**fields: object) -> tuple[str, Scope]:
        edit_board(Board.objects.get(), by=officer, **fields)
        scope = Scope.objects.get(pk=board.scope_id)
        return scope.title, scope.parent

    assert place(title="Wider Board") == ("Wider Board", first.scope)
    assert place(programme=second) == ("Wider Board", second.scope)
    assert place(programme=None) == ("Wider Board", office())
    assert place(purpose="To decide") == ("Wider Board", office())
    assert (board.history.count(), board.scope.history.count()) == (5, 4)
    stood = board.history.order_by("history_id").values_list("stood_within", flat=True)
    one, two, own = first.scope_id, second.scope_id, board.scope_id
    assert list(stood) == [one, one, two, own, own]


def test_an_edit_of_an_old_version_changes_neither_board_nor_scope() -> None:
    board, officer = factories.board("Board"), factories.officer()
    edit_board(board, by=officer, expected_version=1, title="Theirs")
    with pytest.raises(Conflict):
        edit_board(board, by=officer, expected_version=1, title="Mine")
    assert (Board.objects.get().title, Scope.objects.get(pk=board.scope_id).title) == (
        "Theirs",
        "Theirs",
    )


def test_boards_report_upwards() -> None:
    top, middle, low = (factories.board(title) for title in ("Top", "Middle", "Low"))
    officer = factories.officer()
    edit_board(middle, by=officer, parent=top)
    assert edit_board(low, by=officer, parent=middle).parent == middle


def test_a_board_does_not_report_to_itself_through_others() -> None:
    top, middle, low = (factories.board(title) for title in ("Top", "Middle", "Low"))
    officer = factories.officer()
    edit_board(middle, by=officer, parent=top)
    edit_board(low, by=officer, parent=middle)
    for parent in (top, middle, low):
        with pytest.raises(Refused) as refusal:
            edit_board(top, by=officer, parent=Board.objects.get(pk=parent.pk))
        assert (str(refusal.value), refusal.value.fields) == (RING, {"parent": [RING]})
    assert Board.objects.get(pk=top.pk).parent is None


def test_committees_are_the_boards_that_receive_papers() -> None:
    for kind in BoardKind:
        factories.board(kind.value, kind=kind)
    found = Board.objects.committees().order_by("id")
    assert list(found.values_list("title", flat=True)) == ["committee", "scrutiny", "executive"]
