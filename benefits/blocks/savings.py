"""Savings by financial year as a paper prints them, and their sums in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.choices import SavingState
from benefits.lifecycle import share_delivered
from benefits.models import SavingsAmount, SavingsLine
from benefits.queries import (
    AmountRow,
    SavingsRow,
    blank_years,
    savings_rows,
    savings_totals,
    year_table,
)
from documents.content import LiveContent, TableContent
from documents.tree import Column, Table
from programmes import financial_year
from records.blocks import About, Block, Choices, Figure, One, Some, Told, field_words, yes_or_no
from values import money, words

MOST_YEARS = 5
"""More columns of amounts than these are printed in thousands of pounds, so that they fit."""
NO_YEAR = "none"


def savings_of(about: About) -> list[SavingsRow]:
    return about.once("savings", lambda: savings_rows(about.programme_ids, about.moment))


def _years(about: About) -> list[tuple[str, str]]:
    rows = savings_of(about)
    years_used = {amount.financial_year for row in rows for amount in row.amounts}
    years_used |= blank_years(rows)
    known = sorted(year for year in years_used if year is not None)
    years = [(financial_year.in_words(year), financial_year.in_words(year)) for year in known]
    return [*years, (NO_YEAR, _("No year yet"))] if None in years_used else years


def _key_of(year: int | None) -> str:
    return NO_YEAR if year is None else financial_year.in_words(year)


class SumChoices(Choices):
    lines = Some(
        gettext_lazy("Which savings"),
        lambda about: [(str(row.id), row.title) for row in savings_of(about)],
        help_text=gettext_lazy("All of them when none is chosen."),
    )
    years = Some(
        gettext_lazy("Which years"),
        _years,
        help_text=gettext_lazy("All of them when none is chosen."),
    )


class SavingsChoices(SumChoices):
    states = Some(
        gettext_lazy("Which amounts"),
        lambda about: SavingState.choices,
        help_text=gettext_lazy("All of them when none is chosen."),
    )
    amounts = One(
        gettext_lazy("Amounts in"),
        lambda about: [
            ("fitting", gettext_lazy("Pounds, or thousands where there are many years")),
            ("pounds", gettext_lazy("Pounds")),
            ("thousands", gettext_lazy("Thousands of pounds (£k)")),
        ],
    )
    total = yes_or_no(gettext_lazy("With totals"))


class Savings(Block):
    """Savings lines down, financial years across, each amount with how certain it is. If there are
    too many years to fit, amounts are rounded to thousands of pounds and the table says so; totals
    are those of the exact amounts."""

    name, label, form = "savings", gettext_lazy("Savings by year"), SavingsChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        rows = chosen_rows(about, chosen)
        if chosen["states"]:
            rows = [_only(row, lambda amount: amount.state in chosen["states"]) for row in rows]
        years = year_table(rows, _blank(about, chosen))
        is_rounded = chosen["amounts"] == "thousands" or (
            chosen["amounts"] == "fitting" and len(years.columns) > MOST_YEARS
        )
        say = money.rounded if is_rounded else words.thousands
        if chosen["amounts"] == "pounds":
            say = words.money
        one_state = len(chosen["states"]) == 1
        has_total = chosen["total"] == "yes"
        cells = [
            (
                line.line.title,
                *(
                    "; ".join(_said(a, say, one_state) for a in cell.amounts) or words.NOTHING
                    for cell in line.cells
                ),
                say(line.line.total_pence),
            )
            for line in years.lines
        ]
        sums = [say(pence) for _label, pence in years.totals]
        totals = (_("Total"), *sums, say(sum(pence or 0 for _label, pence in years.totals)))
        columns = (
            Column(_("Saving")),
            *(Column(label) for label in years.columns),
            Column(_("Total"), align="number"),
        )
        last = None if has_total else -1
        table = Table(
            caption=_("Savings"),
            columns=columns[:last],
            rows=tuple(row[:last] for row in cells),
            totals=(totals,) if has_total and cells else (),
            note=_("thousands of pounds; totals are of the exact amounts") if is_rounded else "",
        )
        return TableContent(table, nil=_("No savings have been set."))


def _lines(about: About, chosen: Mapping[str, Any]) -> list[SavingsRow]:
    wanted = chosen["lines"]
    return [row for row in savings_of(about) if not wanted or str(row.id) in wanted]


def _blank(about: About, chosen: Mapping[str, Any]) -> set[int]:
    """The years within the period of a chosen line in which nothing is planned."""
    years = blank_years(_lines(about, chosen))
    return {year for year in years if not chosen["years"] or _key_of(year) in chosen["years"]}


def chosen_rows(about: About, chosen: Mapping[str, Any]) -> list[SavingsRow]:
    """The savings lines that were chosen, each with its amounts in the years that were chosen."""
    rows = _lines(about, chosen)
    if not chosen["years"]:
        return rows
    return [_only(row, lambda a: _key_of(a.financial_year) in chosen["years"]) for row in rows]


def _only(row: SavingsRow, keeps: Any) -> SavingsRow:
    return replace(row, amounts=tuple(amount for amount in row.amounts if keeps(amount)))


def _said(amount: AmountRow, say: Any, one_state: bool) -> str:
    amount_words = str(say(amount.amount_pence))
    return amount_words if one_state else f"{amount_words} {amount.state_words.lower()}"


# --- figures ------------------------------------------------------------------------------------
class AmountChoices(SumChoices):
    amounts = One(gettext_lazy("Amount in"), lambda about: money.CHOICES)


class SavingsFigure(Figure):
    """A sum of savings."""

    form: ClassVar[type[Choices]] = AmountChoices
    field: ClassVar[str] = "amount_pence"
    model: ClassVar[Any] = SavingsAmount

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        raise NotImplementedError

    def said(self, rows: list[SavingsRow], chosen: Mapping[str, Any]) -> str:
        pence = self.pence(rows)
        if pence is None:
            return ""
        return money.SAY[chosen["amounts"]](pence)

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        rows = chosen_rows(about, chosen)
        one = about.programmes[0] if len(about.programmes) == 1 else None
        return Told(
            self.said(rows, chosen) if rows else "",
            record=rows[0].title if len(rows) == 1 else _("Savings"),
            field=field_words(self.model, self.field),
            page=("benefits:programme_benefits", (one.reference,)) if one else None,
            of=(
                (SavingsLine, {"programme_id__in": about.programme_ids}),
                (SavingsAmount, {"line_id__in": [row.id for row in rows]}),
            ),
        )


class SavingsTotal(SavingsFigure):
    """All savings, whatever their state."""

    name, label = "savings total", gettext_lazy("Savings in all")

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        return savings_totals(rows).total_pence


class SavingsRequired(SavingsFigure):
    """The savings that the savings lines require."""

    name, label = "savings required", gettext_lazy("Savings required")
    field, model = "required_pence", SavingsLine

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        return savings_totals(rows).required_pence


class SavingsAchieved(SavingsFigure):
    """The savings that are achieved."""

    name, label = "savings achieved", gettext_lazy("Savings achieved")

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        return savings_totals(rows).achieved_pence


class SavingsIdentified(SavingsFigure):
    """The savings that are identified and not achieved yet."""

    name, label = "savings identified", gettext_lazy("Savings identified")

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        return savings_totals(rows).identified_pence


class SavingsToFind(SavingsFigure):
    """The savings required but neither achieved nor identified; nothing if no line states what is
    required."""

    name, label = "savings to find", gettext_lazy("Savings still to find")

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        return savings_totals(rows).still_to_find_pence


class SavingsResidual(SavingsFigure):
    """All savings that are not achieved, whatever their state."""

    name, label = "savings residual", gettext_lazy("Savings still to achieve")

    def pence(self, rows: Iterable[SavingsRow]) -> int | None:
        totals = savings_totals(rows)
        return totals.total_pence - totals.achieved_pence


class SavingsAchievedPercent(SavingsFigure):
    """How much of the savings required is achieved, in per cent; of a line that does not state what
    is required, of all its amounts."""

    name, label = "savings achieved percent", gettext_lazy("Savings achieved, in per cent")
    form = SumChoices

    def said(self, rows: list[SavingsRow], chosen: Mapping[str, Any]) -> str:
        totals = savings_totals(rows)
        # Years are chosen among the amounts; the amount required has no year.
        whole = 0 if chosen["years"] else sum(row.whole_pence for row in rows)
        return percent(totals.achieved_pence, whole or totals.total_pence)


def percent(part: int, whole: int) -> str:
    """65.3%; nothing of nothing."""
    share = share_delivered(part, whole)
    return "" if share is None else f"{words.number(share)}%"


AMOUNTS = (
    SavingsTotal(),
    SavingsRequired(),
    SavingsAchieved(),
    SavingsIdentified(),
    SavingsToFind(),
    SavingsResidual(),
    SavingsAchievedPercent(),
)
