"""Who has not measured: indicators without a measurement of their last period that has ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.querysets import list_of
from benefits.choices import Frequency, IndicatorStatus
from benefits.models import Indicator, Measurement
from benefits.queries.indicator_rows import IndicatorRow
from benefits.queries.measures import BenefitRow
from people import policy
from people.choices import Act
from people.models import Person
from programmes.choices import ProgrammeState
from programmes.financial_year import financial_year_of
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class Unmeasured:
    """An indicator, the period that is missing, and whoever measures it or owns the benefit."""

    title: str
    period: PartialDate
    who: str


def unmeasured(benefits: Iterable[BenefitRow], on: date) -> list[Unmeasured]:
    """In the order of the benefits. An indicator that says no frequency is measured when it suits,
    and a suspended one not at all. No query."""
    return [
        Unmeasured(row.title, period, row.analyst_name or benefit.owner_name or _("Nobody yet"))
        for benefit in benefits
        for row in benefit.indicators
        if row.frequency and row.status != IndicatorStatus.SUSPENDED
        if _is_missing(row, period := last_period(row.frequency, on))
    ]


def _is_missing(row: IndicatorRow, period: PartialDate) -> bool:
    return all(measured.measured_on.last < period.first for measured in row.measurements)


@dataclass(frozen=True)
class ToMeasure:
    """An indicator whose measurement of a period is due, and the page where it is entered, or read
    by those who may not enter it."""

    title: str
    period: PartialDate
    programme: str
    url: str


def to_measure(person: Person, on: date) -> list[ToMeasure]:
    """What a person measures, or as the owner of the benefit where nobody is named, and has not
    measured for its last period; the longest due first. One query."""
    mine = Q(analyst=person) | Q(analyst=None, benefit__owner=person)
    used = {"benefit__is_archived": False, "benefit__programme__is_archived": False}
    rows: Any = Indicator.objects.visible_to(person).live().filter(mine, **used)
    rows = rows.exclude(frequency="").exclude(status=IndicatorStatus.SUSPENDED)
    rows = rows.exclude(benefit__programme__state=ProgrammeState.CLOSED)
    measured = Measurement.objects.live().filter(indicator=OuterRef("pk"))
    related = ("benefit__programme__scope", "benefit__project__scope")
    rows = rows.select_related(*related).annotate(days=list_of(measured, "measured_on"))
    due = [(last_period(row.frequency, on), row) for row in rows]
    due = [(p, row) for p, row in due if not _reaches(row.days or (), p)]
    due.sort(key=lambda pair: (pair[0].last, pair[1].benefit_id, pair[1].position, pair[1].pk))
    return [_to_measure(person, row, period) for period, row in due]


def _reaches(days: Iterable[list[str]], period: PartialDate) -> bool:
    return any(PartialDate.from_iso(day).last >= period.first for (day,) in days)


def _to_measure(person: Person, row: Indicator, period: PartialDate) -> ToMeasure:
    programme = row.benefit.programme
    url = reverse("benefits:programme_benefits", args=[programme.reference])
    if policy.can(person, Act.EDIT_BENEFITS, row.benefit.project or programme):
        url = reverse("benefits:measurement_add", args=[row.pk])
    return ToMeasure(row.title, period, programme.title, url)


def last_period(frequency: str, on: date) -> PartialDate:
    """The last month, quarter or financial year that ended before a day."""
    if frequency == Frequency.MONTHLY:
        year, month = divmod(on.year * 12 + on.month - 2, 12)
        return PartialDate.month(year, month + 1)
    if frequency == Frequency.QUARTERLY:
        return quarters_to(on, 2)[0]
    return PartialDate.financial_year(financial_year_of(on) - 1)


def quarters_to(on: date, count: int) -> list[PartialDate]:
    """The quarters of the financial year up to the one in which a day falls, the last of them."""
    running = financial_year_of(on) * 4 + (on.month - 4) % 12 // 3
    return [PartialDate.quarter(n // 4, n % 4 + 1) for n in range(running - count + 1, running + 1)]
