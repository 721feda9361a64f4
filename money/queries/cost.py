"""How a project or programme stands against its budget in a year: that is what its cost rating
stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from money import tolerance
from money.models import BudgetLine
from money.queries.years import added_up, of_lines, variance_words
from people.models import Scope
from programmes.choices import rag_words
from programmes.financial_year import financial_year_of, in_words
from programmes.queries import scopes_within
from values import clock, words


@dataclass(frozen=True)
class Cost:
    """Budget, forecast and actual of a financial year, in pence, and the rating that follows from
    them by the tolerance of the day: "" where it does not."""

    year: int
    budget_pence: int | None
    forecast_pence: int | None
    actual_pence: int | None
    variance_pence: int | None
    percent: Decimal | None
    unknown: int
    """How many lines have no variance yet."""
    rag: str

    @property
    def has_any(self) -> bool:
        amounts = (self.budget_pence, self.forecast_pence, self.actual_pence)
        return any(pence is not None for pence in amounts)

    @property
    def rag_words(self) -> str:
        """Amber; nothing where no rating follows."""
        return rag_words(self.rag) if self.rag else ""

    @property
    def words(self) -> str:
        """2012/13: budget £500,000, forecast £520,000, spent £210,000: £20,000 over budget (4%)."""
        facts = {
            "year": in_words(self.year),
            "budget": said(self.budget_pence),
            "forecast": said(self.forecast_pence),
            "actual": said(self.actual_pence),
            "variance": variance_words(self.variance_pence, self.budget_pence),
        }
        text = _(
            "%(year)s: budget %(budget)s, forecast %(forecast)s, spent %(actual)s; %(variance)s"
        )
        return text % facts


def said(pence: int | None) -> str:
    return _("not known") if pence is None else words.money(pence)


def cost_of(scope: Scope | int, moment: datetime | None = None) -> Cost:
    """How a scope and all that lies below it stands, in the financial year of the moment. One query
    for each level of scopes, and three."""
    on = clock.day_of(moment)
    year = financial_year_of(on)
    key = scope if isinstance(scope, int) else scope.pk
    within = scopes_within(key, moment)
    rows = BudgetLine.objects.at(moment, scope_id__in=within).live()
    keys = list(rows.order_by().values_list("id", flat=True))
    found = added_up(year, of_lines(keys, moment, year) if keys else ())
    rule = tolerance.rule_on(on, moment)
    return Cost(
        year=year,
        budget_pence=found.budget_pence,
        forecast_pence=found.forecast_pence,
        actual_pence=found.actual_pence,
        variance_pence=found.variance_pence,
        percent=found.percent,
        unknown=found.unknown,
        rag=str(tolerance.cost_rating(rule, found.variance_pence, found.compared_pence)),
    )
