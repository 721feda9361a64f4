"""How budgets differ between two moments: one line for each year of a budget line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from money.models import AMOUNTS, BudgetAmount, BudgetLine
from programmes import financial_year
from programmes.comparison import MONEY, changed_money
from records.comparison import Line, Place, Span, together

Sums = dict[tuple[int, int], dict[str, int | None]]
"""By line and financial year: the three amounts, in pence."""


def lines(span: Span) -> list[Line]:
    """Four queries; none if no amount changed."""
    changed = span.changed_ids(BudgetAmount)
    if not changed:
        return []
    scopes = {scope.id: scope.title for scope in span.scopes}
    of_lines = BudgetAmount.objects.filter(pk__in=changed).values("line_id")
    budget_lines = list(BudgetLine.objects.filter(pk__in=of_lines, scope__in=scopes))
    keys = [line.pk for line in budget_lines]
    before, after = (sums(keys, moment) for moment in (span.before, span.after))
    years: dict[int, set[int]] = defaultdict(set)
    for key, year in (*before, *after):
        years[key].add(year)
    return [
        _line(line, year, phrase, scopes, span)
        for line in budget_lines
        for year in sorted(years[line.pk])
        if (phrase := _changes(before.get((line.pk, year)), after.get((line.pk, year))))
    ]


def sums(keys: Iterable[int], moment: datetime | None) -> Sums:
    """One query."""
    rows: Any = BudgetAmount.objects.at(moment, line_id__in=list(keys)).live().order_by()
    summed = rows.values("line_id", "financial_year").annotate(
        **{f"sum_{name}": Sum(name) for name in AMOUNTS}
    )
    return {
        (row["line_id"], row["financial_year"]): {name: row[f"sum_{name}"] for name in AMOUNTS}
        for row in summed
    }


def _changes(old: dict[str, int | None] | None, new: dict[str, int | None] | None) -> str:
    """Forecast £400,000 to £500,000, £100,000 more."""
    nothing: dict[str, int | None] = dict.fromkeys(AMOUNTS)
    labels = {
        "budget_pence": _("budget %(change)s"),
        "forecast_pence": _("forecast %(change)s"),
        "actual_pence": _("actual %(change)s"),
    }
    return together(
        *(
            labels[name] % {"change": change}
            for name in AMOUNTS
            if (change := changed_money((old or nothing)[name], (new or nothing)[name]))
        )
    )


def _line(line: BudgetLine, year: int, phrase: str, scopes: dict[int, str], span: Span) -> Line:
    facts = {"line": line.title, "year": financial_year.in_words(year)}
    url = reverse("money:budget_line_history", args=[line.reference])
    is_elsewhere = line.scope_id != span.scope_id
    place = Place(scopes[line.scope_id]) if is_elsewhere else None
    return Line(MONEY, _("%(line)s, %(year)s") % facts, phrase, url, place=place)
