"""Records of money for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from audit.actions import create_record
from money.actions import add_to_scope
from money.models import (
    BudgetAmount,
    BudgetLine,
    FundingYear,
    Post,
    VarianceReason,
    VarianceRule,
)
from people.models import Person, Scope
from programmes.models import FundingSource, Programme
from tests.factories.people import officer

EDITS: dict[type, dict[str, Any]] = {
    BudgetAmount: {"actual_pence": 21_000_000},
    VarianceReason: {"why": "Two posts were filled late."},
    VarianceRule: {"red_percent": 20},
    FundingYear: {"note": "As agreed"},
}
"""An edit of each kind, so that it has an earlier version."""


def line(title: str = "Placements", *, scope: Scope, **fields: Any) -> BudgetLine:
    by = fields.pop("by", None) or officer()
    return add_to_scope(BudgetLine, scope=scope, by=by, title=title, **fields)


def amount(of: BudgetLine, year: int = 2012, **fields: Any) -> BudgetAmount:
    """Pence of a line in a financial year, such as `budget_pence=5`."""
    by = fields.pop("by", None) or officer()
    return create_record(BudgetAmount, by=by, line=of, financial_year=year, **fields)


def tolerance(valid_from: date | None = None, **fields: Any) -> VarianceRule:
    """A reason is needed above 5 %, and 10 % is red; each on a day of its own."""
    newest = VarianceRule.objects.newest_first().first()
    after = newest.valid_from + timedelta(days=1) if newest else date(2012, 4, 1)
    said: dict[str, Any] = {"valid_from": valid_from or after, "percent": 5, "red_percent": 10}
    said |= {"reference": f"VAR-{VarianceRule.objects.count() + 1:04d}"}
    return create_record(VarianceRule, by=officer(), **(said | fields))


def of_all(title: str, programme: Programme, scope: Scope, by: Person) -> tuple[Any, ...]:
    """One record of every kind of money."""
    source = create_record(
        FundingSource, by=by, programme=programme, title="Reserve", amount_pence=50_000_000
    )
    made = line(f"{title}: first budget line", scope=scope, by=by, source=source)
    year = {"line": made, "financial_year": 2012}
    return (
        source,
        made,
        amount(made, by=by, budget_pence=50_000_000, forecast_pence=51_000_000),
        create_record(VarianceReason, by=by, **year, why="Prices rose."),
        tolerance(),
        create_record(
            FundingYear, by=by, source=source, financial_year=2012, amount_pence=50_000_000
        ),
        add_to_scope(Post, scope=scope, by=by, title=f"{title}: social workers", number=12),
    )
