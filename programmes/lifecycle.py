"""When something about a programme is due; no database."""

from __future__ import annotations

from datetime import date, timedelta

from programmes.choices import MONTHS_BETWEEN, WEEKS_BETWEEN, HowOften


def next_told_on(last: date | None, how_often: str) -> date | None:
    """The day by which a stakeholder is told again; None when they are told as needed, or have
    never been told."""
    if last is None or how_often == HowOften.AS_NEEDED:
        return None
    if how_often in WEEKS_BETWEEN:
        return last + timedelta(weeks=WEEKS_BETWEEN[HowOften(how_often)])
    return _months_after(last, MONTHS_BETWEEN[HowOften(how_often)])


def _months_after(on: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it is shorter."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    for day in (on.day, 30, 29):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, 28)
