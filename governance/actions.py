"""Writes of boards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.writing import audited
from governance.models import Board
from people.actions import create_scope
from people.choices import ScopeKind
from people.models import Direction, Person, Scope
from people.queries import office
from programmes.models import Programme


def create_board(*, by: Person, reason: str = "", **fields: Any) -> Board:
    """Create a board and the scope in which its seats are held, and return it."""
    with audited(by=by, reason=reason or _("Board created")):
        refuse_archived(fields.get("programme"), fields.get("parent"))
        reference = writing.next_reference("BRD")
        scope = create_scope(
            kind=ScopeKind.BOARD,
            reference=reference,
            title=fields.get("title", ""),
            parent=_parent_scope(fields.get("programme")),
        )
        return writing.create(Board, reference=reference, scope=scope, **fields)


def edit_board(
    board: Board,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Board:
    """Change a board and its scope, and return it as it is now."""
    with audited(by=by, reason=reason or _("Board edited")):
        current = Board.objects.select_for_update(no_key=True).get(pk=board.pk)
        programme = fields.get("programme", current.programme)
        # The scope first: the board's history then holds its new place.
        writing.change(
            current.scope,
            title=fields.get("title", current.title),
            parent=_parent_scope(programme),
        )
        return edit_record(board, by=by, expected_version=expected_version, **fields)


def direct(
    board: Board,
    *,
    directed: Scope,
    by: Person,
    reason: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Direction:
    """Let a board also direct a programme or a portfolio, given by its scope, and return the link.
    Raises Refused for any other scope, and when the board directs it on one of these days."""
    with audited(by=by, reason=reason or _("%(board)s directs it") % {"board": board}):
        refuse_archived(board)
        Scope.objects.select_for_update(no_key=True).get(pk=board.scope_id)
        days = {"starts_on": starts_on, "ends_on": ends_on}
        return writing.create(Direction, scope=board.scope, directs=directed, **days)


def _parent_scope(programme: Programme | None) -> Scope:
    return programme.scope if programme else office()
