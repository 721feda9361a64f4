"""The days at which a chart over a year looks."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = 12


def month_ends(on: date) -> list[date]:
    """The last days of the twelve months before that of a day, and the day itself."""
    ends = [on]
    first = on.replace(day=1)
    for _step in range(MONTHS):
        ends.append(first - timedelta(days=1))
        first = ends[-1].replace(day=1)
    return ends[::-1]
