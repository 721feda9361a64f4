"""The reporting periods of programmes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.models import ReportingCalendar, ReportingPeriod


def calendars(programme_id: int) -> list[ReportingCalendar]:
    """The calendars of a programme, the newest first."""
    rows = ReportingCalendar.objects.live().filter(programme_id=programme_id)
    return list(rows.select_related("board").order_by("-starts_on", "-id"))


def periods(programme_id: int) -> list[ReportingPeriod]:
    rows = ReportingPeriod.objects.live().filter(programme_id=programme_id)
    return list(rows.in_order())


def current_periods(programme_ids: Iterable[int], on: date) -> dict[int, ReportingPeriod]:
    """Of each programme the period that a day lies in, or else the next one. One query."""
    rows = ReportingPeriod.objects.live().filter(
        programme_id__in=set(programme_ids), ends_on__gte=on
    )
    found: dict[int, ReportingPeriod] = {}
    for period in rows.in_order():
        found.setdefault(period.programme_id, period)
    return found
