"""Whoever is the only one stays: what somebody must hold is not taken from the last who holds it,
by whatever way.

An app says of which records it depends who holds something (`asks`). The door of writes notes who
holds it before such a record changes, and compares when all is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from typing import Any, Protocol

from audit.errors import Refused
from values import clock

Span = tuple[date, date]
"""The first and the last day of holding something; `date.min` and `date.max` for none."""


class Held(Protocol):
    """Something that somebody must hold on every day from today on, such as a role. Two of the same
    are equal."""

    @property
    def order(self) -> tuple[Any, ...]:
        """By which they are locked, so that no two writers wait for each other."""

    def lock(self) -> None:
        """Let one writer in at a time who changes who holds it."""

    def spans(self) -> Mapping[str, Sequence[Span]]:
        """When it is held by whom it matters, in each of some senses: by the sentence that refuses
        to leave nobody."""


Finder = Callable[[Any, Collection[str]], Iterable[Held]]
"""From a record as it is, and the names of the fields that change, to what may be lost by it."""

FINDERS: dict[type[Any], list[Finder]] = {}
_noted: ContextVar[dict[Any, Mapping[str, Sequence[Span]]] | None] = ContextVar(
    "held_before", default=None
)


def asks(model: type[Any], finder: Finder) -> None:
    """From now on, ask what may be lost whenever a record of this kind changes."""
    FINDERS.setdefault(model, []).append(finder)


@contextmanager
def nobody_is_lost() -> Iterator[None]:
    """What is held stays held by somebody on each day, from today on, on which it was. Raises
    Refused in the end; inside another, that one asks."""
    if _noted.get() is not None:
        yield
        return
    noted: dict[Any, Mapping[str, Sequence[Span]]] = {}
    token = _noted.set(noted)
    try:
        yield
        for held, before in noted.items():
            after = held.spans()
            for sentence, spans in before.items():
                if loses_a_day(spans, after[sentence], clock.today()):
                    raise Refused(sentence)
    finally:
        _noted.reset(token)


def before_change(record: Any, changing: Collection[str]) -> None:
    """Note who holds what may be lost when these fields of a record change."""
    noted = _noted.get()
    if noted is None:
        return
    found = {held for finder in FINDERS.get(type(record), ()) for held in finder(record, changing)}
    for held in sorted(found - noted.keys(), key=lambda held: held.order):
        held.lock()
        noted[held] = held.spans()


def loses_a_day(before: Sequence[Span], after: Sequence[Span], today: date) -> bool:
    """Whether there is a day, from today on, within one of the spans before and none after. The
    first such day would be today, the first of a span before, or the next after one that ends."""
    days = [today, *(first for first, _last in before)]
    days += [last + timedelta(days=1) for _first, last in after if last < date.max]
    return any(
        day >= today and _is_within(day, before) and not _is_within(day, after) for day in days
    )


def _is_within(day: date, spans: Sequence[Span]) -> bool:
    return any(first <= day <= last for first, last in spans)
