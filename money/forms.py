"""Forms of budgets, posts, tolerances for variances and the years of funding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from money.models import (
    BudgetAmount,
    BudgetLine,
    FundingYear,
    Post,
    VarianceReason,
    VarianceRule,
)
from programmes.fields import offer_years, year_box
from programmes.models import FundingSource
from programmes.queries import programme_around
from records.amounts import PoundsField
from records.fields import ParagraphsField
from records.forms import RecordForm, limit
from records.grids import GridForm, name_of


class PaidForm(RecordForm):
    """A form that names the funding source from which something is paid: one of the programme
    around it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = programme_around(self.instance.scope)
        sources = FundingSource.objects.live().filter(programme__scope=around).in_order()
        limit(self, "source", sources, empty_label=_("Not stated"))
        if around is None:
            del self.fields["source"]


class BudgetLineForm(PaidForm):
    class Meta(RecordForm.Meta):
        model = BudgetLine
        fields = ("title", "cost_centre", "kind", "owner", "source", "note", "position")


class PostForm(PaidForm):
    class Meta(RecordForm.Meta):
        model = Post
        fields = (
            "title",
            "number",
            "filled",
            "kind",
            "grade",
            "starts_on",
            "ends_on",
            "source",
            "note",
            "position",
        )


class YearForm(RecordForm):
    """A part that belongs to one financial year."""

    financial_year = year_box(_("Financial year"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_years(self, "financial_year", _("Choose a year"))


class BudgetAmountForm(YearForm):
    """With the reason for the variance of its year, which is a record of its own."""

    beside = ("why_variance",)  # shown, but not a field of the record

    why_variance = ParagraphsField(
        label=_("Why the year is over or under its budget"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed only where the difference is larger than the council allows."),
    )

    class Meta(RecordForm.Meta):
        model = BudgetAmount
        fields = ("financial_year", "month", "budget_pence", "forecast_pence", "actual_pence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month: Any = self.fields["month"]
        month.choices = [("", _("The whole year")), *list(month.choices)[1:]]
        if self.instance.pk is not None:
            kept = self.instance.line.variance_reasons.live()
            found = kept.filter(financial_year=self.instance.financial_year).first()
            self.fields["why_variance"].initial = found.why if found else ""

    def values(self) -> dict[str, Any]:
        return super().values() | {"why_variance": self.cleaned_data.get("why_variance", "")}


class VarianceReasonForm(YearForm):
    class Meta(RecordForm.Meta):
        model = VarianceReason
        fields = ("financial_year", "why")


class VarianceRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = VarianceRule
        fields = ("valid_from", "percent", "amount_pence", "red_percent", "red_pence")


class FundingYearForm(YearForm):
    class Meta(RecordForm.Meta):
        model = FundingYear
        fields = ("financial_year", "kind", "amount_pence", "note")


def reason_name(line: int) -> str:
    """The name of the box for the reason of a line's variance."""
    return f"why-{line}"


class AmountsForm(GridForm):
    """Amounts of lines, and below them why lines are over or under their budget: of those that say
    so already, of those that were asked, and of those that were sent."""

    def __init__(
        self,
        data: Any = None,
        *,
        budgets: Collection[str],
        reasons: Mapping[int, str],
        lines: Mapping[int, str],
        **grid: Any,
    ) -> None:
        super().__init__(data, field_of=lambda row: PoundsField(), **grid)
        self.budgets, self.line_titles = budgets, lines
        for key in lines:
            if key in reasons or reason_name(key) in self.data:
                self._add_reason(key, reasons.get(key, ""))

    def _add_reason(self, key: int, why: str = "") -> None:
        facts = {"line": self.line_titles[key]}
        self.fields[reason_name(key)] = ParagraphsField(
            label=gettext("Why “%(line)s” is over or under its budget") % facts,
            required=False,
            initial=why,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.beside = (*self.beside, reason_name(key))  # type: ignore[misc]

    def ask_why(self, lines: Iterable[int]) -> None:
        """Add a box for the reason of each of some lines."""
        for key in lines:
            if reason_name(key) not in self.fields:
                self._add_reason(key)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for row, column in self.cells:
            pence = data.get(name_of((row, column)))
            if column in self.budgets and pence is not None and pence < 0:
                name = name_of((row, column))
                facts = {"label": self.fields[name].label}
                self.add_error(name, gettext("%(label)s cannot be negative.") % facts)
        return data
