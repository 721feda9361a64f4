"""The reporting periods of programmes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from reporting.models import ReportingCalendar, ReportingPeriod


def calendars(programme_id: int) -> list[ReportingCalendar]:
    """The calendars of a programme, the newest first."""
    rows = ReportingCalendar.objects.live().filter(programme_id=programme_id)
    return list(rows.select_related("board").order_by("-starts_on", "-id"))


def periods(programme_id: int) -> list[ReportingPeriod]:
    rows = ReportingPeriod.objects.live().filter(programme_id=programme_id)
    return list(rows.select_related("calendar").in_order())


def now_due(every: Iterable[ReportingPeriod], on: date) -> ReportingPeriod | None:
    """The period on which a programme reports on a day: the one under way, unless the reports of
    the one before it were due in its first half and may still come."""
    begun = [period for period in every if period.starts_on <= on]
    if not begun:
        return next(iter(every), None)
    latest = begun[-1]
    half = latest.starts_on + (latest.ends_on - latest.starts_on) / 2
    return begun[-2] if len(begun) > 1 and on < half else latest


def now_due_of_all(programme_ids: Collection[int], on: date) -> list[ReportingPeriod]:
    """The period on which each programme reports on a day. One query."""
    rows = ReportingPeriod.objects.live().filter(programme_id__in=programme_ids)
    every: dict[int, list[ReportingPeriod]] = {}
    for period in rows.select_related("calendar", "programme").in_order():
        every.setdefault(period.programme_id, []).append(period)
    found = (now_due(several, on) for several in every.values())
    return [period for period in found if period is not None]


def current_periods(programme_ids: Iterable[int], on: date) -> dict[int, ReportingPeriod]:
    """Of each programme the period that a day lies in, or else the next one. One query."""
    rows = ReportingPeriod.objects.live().filter(
        programme_id__in=set(programme_ids), ends_on__gte=on
    )
    found: dict[int, ReportingPeriod] = {}
    for period in rows.in_order():
        found.setdefault(period.programme_id, period)
    return found
