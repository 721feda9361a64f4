"""When somebody last looked at registers: the last meeting of a board, as the app that knows of
meetings tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from people.models import Person


@dataclass(frozen=True)
class Then:
    """An earlier moment, and how a sentence names it: “on 4 April 2012”, “at the Programme Board’s
    meeting on 13 June 2012”."""

    moment: datetime
    words: str


Find = Callable[[Sequence[int], Person | None, datetime | None], Then | None]
"""The last time before a moment, for some scopes from the nearest up, as far as a person may know
it; None where there was none."""

_FINDERS: list[Find] = []


def contribute(find: Find) -> None:
    """Called by apps when they are ready."""
    _FINDERS.append(find)


def last_time(scopes: Sequence[int], person: Person | None, moment: datetime | None) -> Then | None:
    found = (find(scopes, person, moment) for find in _FINDERS)
    return max(filter(None, found), key=lambda then: then.moment, default=None)
