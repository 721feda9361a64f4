"""When something about a programme is due; no database."""

from __future__ import annotations

from datetime import date, timedelta

from programmes.choices import MONTHS_BETWEEN, WEEKS_BETWEEN, HowOften
from values.partial_dates import months_after


def next_told_on(last: date | None, how_often: str) -> date | None:
    """The day by which a stakeholder is told again; None when they are told as needed, or have
    never been told."""
    if last is None or how_often == HowOften.AS_NEEDED:
        return None
    if how_often in WEEKS_BETWEEN:
        return last + timedelta(weeks=WEEKS_BETWEEN[HowOften(how_often)])
    return months_after(last, MONTHS_BETWEEN[HowOften(how_often)])
