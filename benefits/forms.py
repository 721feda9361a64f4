"""Forms of benefits, indicators, measurements and savings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import clock
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from people.forms.records import RecordForm, limit
from programmes import financial_year
from projects.models import Project

YEARS_BACK, YEARS_AHEAD = 20, 15


class ProjectChoiceForm(RecordForm):
    """A form with a choice of the programme's own projects; who sees the programme sees them."""

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
    """A form of measured values: typed as plain numbers, shown without idle zeros."""

    value_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.value_fields:
            self.fields[name].widget = forms.TextInput(
                {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"}
            )
            self.initial[name] = plain(self.initial.get(name))


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
    """The financial years to choose from, the record's own among them, and none."""
    this = financial_year.financial_year_of(clock.today())
    years = {*range(this - YEARS_BACK, this + YEARS_AHEAD + 1), *([own] if own else [])}
    in_words = [(year, financial_year.in_words(year)) for year in sorted(years)]
    return [("", _("No year yet")), *in_words]


def plain(value: Decimal | None) -> Decimal | None:
    """The same number without zeros at its end: 37 for 37.0000, and 100 for 100.0000."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
