"""Savings and measures as charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.blocks.measures import MeasureChoice, trend_words
from benefits.blocks.savings import SumChoices, chosen_rows, percent, rounded
from benefits.choices import ON_THE_WAY, TO_FIND, SavingState
from benefits.queries import IndicatorRow, benefit_rows, savings_totals
from benefits.queries.savings import Year, in_state, sums_by_year, year_words
from documents.charts import Bar, Bars, Chart, Line, Point, figure
from documents.content import FigureContent, LiveContent
from documents.tree import Column, Table
from records.blocks import About, Block
from values import words
from values.partial_dates import PartialDate

PARTS = (
    (gettext_lazy("Achieved"), (SavingState.ACHIEVED,)),
    (gettext_lazy("Identified"), (*ON_THE_WAY, SavingState.AT_RISK)),
    (gettext_lazy("Not found"), (*TO_FIND, SavingState.UNACHIEVED)),
)
"""What a bar is parted into, and the states of each part."""
STATES = tuple(states for _label, states in PARTS)


class SavingsChart(Block):
    """A bar for each financial year, parted into what is achieved, identified and not found, over
    the table of the amounts."""

    name, label, form = "savings-chart", gettext_lazy("Chart of savings by year"), SumChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        nil = _("No savings have been set.")
        rows = chosen_rows(about, chosen)
        amounts = [amount for row in rows for amount in row.amounts]
        totals = savings_totals(rows)
        if not amounts or not totals.total_pence:
            return FigureContent(None, nil=nil)
        by_year: dict[Year, list[int]] = {
            year: [in_state((a for a in amounts if a.financial_year == year), *s) for s in STATES]
            for year, _pence in sums_by_year(amounts)
        }
        share = percent(totals.achieved_pence, totals.total_pence)
        labels = [str(label) for label, _states in PARTS]
        chart = Chart(
            headline=_("%(share)s of the savings of %(total)s is achieved.")
            % {"share": share, "total": words.thousands(totals.total_pence)},
            sentence=_(
                "%(achieved)s is achieved, %(identified)s identified and %(planned)s not found."
            )
            % {
                name: words.thousands(in_state(amounts, *states))
                for name, states in zip(("achieved", "identified", "planned"), STATES, strict=True)
            },
            source=_("Source: the programme’s savings lines."),
            table=Table(
                caption=_("Savings by year"),
                columns=(
                    Column(_("Year")),
                    *(Column(label, align="number") for label in (*labels, _("Total"))),
                ),
                rows=tuple(
                    (year_words(year), *map(words.thousands, pence), words.thousands(sum(pence)))
                    for year, pence in by_year.items()
                ),
                totals=(
                    (
                        _("Total"),
                        *(words.thousands(in_state(amounts, *states)) for states in STATES),
                        words.thousands(totals.total_pence),
                    ),
                ),
            ),
            drawn=Bars(
                tuple(
                    Bar(year_words(year), tuple(map(float, pence)), _said(pence, labels))
                    for year, pence in by_year.items()
                ),
                tuple(labels),
            ),
        )
        return FigureContent(figure(chart), nil=nil)


def _said(pence: list[int], labels: list[str]) -> str:
    """£525k achieved, £200k identified."""
    return ", ".join(
        f"{rounded(amount)} {label.lower()}"
        for amount, label in zip(pence, labels, strict=True)
        if amount
    )


class IndicatorTrend(Block):
    """The values of one measure over time as a line, with its target, over the table of them."""

    name, label, form = "indicator-trend", gettext_lazy("Trend of a measure"), MeasureChoice

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        nil = _("It has not been measured twice yet.")
        benefits = about.once("benefits", lambda: benefit_rows(about.programme_ids, about.moment))
        every = {str(row.id): row for benefit in benefits for row in benefit.indicators}
        row = every[chosen["measure"]]
        values = _values(row)
        if len(values) < 2:
            return FigureContent(None, nil=nil)
        (first_on, _first, first_words), *_between, (last_on, _last, last_words) = values
        facts = {
            "measure": row.title,
            "change": row.change_words.lower(),
            "trend": trend_words(row).lower(),
            "first": first_words,
            "first_on": words.when(first_on),
            "last": last_words,
            "last_on": words.when(last_on),
            "target": row.target_words,
            "rating": row.rating_words,
        }
        sentence = _("It was %(first)s (%(first_on)s) and is %(last)s (%(last_on)s).")
        if row.target is not None:
            sentence += " " + _("The target is %(target)s.")
        if row.rag and (row.tolerance_percent is not None or row.tolerance_amount is not None):
            sentence += " %(rating)s."
        finding = _("%(measure)s: %(change)s since the baseline, %(trend)s.")
        if row.change is None:
            finding = _("%(measure)s: %(last)s, from %(first)s.")
        chart = Chart(
            headline=finding % facts,
            sentence=sentence % facts,
            source=_("Source: the measurements of the programme’s benefits."),
            table=Table(
                caption=row.title,
                columns=(Column(_("Date")), Column(_("Value"), align="number")),
                rows=tuple((words.when(on), said) for on, _value, said in values),
            ),
            drawn=Line(
                tuple(
                    Point(float(on.last.toordinal()), float(value), words.short_when(on), said)
                    for on, value, said in values
                ),
                ((float(row.target), _("Target %(target)s") % facts),) if row.target else (),
            ),
        )
        return FigureContent(figure(chart), nil=nil)


def _values(row: IndicatorRow) -> list[tuple[PartialDate, Any, str]]:
    """The baseline, where its date is known, and all measurements, the oldest first."""
    values: list[tuple[PartialDate, Any, str]] = []
    if row.baseline is not None and row.baseline_on is not None:
        values.append((row.baseline_on, row.baseline, row.baseline_words))
    values += [
        (m.measured_on, m.value, _("%(value)s (provisional)") % {"value": m.words})
        if m.is_provisional
        else (m.measured_on, m.value, m.words)
        for m in row.measurements
        if m.value is not None
    ]
    return values
