"""What belongs to a savings line, and what savings and indicators are measured against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from audit.actions import create_record
from benefits.actions import keep_baseline
from benefits.models import (
    Benefit,
    BenefitPath,
    Indicator,
    IndicatorTarget,
    Measurement,
    SavingsCost,
    SavingsLine,
    SavingsRequirement,
    SavingsShare,
)
from people.models import Person
from programmes.financial_year import financial_year_of
from tests import factories
from values.partial_dates import PartialDate


def benefit_path(
    output: str, *, benefit: Benefit, by: Person | None = None, **fields: Any
) -> BenefitPath:
    """How a benefit comes about."""
    by = by or factories.officer()
    return create_record(BenefitPath, by=by, benefit=benefit, output=output, **fields)


def indicator_target(
    value: int,
    period: PartialDate,
    *,
    indicator: Indicator,
    by: Person | None = None,
    **fields: Any,
) -> IndicatorTarget:
    """What an indicator should come to in a period."""
    by = by or factories.officer()
    kind = IndicatorTarget
    return create_record(kind, by=by, indicator=indicator, period=period, value=value, **fields)


def around_indicator(indicator: Indicator, on: date) -> tuple[Measurement, IndicatorTarget]:
    """What was measured on a day, and what it should come to in its financial year."""
    year = PartialDate.financial_year(financial_year_of(on))
    measured = factories.measurement(Decimal(50), on, indicator=indicator)
    return measured, indicator_target(60, year, indicator=indicator)


def around_saving(title: str, line: SavingsLine, by: Person) -> tuple[Any, ...]:
    """An amount, a cost and a further project of a line; what a strategy asks of its programme,
    and a plan that is kept."""
    programme = line.programme
    other = factories.project(f"{title}: second project", programme=programme)
    asked = {"strategy": f"{title}: strategy", "financial_year": 2012, "amount_pence": 100}
    return (
        factories.savings_amount(52_500_000, line=line, financial_year=2012),
        create_record(SavingsCost, by=by, line=line, financial_year=2012, planned_pence=100),
        create_record(SavingsShare, by=by, line=line, project=other),
        create_record(SavingsRequirement, by=by, programme=programme, **asked),
        keep_baseline(programme, title=f"{title}: first plan", by=by),
    )
