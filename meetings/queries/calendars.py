"""The working days of a board."""

from __future__ import annotations

from governance.models import Board
from values.working_days import Calendar, Nation


def calendar_of(board: Board) -> Calendar:
    """The working days by which a board plans its meetings."""
    return Calendar(Nation.ENGLAND)
