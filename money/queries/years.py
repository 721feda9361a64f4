"""What budget lines have, expect and have spent in a financial year: the sums that lists, pages and
papers share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from money.choices import Month, Spending
from money.models import BudgetAmount, BudgetLine
from people.models import Person, Scope
from programmes import financial_year
from programmes.financial_year import financial_year_of
from values import clock, words

MONTHS = len(Month)
SUMMED = ("budget_pence", "forecast_pence", "actual_pence", "expected_pence", "variance_pence")


def is_over(on: date) -> Q:
    """The condition that the year or the month of an amount lies before a day."""
    this = financial_year_of(on)
    order = list(Month.values)
    before = order[: order.index(on.month)]
    return Q(financial_year__lt=this) | Q(financial_year=this, month__in=before)


def sums(on: date) -> dict[str, Any]:
    """For `annotate` over amounts of one line and year. What is expected is what was spent, once
    the time for it is over, and the forecast until then. A variance is known only for a whole year:
    of a line that is kept by month, when no month is missing."""
    spent = When(is_over(on) & Q(actual_pence__isnull=False), then=F("actual_pence"))
    expected = Case(spent, default=F("forecast_pence"), output_field=BigIntegerField())
    is_expected = (is_over(on) & Q(actual_pence__isnull=False)) | Q(forecast_pence__isnull=False)
    return {
        "sum_budget": Sum("budget_pence"),
        "sum_forecast": Sum("forecast_pence"),
        "sum_actual": Sum("actual_pence"),
        "sum_expected": Sum(expected),
        "budget_months": _months(Q(budget_pence__isnull=False)),
        "expected_months": _months(is_expected),
    }


def _months(known: Q) -> Sum:
    """How many months of the year some amounts cover."""
    parts = Case(
        When(known & Q(month=None), then=Value(MONTHS)),
        When(known, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return Sum(parts)


VARIANCE = Case(
    When(
        budget_months__gte=MONTHS,
        expected_months__gte=MONTHS,
        then=F("sum_expected") - F("sum_budget"),
    ),
    default=None,
    output_field=BigIntegerField(),
)


def lines(
    person: Person | None,
    moment: datetime | None,
    year: int,
    scopes: Collection[int] | None = None,
) -> QuerySet:
    """The budget lines that a person may see, or all for a paper; in all scopes, or in some. Each
    with its sums in a year."""
    within = {} if scopes is None else {"scope_id__listed": scopes}
    rows: Any = BudgetLine.objects.at(moment, **within).live()
    if person is not None:
        rows = rows.visible_to(person)
    return with_sums(rows, moment, year).order_by("scope_id", "position", "id")


def with_sums(rows: QuerySet, moment: datetime | None, year: int) -> QuerySet:
    amounts = BudgetAmount.objects.of_each(moment, line_id=OuterRef("id"), financial_year=year)
    summed = amounts.live().order_by().values("line_id").annotate(**sums(clock.day_of(moment)))
    summed = summed.annotate(sum_variance=VARIANCE)
    of_line = {
        name: Subquery(summed.values(f"sum_{name.removesuffix('_pence')}")) for name in SUMMED
    }
    return rows.annotate(
        **of_line,
        scope_title=value_at(moment, Scope, "scope_id", "title"),
        owner_name=value_at(moment, Person, "owner_id", "name"),
    )


@dataclass(frozen=True)
class YearSum:
    """Budget lines added up in one financial year, in pence. The variance is over the lines for
    which it is known; `unknown` counts the others."""

    year: int
    budget_pence: int | None
    forecast_pence: int | None
    actual_pence: int | None
    expected_pence: int | None
    variance_pence: int | None
    compared_pence: int
    """The budget of the lines whose variance is known."""
    unknown: int
    kind: str = ""

    @property
    def year_words(self) -> str:
        return financial_year.in_words(self.year)

    @property
    def kind_words(self) -> str:
        return str(Spending(self.kind).label) if self.kind else _("Capital and revenue")

    @property
    def percent(self) -> Decimal | None:
        """The variance as a part of the budget, to a tenth."""
        return percent_of(self.variance_pence, self.compared_pence)

    @property
    def variance_words(self) -> str:
        return variance_words(self.variance_pence, self.compared_pence)

    def variance_in(self, say: Callable[[int | None], str]) -> str:
        """The same, the amount said otherwise: £20k over budget (4%)."""
        return variance_words(self.variance_pence, self.compared_pence, say)


def percent_of(part: int | None, whole: int | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def variance_words(
    pence: int | None, budget: int | None, say: Callable[[int | None], str] = words.money
) -> str:
    """£20,000 over budget (4%); on budget; not known."""
    if pence is None:
        return _("not known")
    if pence == 0:
        return _("on budget")
    much = say(abs(pence))
    text = _("%(much)s over budget") if pence > 0 else _("%(much)s under budget")
    said = text % {"much": much}
    percent = percent_of(abs(pence), budget)
    return said if percent is None else f"{said} ({words.number(percent)}%)"


def by_year(
    scopes: Collection[int] | None, moment: datetime | None, *, person: Person | None = None
) -> list[YearSum]:
    """The lines of some scopes added up by year, and within it by capital and revenue where there
    are both, in order. Two queries."""
    within = {} if scopes is None else {"scope_id__listed": scopes}
    rows: Any = BudgetLine.objects.at(moment, **within).live()
    if person is not None:
        rows = rows.visible_to(person)
    kinds = dict(rows.order_by().values_list("id", "kind"))
    found = list(of_lines(kinds, moment))
    years = sorted({row["financial_year"] for row in found})
    return [each for year in years for each in _of_year(year, found, kinds)]


def in_year(
    scopes: Collection[int], moment: datetime | None, year: int, person: Person
) -> list[dict[str, Any]]:
    """The sums of each line of some scopes in one year, with its `scope_id` and `kind`. Two
    queries."""
    rows: Any = BudgetLine.objects.at(moment, scope_id__listed=scopes).live().visible_to(person)
    lines = {row["id"]: row for row in rows.order_by().values("id", "scope_id", "kind")}
    return [found | lines[found["line_id"]] for found in of_lines(lines, moment, year)]


def whole_of_year(
    scopes: Collection[int] | QuerySet, moment: datetime | None, year: int, person: Person
) -> YearSum | None:
    """All lines of some scopes in one year, capital and revenue together; None without an amount.
    One query, and at a past moment another for the lines."""
    rows: Any = BudgetLine.objects.at(moment, scope_id__in=scopes).live().visible_to(person)
    keys = rows.order_by().values("id")
    found = list(of_lines(keys if moment is None else {row["id"] for row in keys}, moment, year))
    return added_up(year, found) if found else None


def of_years(sums: Iterable[YearSum]) -> list[YearSum]:
    """One for each year: the whole, which comes last of its year."""
    return list({each.year: each for each in sums}.values())


def of_lines(
    keys: Collection[int] | QuerySet, moment: datetime | None, year: int | None = None
) -> Iterable[dict[str, Any]]:
    """The sums of some lines, for each of their years. One query."""
    lookup = "line_id__in" if isinstance(keys, QuerySet) else "line_id__listed"
    having: dict[str, Any] = {lookup: keys}
    if year is not None:
        having["financial_year"] = year
    rows = BudgetAmount.objects.at(moment, **having).live().order_by()
    summed: Any = rows.values("line_id", "financial_year").annotate(**sums(clock.day_of(moment)))
    found: Iterable[dict[str, Any]] = summed.annotate(sum_variance=VARIANCE)
    return found


def _of_year(year: int, found: list[dict[str, Any]], kinds: dict[int, str]) -> Iterable[YearSum]:
    mine = [row for row in found if row["financial_year"] == year]
    both = {kinds[row["line_id"]] for row in mine}
    if len(both) > 1:
        for kind in Spending.values:
            yield added_up(year, [row for row in mine if kinds[row["line_id"]] == kind], kind)
    yield added_up(year, mine, next(iter(both)) if len(both) == 1 else "")


def added_up(year: int, rows: Iterable[dict[str, Any]], kind: str = "") -> YearSum:
    rows = list(rows)
    compared = [row for row in rows if row["sum_variance"] is not None]
    return YearSum(
        year=year,
        budget_pence=_sum(rows, "sum_budget"),
        forecast_pence=_sum(rows, "sum_forecast"),
        actual_pence=_sum(rows, "sum_actual"),
        expected_pence=_sum(rows, "sum_expected"),
        variance_pence=_sum(compared, "sum_variance"),
        compared_pence=_sum(compared, "sum_budget") or 0,
        unknown=len(rows) - len(compared),
        kind=kind,
    )


def _sum(rows: Iterable[dict[str, Any]], name: str) -> int | None:
    """Missing amounts are left out; None when all are missing."""
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None
