"""Benefits and savings as pages and papers read them, now or at a past moment.

Every read takes the programmes and the moment (None is now), makes the same number of queries for
one row as for many, and returns frozen rows. The caller asks only for programmes that the reader
may see."""

from benefits.queries.archived import archived_benefits, archived_savings
from benefits.queries.indicator_rows import IndicatorRow
from benefits.queries.measurement_rows import BaselineRow, MeasurementRow, TargetRow, Value
from benefits.queries.measures import (
    BenefitRow,
    benefit_rows,
    has_benefits,
    indicators_in_brief,
)
from benefits.queries.rights import EditRight, edit_right
from benefits.queries.savings import (
    AmountRow,
    CostRow,
    SavingsRow,
    SavingsTotals,
    YearTable,
    blank_years,
    savings_in_brief,
    savings_rows,
    savings_totals,
    shares_of,
    year_table,
)
from benefits.queries.unmeasured import quarters_to, unmeasured
from benefits.queries.ways import WayRow, ways

__all__ = [
    "AmountRow",
    "BaselineRow",
    "BenefitRow",
    "CostRow",
    "EditRight",
    "IndicatorRow",
    "MeasurementRow",
    "SavingsRow",
    "SavingsTotals",
    "TargetRow",
    "Value",
    "WayRow",
    "YearTable",
    "archived_benefits",
    "archived_savings",
    "benefit_rows",
    "blank_years",
    "edit_right",
    "has_benefits",
    "indicators_in_brief",
    "quarters_to",
    "savings_in_brief",
    "savings_rows",
    "savings_totals",
    "shares_of",
    "unmeasured",
    "ways",
    "year_table",
]
