"""Who has not measured: indicators without a measurement of their last period that has ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from benefits.choices import Frequency, IndicatorStatus
from benefits.queries.indicator_rows import IndicatorRow
from benefits.queries.measures import BenefitRow
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
