"""What somebody must hold cannot be taken from its last holder, whatever makes the change. An app
registers the kinds of record that decide who holds something (`asks`). Writing notes who holds it
before such a record changes, and compares once everything is written."""

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
        """The order in which they are locked, so that no two writers wait for each other."""

    def lock(self) -> None:
        """Let in only one writer at a time who changes who holds it."""

    def spans(self) -> Mapping[str, Sequence[Span]]:
        """When it is held, in each sense that matters: keyed by the sentence that refuses to leave
        it without a holder."""


Finder = Callable[[Any, Collection[str]], Iterable[Held]]
"""Finds, for a record as it is and the names of the fields that change, what may be lost."""

FINDERS: dict[type[Any], list[Finder]] = {}
_noted: ContextVar[dict[Any, Mapping[str, Sequence[Span]]] | None] = ContextVar(
    "held_before", default=None
)


def asks(model: type[Any], finder: Finder) -> None:
    """From now on, check what may be lost whenever a record of this kind changes."""
    FINDERS.setdefault(model, []).append(finder)


@contextmanager
def nobody_is_lost() -> Iterator[None]:
    """Makes sure that whatever was held on a day, from today on, is still held by somebody on that
    day. Raises Refused at the end; inside another such block, the outer one checks."""
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
    """Note who now holds whatever a change of these fields of a record may lose."""
    noted = _noted.get()
    if noted is None:
        return
    may_be_lost = {
        held for finder in FINDERS.get(type(record), ()) for held in finder(record, changing)
    }
    for held in sorted(may_be_lost - noted.keys(), key=lambda held: held.order):
        held.lock()
        noted[held] = held.spans()


def loses_a_day(before: Sequence[Span], after: Sequence[Span], today: date) -> bool:
    """Whether some day, from today on, lies in one of the spans before and in none after. The first
    such day would be today, the first day of a span before, or the day after a span ends."""
    days = [today, *(first for first, _last in before)]
    days += [last + timedelta(days=1) for _first, last in after if last < date.max]
    return any(
        day >= today and _is_within(day, before) and not _is_within(day, after) for day in days
    )


def _is_within(day: date, spans: Sequence[Span]) -> bool:
    return any(first <= day <= last for first, last in spans)
