"""The periods of a reporting calendar, worked out without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from meetings.recurring import shifted
from values.working_days import Calendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Planned:
    """A period as the rule has it; `meeting` is the key of the meeting before which it ends."""

    rule_day: date
    starts_on: date
    ends_on: date
    due_on: date
    meeting: int | None = None


def planned(
    days: Iterable[tuple[date, int | None]],
    *,
    after: date | None,
    days_to_report: int,
    when_closed: str,
    calendar: Calendar,
) -> Iterator[Planned]:
    """The periods that end on these days, each from the day after the one before; the first from
    the day after `after`, or else as long as the second. A period whose day is left out becomes
    part of the next."""
    rest = list(days)
    first = after + ONE_DAY if after is not None else _first_day(rest)
    for day, meeting in rest:
        due = due_day(day, days_to_report, when_closed, calendar)
        if due is None or day < first:
            continue
        yield Planned(day, first, day, max(due, first), meeting)
        first = day + ONE_DAY


def due_day(day: date, days_to_report: int, when_closed: str, calendar: Calendar) -> date | None:
    """The day on which the reports to a day are due; None if its period is left out."""
    moved = shifted(day, when_closed, calendar)
    if moved is None or not days_to_report:
        return moved
    return calendar.after(day, days_to_report)


def _first_day(days: list[tuple[date, int | None]]) -> date:
    if not days:
        return date.min
    if len(days) == 1:
        return days[0][0] - timedelta(days=13)
    return days[0][0] - (days[1][0] - days[0][0]) + ONE_DAY
