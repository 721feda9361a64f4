"""Forms of benefits, indicators, measurements and savings."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.choices import Unit
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from programmes import financial_year
from projects.models import Project
from records.amounts import read_amount
from records.forms import RecordForm, limit
from values import clock

YEARS_BACK, YEARS_AHEAD = 20, 15
SIGN_OF_UNIT: dict[str, str] = {
    Unit.PERCENT: "%",
    Unit.NUMBER: "",
    Unit.DAYS: "days",
    Unit.POUNDS: "£",
}


class ProjectChoiceForm(RecordForm):
    """A form with a choice of the programme's own projects; anyone who sees the programme sees
    them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Q(programme=self.instance.programme_id, is_archived=False)
        projects = Project.objects.filter(own | Q(pk=self.instance.project_id))
        limit(self, "project", projects.in_order(), empty_label=_("The whole programme"))


class BenefitForm(ProjectChoiceForm):
    class Meta(RecordForm.Meta):
        model = Benefit
        fields = (
            "title",
            "kind",
            "description",
            "project",
            "owner",
            "expected_on",
            "position",
        )


class ValueForm(RecordForm):
    """A form for measured values, which may be typed with their unit; a different unit is
    refused."""

    value_fields: tuple[str, ...] = ()

    def unit(self) -> str:
        """The unit of its values; empty if it is not known yet."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit = self.unit()
        for name in self.value_fields:
            typed = read_amount(str(self[name].value() or ""))
            if typed and unit and name in data and typed.unit not in ("", SIGN_OF_UNIT[unit]):
                self.add_error(name, self.not_in(name, unit))
        return data

    def not_in(self, name: str, unit: str) -> str:
        facts = {"label": self[name].label, "unit": Unit(unit).label.lower()}
        if unit == Unit.NUMBER:
            return _("%(label)s must be a plain number: this indicator has no other unit") % facts
        return _("%(label)s must be in %(unit)s, the unit of this indicator") % facts


class IndicatorForm(ValueForm):
    value_fields = ("baseline_value", "target_value")

    class Meta(RecordForm.Meta):
        model = Indicator
        fields = (
            "title",
            "unit",
            "direction",
            "baseline_value",
            "baseline_on",
            "target_value",
            "target_on",
            "position",
        )

    def unit(self) -> str:
        return str(self.cleaned_data.get("unit") or "")


class MeasurementForm(ValueForm):
    value_fields = ("value",)

    class Meta(RecordForm.Meta):
        model = Measurement
        fields = ("measured_on", "value", "note")
        error_messages = {
            "measured_on": {
                "required": gettext_lazy("Enter the day, month or year it was measured")
            }
        }

    def unit(self) -> str:
        return str(self.instance.indicator.unit)


class SavingsLineForm(ProjectChoiceForm):
    class Meta(RecordForm.Meta):
        model = SavingsLine
        fields = ("title", "project", "required_pence", "period", "position")


class SavingsAmountForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = SavingsAmount
        fields = ("financial_year", "amount_pence", "state", "note")

    financial_year = forms.TypedChoiceField(
        label=gettext_lazy("Financial year"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = cast(forms.ChoiceField, self.fields["financial_year"])
        year.choices = year_choices(self.instance.financial_year)


def year_choices(own: int | None) -> list[tuple[int | str, str]]:
    """The financial years to choose from, including the record's own, and no year."""
    this = financial_year.financial_year_of(clock.today())
    years = {*range(this - YEARS_BACK, this + YEARS_AHEAD + 1), *([own] if own else [])}
    in_words = [(year, financial_year.in_words(year)) for year in sorted(years)]
    return [("", _("No year yet")), *in_words]
