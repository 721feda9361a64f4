"""Forecasts and actuals of a project's budget lines, confirmed or moved in its status report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from money.actions import Place, save_amounts
from money.choices import Measure, Month
from money.models import BudgetAmount, BudgetLine, VarianceReason
from money.queries.cost import Cost, cost_of
from people import policy
from people.choices import Act
from programmes import financial_year
from projects.contributed import ReportPart
from records.amounts import PoundsField
from values import words

ASKED = (Measure.FORECAST, Measure.ACTUAL)


@dataclass(frozen=True)
class MoneyLine:
    """A budget line in the form, with its boxes."""

    title: str
    budget: str
    period: str
    forecast: BoundField
    actual: BoundField
    why: BoundField
    seen: BoundField


@dataclass(frozen=True)
class Kept:
    """What a line has in the period that the form asks about; `month` is None for a whole year."""

    line: BudgetLine
    month: int | None
    budget: int | None
    amounts: Mapping[str, int | None]
    why: str

    @property
    def seen(self) -> str:
        return "/".join(str(self.amounts[measure]) for measure in ASKED)


class MoneyForm(forms.Form):
    """A forecast, an actual and a reason for each line."""

    hides_optional = True

    def __init__(self, kept: list[Kept], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kept = kept
        for each in kept:
            key, of = each.line.pk, {"title": each.line.title}
            labels = {
                Measure.FORECAST: _("Forecast of %(title)s") % of,
                Measure.ACTUAL: _("%(title)s: spent so far") % of,
            }
            for measure in ASKED:
                self.fields[f"{key}-{measure}"] = PoundsField(
                    label=labels[measure], required=False, initial=each.amounts[measure]
                )
            self.fields[f"{key}-why"] = forms.CharField(
                label=_("Why %(title)s is over or under its budget") % of,
                required=False,
                max_length=1000,
                initial=each.why,
            )
            self.fields[f"{key}-seen"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=each.seen
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for each in self.kept:
            key = each.line.pk
            sent = {measure: data.get(f"{key}-{measure}") for measure in ASKED}
            if sent != dict(each.amounts) and data.get(f"{key}-seen") not in ("", each.seen):
                sentence = _("%(title)s: somebody has changed it since you opened the page.")
                self.add_error(f"{key}-forecast", sentence % {"title": each.line.title})
        return data

    def changes(self) -> list[tuple[Kept, dict[str, int | None], str]]:
        """The lines with what changes, and the reason where it is another."""
        found = []
        for each in self.kept:
            sent = {m: self.cleaned_data[f"{each.line.pk}-{m}"] for m in ASKED}
            changed = {str(m): pence for m, pence in sent.items() if pence != each.amounts[m]}
            why = self.cleaned_data[f"{each.line.pk}-why"].strip()
            if changed or (why and why != each.why):
                found.append((each, changed, why if why != each.why else ""))
        return found


class MoneyPart(ReportPart):
    """The budget lines of the project itself, in the financial year of the report."""

    key, order, template = "money", 20, "money/report_part.html"

    form: MoneyForm

    def make(self, data: Mapping[str, Any] | None) -> MoneyForm:
        """Without lines for somebody who may not keep the money."""
        may = policy.can(self.person, Act.KEEP_MONEY, self.project)
        return MoneyForm(self._kept() if may else [], data=data, prefix=self.key)

    @cached_property
    def year(self) -> int:
        return financial_year.financial_year_of(self.report.period_end)

    def _kept(self) -> list[Kept]:
        """Three queries."""
        lines = BudgetLine.objects.live().filter(scope=self.project.scope_id).in_order()
        of_year = {"line__in": lines, "financial_year": self.year}
        amounts = list(BudgetAmount.objects.live().filter(**of_year))
        reasons = VarianceReason.objects.live().filter(**of_year)
        why = dict(reasons.order_by().values_list("line_id", "why"))
        return [
            self._of_line(line, [a for a in amounts if a.line_id == line.pk], why.get(line.pk, ""))
            for line in lines
        ]

    def _of_line(self, line: BudgetLine, amounts: list[BudgetAmount], why: str) -> Kept:
        """A line that is kept by month is asked about the month of the report."""
        by_month = any(a.month is not None for a in amounts)
        month = self.report.period_end.month if by_month else None
        row = next((a for a in amounts if a.month == month), None)
        kept = {str(m): getattr(row, f"{m}_pence", None) for m in ASKED}
        return Kept(line, month, row.budget_pence if row else None, kept, why)

    def is_shown(self) -> bool:
        return bool(self.form.kept)

    def write(self) -> None:
        cells: dict[tuple[Place, str], int | None] = {}
        why = {}
        for kept, changed, reason in self.form.changes():
            place = (kept.line, self.year, kept.month)
            cells |= {(place, measure): pence for measure, pence in changed.items()}
            why[kept.line, self.year] = reason
        if cells or any(why.values()):
            save_amounts(cells, why=why, by=self.person, reason=_("Confirmed in the status report"))

    # --- for its template -----------------------------------------------------------------------
    @cached_property
    def cost(self) -> Cost:
        return cost_of(self.project.scope_id)

    def lines(self) -> list[MoneyLine]:
        return [self._line(kept) for kept in self.form.kept]

    def _line(self, kept: Kept) -> MoneyLine:
        year = financial_year.in_words(self.year)
        period = year if kept.month is None else f"{Month(kept.month).label}, {year}"
        boxes = (
            self.form[f"{kept.line.pk}-{name}"] for name in ("forecast", "actual", "why", "seen")
        )
        return MoneyLine(kept.line.title, words.money(kept.budget), period, *boxes)
