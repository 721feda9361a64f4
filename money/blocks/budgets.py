"""Budget, forecast and actual by financial year as a paper prints them, and their sums in a
sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.charts import figure
from documents.content import FigureContent, LiveContent, TableContent
from documents.tree import Column, Table
from money.charts import chart_of
from money.models import BudgetAmount
from money.queries import years
from money.queries.years import YearSum
from programmes import financial_year
from programmes.blocks import scopes_of
from records.blocks import About, Block, Choices, Figure, One, Some, Told, field_words
from values import clock, money

THIS_YEAR = "this"


def sums_of(about: About) -> list[YearSum]:
    return about.once("budgets", lambda: years.by_year(scopes_of(about), about.moment))


def year_choices(about: About) -> list[tuple[str, str]]:
    known = dict.fromkeys(each.year for each in sums_of(about))
    return [(financial_year.in_words(year), financial_year.in_words(year)) for year in known]


class BudgetChoices(Choices):
    years = Some(
        gettext_lazy("Which years"),
        year_choices,
        help_text=gettext_lazy("All of them when none is chosen."),
    )
    amounts = One(gettext_lazy("Amounts in"), lambda about: money.CHOICES)


class Budgets(Block):
    """Budget, forecast, actual and variance by financial year; capital and revenue apart where
    there are both. Amounts are rounded for print alone: variances are those of the exact
    amounts."""

    name, label, form = "budgets", gettext_lazy("Budget by year"), BudgetChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        say = money.SAY[chosen["amounts"]]
        rows = [
            each
            for each in sums_of(about)
            if not chosen["years"] or each.year_words in chosen["years"]
        ]
        columns = (
            Column(_("Financial year")),
            Column(_("Kind")),
            Column(_("Budget"), align="number"),
            Column(_("Forecast"), align="number"),
            Column(_("Actual"), align="number"),
            Column(_("Variance")),
        )
        cells = tuple(
            (
                each.year_words,
                each.kind_words,
                *(
                    _("not known") if pence is None else say(pence)
                    for pence in (each.budget_pence, each.forecast_pence, each.actual_pence)
                ),
                each.variance_words,
            )
            for each in rows
        )
        table = Table(caption=_("Budget by financial year"), columns=columns, rows=cells)
        return TableContent(table, nil=_("No budget has been recorded."))


class BudgetsChart(Block):
    """Budget, forecast and actual of each financial year side by side, over the table of them."""

    name, label = "budgets-chart", gettext_lazy("Chart of budgets by year")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        chart = chart_of(sums_of(about))
        return FigureContent(
            figure(chart) if chart else None, nil=_("No budget has been recorded.")
        )


class SumChoices(Choices):
    year = One(
        gettext_lazy("Financial year"),
        lambda about: [(THIS_YEAR, gettext_lazy("This year")), *year_choices(about)],
    )
    amounts = One(gettext_lazy("Amount in"), lambda about: money.CHOICES)


class BudgetFigure(Figure):
    """A sum over all budget lines in one financial year."""

    form: ClassVar[type[Choices]] = SumChoices
    field: ClassVar[str]
    """The amount that it adds up; of a variance the one that moves."""

    def said(self, found: YearSum, chosen: Mapping[str, Any]) -> str:
        pence = getattr(found, self.field)
        return "" if pence is None else money.SAY[chosen["amounts"]](pence)

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        this = financial_year.financial_year_of(clock.day_of(about.moment))
        wanted = chosen["year"]
        wanted = financial_year.in_words(this) if wanted == THIS_YEAR else wanted
        of_year = [each for each in sums_of(about) if each.year_words == wanted]
        return Told(
            self.said(of_year[-1], chosen) if of_year else "",
            record=_("Budget"),
            field=field_words(BudgetAmount, self.field),
            of=((BudgetAmount, {"line__scope_id__in": scopes_of(about)}),),
        )


class BudgetTotal(BudgetFigure):
    """The budget."""

    name, label, field = "budget", gettext_lazy("Budget"), "budget_pence"


class ForecastTotal(BudgetFigure):
    """What is forecast to be spent."""

    name, label, field = "budget forecast", gettext_lazy("Forecast of the budget"), "forecast_pence"


class ActualTotal(BudgetFigure):
    """What has been spent."""

    name, label, field = "budget spent", gettext_lazy("Spent of the budget"), "actual_pence"


class Variance(BudgetFigure):
    """How far the forecast is over or under the budget, in words."""

    name, label = "budget variance", gettext_lazy("Variance of the budget")
    field = "forecast_pence"

    def said(self, found: YearSum, chosen: Mapping[str, Any]) -> str:
        return found.variance_in(money.SAY[chosen["amounts"]])


BUDGETS = (Budgets(), BudgetsChart(), BudgetTotal(), ForecastTotal(), ActualTotal(), Variance())
