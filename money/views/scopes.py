"""The money of a programme, a project or anything else that has a scope: its budget by year, its
budget lines and its posts."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from money import tolerance
from money.charts import chart_of
from money.choices import Measure
from money.columns import LINES_OF_SCOPE, POSTS_OF_SCOPE, YEARS, years_of_funding
from money.filters import years_offered
from money.models import VarianceReason
from money.queries import years
from money.queries.funding import funding_by_year
from money.queries.posts import posts
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes import financial_year
from programmes.agreeing import agreed_by
from programmes.columns import funding_columns
from programmes.models import FundingSource, Programme
from programmes.pages import find_scope
from programmes.queries import funding, programme_at, scopes_within
from programmes.scope_charts import shown
from records.columns import foot_cells
from records.pages.lists import table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.scopes import scope_url
from values import clock, money, words

YEAR = "year"
MOST = 50
"""Lines and posts on the page; their lists show all of them."""


@takes(YEAR, *ASKED)
def scope_money(request: SignedInRequest, reference: str) -> HttpResponse:
    """Budget, forecast and actual of a scope and what lies below it, and its posts."""
    person, asked = request.user.person, moment_asked(request)
    scope = find_scope(person, reference, asked.value)
    row = as_recorded(scope, asked.value)
    within = scopes_within(scope.pk, asked.value)
    year = _year_asked(request, asked)
    sums = years.by_year(within, asked.value, person=person)
    may_edit = not asked.value and policy.can(person, Act.KEEP_MONEY, scope)
    sees_now = not asked.value or policy.can(person, Act.SEE, scope)
    context = {
        "of": row,
        "year": year,
        "year_words": financial_year.in_words(year),
        "headline": headline(
            year, sums, financial_year.financial_year_of(clock.day_of(asked.value))
        ),
        "years": table(YEARS, sums),
        "chart": shown(chart_of(sums), "budget", scope, person, asked),
        "year_links": _year_links(sums, year, asked),
        "lines": _lines(person, asked, year, within),
        "posts": _posts(person, asked, within),
        **_funding(person, scope, asked),
        "measures": [(measure.value, measure.label) for measure in Measure],
        "may_edit": may_edit,
        "breadcrumbs": [(row.title, scope_url(scope))],
        **asked.context(now_url="" if sees_now else reverse("home")),
    }
    return render(request, "money/scope_money.html", context)


def _year_asked(request: SignedInRequest, asked: AskedMoment) -> int:
    text = request.GET.get(YEAR, "")
    if text in dict(years_offered()):
        return int(text)
    return financial_year.financial_year_of(clock.day_of(asked.value))


def headline(year: int, sums: list[years.YearSum], this: int) -> str:
    """What the page is about, in one sentence; `this` is the year of its moment."""
    of_year = [each for each in sums if each.year == year]
    if not of_year:
        return _("Nothing is recorded for %(year)s.") % {"year": financial_year.in_words(year)}
    found = of_year[-1]
    facts = {"year": found.year_words, "variance": found.variance_in(money.short)}
    if found.variance_pence is None:
        return _(
            "How %(year)s ends is not known: a budget, a forecast or an actual is missing."
        ) % (facts)
    if year < this:
        return _("%(year)s ended %(variance)s.") % facts
    return _("%(year)s is forecast to end %(variance)s.") % facts


def _year_links(
    sums: list[years.YearSum], year: int, asked: AskedMoment
) -> list[tuple[str, str, bool]]:
    """(words, query, whether it is the one shown) for each year with amounts."""
    known = sorted({each.year for each in sums} | {year})
    moment = asked.query.replace("?", "&", 1)
    return [
        (financial_year.in_words(each), f"?{YEAR}={each}{moment}", each == year) for each in known
    ]


def _lines(person: Person, asked: AskedMoment, year: int, within: set[int]) -> dict[str, Any]:
    every = years.lines(person, asked.value, year, within)
    rows = list(every.values(*LINE_VALUES)[:MOST])
    keys = [row["id"] for row in rows]
    reasons = VarianceReason.objects.at(asked.value, line_id__in=keys).live()
    why = dict(reasons.filter(financial_year=year).order_by().values_list("line_id", "why"))
    rule = tolerance.rule_on(clock.day_of(asked.value), asked.value)
    for row in rows:
        needs = tolerance.needs_reason(rule, row["variance_pence"], row["budget_pence"])
        row["why"] = why.get(row["id"]) or (_("No reason is given.") if needs else "")
    more = every.count() - MOST if len(rows) == MOST else 0
    return table(LINES_OF_SCOPE, rows, asked.query) | {"more": max(more, 0)}


LINE_VALUES = (
    "id",
    "reference",
    "title",
    "scope_title",
    "cost_centre",
    "kind",
    "budget_pence",
    "forecast_pence",
    "actual_pence",
    "variance_pence",
)


def _posts(person: Person, asked: AskedMoment, within: set[int]) -> dict[str, Any]:
    """The posts and how many there are, and are filled, in all."""
    rows = posts(person, asked.value, within)
    total = rows.order_by().aggregate(number=Sum("number"), filled=Sum("filled"))
    shown = table(POSTS_OF_SCOPE, rows.values(*POST_VALUES)[:MOST], asked.query)
    known = {name: words.number(count) for name, count in total.items() if count is not None}
    total_row = foot_cells(POSTS_OF_SCOPE, _("Total"), known)
    return shown | {"total": total_row, "number": total["number"]}


POST_VALUES = (
    "title",
    "reference",
    "scope_title",
    "kind",
    "grade",
    "starts_on",
    "number",
    "filled",
    "source_title",
)


def _funding(person: Person, scope: Scope, asked: AskedMoment) -> dict[str, Any]:
    """Where the money comes from, and what it brings in each year; only a programme has any."""
    if scope.kind != ScopeKind.PROGRAMME:
        return {"funding": None, "by_year": None, "programme": None}
    programme = Programme.objects.get(scope=scope)
    found = funding(programme.pk, asked.value)
    agreed = agreed_by(FundingSource, [row.id for row in found.rows], person, asked.value)
    columns = funding_columns(programme.reference, asked.query, agreed)
    totals = [
        foot_cells(columns, label, {"amount_words": amount}) for label, amount in found.totals
    ]
    by_year = funding_by_year(programme.pk, asked.value)
    across = years_of_funding(by_year.years)
    sums = {f"year_{year}": said for year, said in by_year.totals.items()}
    return {
        "programme": programme_at(programme, asked.value),
        "funding": table(columns, found.rows) | {"totals": totals} if found.rows else None,
        "by_year": table(across, by_year.rows)
        | {"total": foot_cells(across, _("New money in all"), sums)}
        if by_year.rows
        else None,
    }
