"""Writes of boards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.writing import audited
from governance.models import Board, Sponsorship
from people.actions import create_with_scope, edit_with_scope
from people.choices import ScopeKind
from people.models import Direction, Person, Scope
from people.queries import scope_of


def create_board(*, by: Person, reason: str = "", **fields: Any) -> Board:
    """Create a board and the scope in which its seats are held, and return it."""
    with audited(by=by, reason=reason or _("Board created")):
        refuse_archived(*(fields.get(name) for name in ("programme", "parent", "kind")))
        above = scope_of(fields.get("programme"))
        return create_with_scope(Board, ScopeKind.BOARD, "BRD", above, **fields)


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
        return edit_with_scope(
            board,
            by=by,
            above=lambda current: scope_of(fields.get("programme", current.programme)),
            expected_version=expected_version,
            **fields,
        )


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


def sponsor(
    board: Board, *, sponsor: Board, by: Person, reason: str = "", **days: Any
) -> Sponsorship:
    """Let a body sponsor another from a day to a day, and return the link. Raises Refused when it
    does so on one of these days, and when it stands below the other."""
    with audited(by=by, reason=reason or _("%(board)s sponsors it") % {"board": sponsor}):
        refuse_archived(board, sponsor)
        return writing.create(Sponsorship, board=board, sponsor=sponsor, **days)
