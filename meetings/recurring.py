"""The days of a series of meetings, before and after weekends and bank holidays move them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count

from meetings.choices import Frequency, RepeatsBy, WhenClosed
from values.partial_dates import months_after
from values.working_days import Calendar

WEEKS = {Frequency.WEEKLY: 1, Frequency.FORTNIGHTLY: 2}
MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}


def days_of(
    frequency: str, first: date, last: date, repeats_by: str, named: Iterable[date] = ()
) -> Iterator[date]:
    """The days from the first to the last on which a series meets, in order."""
    if frequency == Frequency.NAMED:
        yield from sorted({day for day in named if first <= day <= last})
        return
    for number in count():
        day = _nth(frequency, first, repeats_by, number)
        if day > last:
            return
        yield day


def _nth(frequency: str, first: date, repeats_by: str, number: int) -> date:
    if frequency in WEEKS:
        return first + timedelta(weeks=WEEKS[Frequency(frequency)] * number)
    day = months_after(first, MONTHS[Frequency(frequency)] * number)
    if repeats_by == RepeatsBy.WEEKDAY:
        return _same_weekday(first, day.year, day.month)
    return day


def _same_weekday(first: date, year: int, month: int) -> date:
    """The second Tuesday of a month, if the first meeting is on a second Tuesday."""
    week = (first.day - 1) // 7 + 1
    days_before = (first.weekday() - date(year, month, 1).weekday()) % 7
    day = 1 + days_before + 7 * (week - 1)
    longest = monthrange(year, month)[1]
    return date(year, month, day if day <= longest else day - 7)


def shifted(day: date, when_closed: str, calendar: Calendar) -> date | None:
    """The day on which the meeting of a day is held; None if it is left out."""
    if when_closed == WhenClosed.KEEP or calendar.is_working(day):
        return day
    if when_closed == WhenClosed.NEXT:
        return calendar.after(day, 0)
    if when_closed == WhenClosed.PREVIOUS:
        return calendar.before(day, 0)
    return None
