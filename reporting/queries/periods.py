"""The reporting periods of programmes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery

from people.models import Scope
from programmes.models import Programme
from reporting.models import ReportingCalendar, ReportingPeriod

LONGEST = timedelta(days=31)
"""How long a period is taken to be where no calendar has one."""


def calendars(programme_id: int) -> list[ReportingCalendar]:
    """The calendars of a programme, the newest first."""
    rows = ReportingCalendar.objects.live().filter(programme_id=programme_id)
    return list(rows.select_related("board").order_by("-starts_on", "-id"))


def periods(programme_id: int) -> list[ReportingPeriod]:
    rows = ReportingPeriod.objects.live().filter(programme_id=programme_id)
    return list(rows.select_related("calendar").in_order())


def under_way(every: Sequence[ReportingPeriod], on: date) -> list[ReportingPeriod]:
    """Of the periods of a programme, in their order, the one that a day lies in, or the last one;
    in its first half after the one before it, whose reports may still come; before all of them the
    first."""
    begun = [period for period in every if period.starts_on <= on]
    if not begun:
        return list(every[:1])
    latest = begun[-1]
    half = latest.starts_on + (latest.ends_on - latest.starts_on) / 2
    return begun[-2:] if on < half else begun[-1:]


def under_way_in_all(programme_ids: Collection[int], on: date) -> dict[int, list[ReportingPeriod]]:
    """The periods of each programme that are under way on a day. One query, which reads the last
    two that have begun, and the first of all."""
    live = ReportingPeriod.objects.live()
    begun = live.filter(programme=OuterRef("pk")).begun(on).order_by("-ends_on", "-id").values("pk")
    first = live.filter(programme=OuterRef("pk")).order_by("ends_on", "id").values("pk")
    of_each = Programme.objects.filter(pk__in=programme_ids).order_by()
    wanted = Q()
    for keys in (begun[:1], begun[1:2], first[:1]):
        wanted |= Q(pk__in=of_each.values_list(Subquery(keys)))
    every: dict[int, list[ReportingPeriod]] = {}
    for period in live.filter(wanted).select_related("calendar", "programme").in_order():
        every.setdefault(period.programme_id, []).append(period)
    return {key: under_way(several, on) for key, several in every.items()}


def current_periods(programme_ids: Iterable[int], on: date) -> dict[int, ReportingPeriod]:
    """Of each programme the period that a day lies in, or else the next one. One query."""
    rows = ReportingPeriod.objects.live().filter(
        programme_id__in=set(programme_ids), ends_on__gte=on
    )
    found: dict[int, ReportingPeriod] = {}
    for period in rows.in_order():
        found.setdefault(period.programme_id, period)
    return found


def end_of_period(scope: Scope, on: date) -> date:
    """The last day of the present period: of a programme, or the first to end below a portfolio;
    31 days ahead where no calendar has one."""
    inside = Q(scope=scope) | Q(scope__above__under=scope.way)
    programmes = Programme.objects.live().filter(inside).values_list("pk", flat=True)
    periods = current_periods(programmes, on).values()
    return min((each.ends_on for each in periods if each.starts_on <= on), default=on + LONGEST)
