"""What a paper is about, and its moment: blocks and figures are read for this."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

Found = TypeVar("Found")
Programme = Any
"""A programme as it was at the moment; `programmes` knows it."""


@dataclass(frozen=True)
class About:
    """The programmes that a paper serves as they were at its moment (None is now), the day of its
    meeting, and the paper itself for blocks that belong to papers. Blocks that read the same share
    it."""

    programmes: tuple[Programme, ...]
    moment: datetime | None = None
    meeting_on: date | None = None
    paper: Any = None
    _read: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def programme_ids(self) -> tuple[int, ...]:
        return tuple(programme.id for programme in self.programmes)

    def of(self, reference: str) -> About | None:
        """The same of one of its programmes alone; None if it does not serve that one."""
        wanted = reference.casefold()
        found = [one for one in self.programmes if one.reference.casefold() == wanted]
        if not found:
            return None
        narrow = About(tuple(found), self.moment, self.meeting_on, self.paper)
        return self.once(("of", wanted), lambda: narrow)

    def once(self, key: Hashable, read: Callable[[], Found]) -> Found:
        """What was read under a key; read now if it was not."""
        if key not in self._read:
            self._read[key] = read()
        value: Found = self._read[key]
        return value
