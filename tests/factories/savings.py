"""What belongs to a savings line, and what savings and indicators are measured against."""

from __future__ import annotations

from typing import Any

from audit.actions import create_record
from benefits.actions import keep_baseline
from benefits.models import (
    Indicator,
    IndicatorTarget,
    SavingsCost,
    SavingsLine,
    SavingsRequirement,
    SavingsShare,
)
from people.models import Person
from tests import factories
from values.partial_dates import PartialDate


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
