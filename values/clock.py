"""One clock for the whole product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, tzinfo

from django.utils import timezone

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _stopped_at.get() or timezone.now()


def today() -> date:
    """The present day in Europe/London."""
    return timezone.localdate(now())


def day_of(moment: datetime | None) -> date:
    """The day of a moment in Europe/London; None means today."""
    return timezone.localdate(moment) if moment else today()


def stopped() -> datetime | None:
    """The moment at which the clock stands still, or None when it runs."""
    return _stopped_at.get()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stand the clock still: a dated load lives in its own day, and so do tests."""
    token = _stopped_at.set(moment)
    try:
        yield
    finally:
        _stopped_at.reset(token)


def end_of(day: date, zone: tzinfo | None = None) -> datetime:
    """The last moment of a day in a zone (Europe/London), as an aware datetime."""
    return timezone.make_aware(datetime.combine(day, time.max), zone)
