"""Budget against forecast and actual, year by year, as a chart."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from documents.bars import Group, Groups
from documents.charts import Chart
from documents.tree import Column, Table
from money.queries.years import YearSum, by_year, of_years, variance_words
from people.models import Person, Scope
from programmes.queries import scopes_within
from values.money import short


def budget_chart(scope: Scope, person: Person | None, moment: datetime | None) -> Chart | None:
    """Of a scope and all that lies below it. Two queries, and one for each level of scopes."""
    return chart_of(by_year(scopes_within(scope.pk, moment), moment, person=person))


def chart_of(sums: list[YearSum]) -> Chart | None:
    """Of sums by year, as `by_year` gives them; None without any."""
    years = of_years(sums)
    if not years:
        return None
    parts = (_("Budget"), _("Forecast"), _("Actual"))
    return Chart(
        headline=_headline(years),
        sentence=_sentence(years),
        source=_("Source: the budget lines."),
        table=Table(
            caption=_("Budget, forecast and actual"),
            columns=(
                Column(_("Financial year")),
                *(Column(part, align="number") for part in parts),
                Column(_("Variance")),
            ),
            rows=tuple((year.year_words, *_said(year), year.variance_in(short)) for year in years),
        ),
        drawn=Groups(
            tuple(Group(year.year_words, _values(year), _said(year)) for year in years), parts
        ),
    )


def _values(year: YearSum) -> tuple[float | None, ...]:
    amounts = (year.budget_pence, year.forecast_pence, year.actual_pence)
    return tuple(None if pence is None else float(pence) for pence in amounts)


def _said(year: YearSum) -> tuple[str, ...]:
    amounts = (year.budget_pence, year.forecast_pence, year.actual_pence)
    return tuple(_("not known") if pence is None else short(pence) for pence in amounts)


def _headline(years: list[YearSum]) -> str:
    """2025/26 to 2027/28: £40k over budget (2%)."""
    known = [year for year in years if year.variance_pence is not None]
    if not known:
        return _("It is not known of any year how it ends against its budget.")
    variance = sum(year.variance_pence or 0 for year in known)
    compared = sum(year.compared_pence for year in known)
    first, last = known[0].year_words, known[-1].year_words
    span = first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    facts = {"years": span, "variance": variance_words(variance, compared, short)}
    return _("%(years)s: %(variance)s.") % facts


def _sentence(years: list[YearSum]) -> str:
    """The year furthest from its budget."""
    known = [year for year in years if year.variance_pence]
    if not known:
        return _("No year is known to end over or under its budget.")
    worst = max(known, key=lambda year: abs(year.variance_pence or 0))
    facts = {"year": worst.year_words, "variance": worst.variance_in(short)}
    return _("Furthest from its budget: %(year)s, %(variance)s.") % facts
