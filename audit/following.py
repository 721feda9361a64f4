"""What follows from a change, written in the same change set, whatever action makes the change.

An app registers the kinds of record that something depends on (`follows`): a milestone whose
forecast moves beyond a tolerance raises an exception. Called once for each change set, when
everything else in it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Follower = Callable[[list[Any]], None]
"""Given the records of one kind that were written, as they are now."""

FOLLOWERS: dict[type[Any], list[Follower]] = {}
_written: ContextVar[dict[type[Any], dict[int, Any]] | None] = ContextVar("written", default=None)


def follows(model: type[Any], write: Follower) -> None:
    """From now on, call `write` whenever records of this kind have been written."""
    FOLLOWERS.setdefault(model, []).append(write)


@contextmanager
def what_follows() -> Iterator[None]:
    """Calls, at its end, whatever follows from what was written inside."""
    token = _written.set({})
    try:
        yield
        written = _written.get() or {}
        for model, records in list(written.items()):
            for write in FOLLOWERS[model]:
                write(list(records.values()))
    finally:
        _written.reset(token)


def note(record: Any) -> None:
    """Remember that a record has been written."""
    written = _written.get()
    if written is not None and type(record) in FOLLOWERS:
        written.setdefault(type(record), {})[record.pk] = record
