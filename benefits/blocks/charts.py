"""Savings as charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.blocks.savings import SumChoices, chosen_rows, percent
from benefits.choices import ON_THE_WAY, TO_FIND, SavingState
from benefits.queries import savings_totals
from benefits.queries.savings import Year, in_state, sums_by_year, year_words
from documents.bars import Bar, Bars
from documents.charts import Chart, figure
from documents.content import FigureContent, LiveContent
from documents.tree import Column, Table
from records.blocks import About, Block
from values import words
from values.money import rounded

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
