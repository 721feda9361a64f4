"""What a board's page says first of the board, besides its own facts: an app further right adds one
in its `ready()`, such as the next meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from governance.models import Board
from people.models import Person
from records.pages.moments import AskedMoment


@dataclass(frozen=True)
class Fact:
    """A label, its value in words, and what the words lead to; `note` stands below, smaller."""

    label: str
    words: str
    url: str = ""
    note: str = ""


Read = Callable[[Board, Person, AskedMoment], Fact | None]
_READ: list[tuple[int, Read]] = []


def contribute(order: int, read: Read) -> None:
    """Add a fact; those with a lower order come first. The chair stands at 10, seats at 30, the
    quorum at 40, the terms of reference at 50."""
    _READ.append((order, read))


def contributed(board: Board, person: Person, asked: AskedMoment) -> list[tuple[int, Fact]]:
    found = ((order, read(board, person, asked)) for order, read in _READ)
    return [(order, fact) for order, fact in found if fact is not None]
