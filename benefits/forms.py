"""Forms of benefits, indicators, measurements and savings."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.choices import Unit
from benefits.fields import NO, SIGN_OF_UNIT, YES, MeasuredField
from benefits.models import (
    Benefit,
    BenefitPath,
    Indicator,
    IndicatorTarget,
    Measurement,
    SavingsAmount,
    SavingsBaseline,
    SavingsCost,
    SavingsLine,
    SavingsRequirement,
    SavingsShare,
)
from people.models import Person
from programmes.fields import offer_years, year_box
from programmes.models import Objective
from projects.models import Milestone, Project
from records.amounts import read_amount
from records.choosing import TYPE_A_NAME, Directory, PersonByName, everybody
from records.fields import DayField
from records.forms import RecordForm, limit
from values.spelling import alphabetical


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
            "milestone",
            "months_after",
            "beneficiaries",
            "objective",
            "assumptions",
            "measured_how",
            "review_on",
            "position",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance.programme_id
        own = Q(project__programme=programme) | Q(programme=programme)
        own &= Q(is_archived=False)
        milestones = Milestone.objects.filter(own | Q(pk=self.instance.milestone_id))
        limit(
            self,
            "milestone",
            milestones.order_by(alphabetical("title"), "id"),
            empty_label=_("None"),
        )
        own = Q(programme=self.instance.programme_id, is_archived=False)
        objectives = Objective.objects.filter(own | Q(pk=self.instance.objective_id))
        limit(self, "objective", objectives.order_by("position", "id"), empty_label=_("None"))


class BenefitPathForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BenefitPath
        fields = ("output", "project", "capability", "outcome", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Q(programme=self.instance.benefit.programme_id, is_archived=False)
        projects = Project.objects.filter(own | Q(pk=self.instance.project_id))
        limit(self, "project", projects.in_order(), empty_label=_("None"))


class ValueForm(RecordForm):
    """A form for measured values, which may be typed with their unit; a different unit is
    refused."""

    value_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.asked():
            field = cast(MeasuredField, self.fields[name])
            field.is_yes_or_no = self.kept_unit() == Unit.YES_NO

    def asked(self) -> list[str]:
        """The values that it asks for: what was agreed is changed by a decision alone."""
        return [name for name in self.value_fields if name in self.fields]

    def kept_unit(self) -> str:
        """The unit in which the values are kept when the page is opened."""
        raise NotImplementedError

    def unit(self) -> str:
        """The unit of its values; empty if it is not known yet."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        unit = self.unit()
        for name in self.asked():
            value = data.get(name)
            if unit == Unit.YES_NO and value not in (None, YES, NO):
                self.add_error(name, self.not_in(name, unit))
                continue
            typed = read_amount(str(self[name].value() or ""))
            if typed and unit and name in data and typed.unit not in ("", SIGN_OF_UNIT[unit]):
                self.add_error(name, self.not_in(name, unit))
        return data

    def not_in(self, name: str, unit: str) -> str:
        facts = {"label": self[name].label, "unit": Unit(unit).label.lower()}
        if unit == Unit.YES_NO:
            return _("%(label)s must be yes or no") % facts
        if unit in (Unit.NUMBER, Unit.SCALE):
            return _("%(label)s must be a plain number: this indicator has no other unit") % facts
        return _("%(label)s must be in %(unit)s, the unit of this indicator") % facts


class IndicatorForm(ValueForm):
    value_fields = ("baseline_value", "target_value", "target_to")
    baseline_value = MeasuredField(label=gettext_lazy("Baseline"))
    target_value = MeasuredField(
        label=gettext_lazy("Target"), help_text=gettext_lazy("Leave empty if none has been set.")
    )
    target_to = MeasuredField(
        label=gettext_lazy("Target, up to"),
        help_text=gettext_lazy("Only if the target is a range: its upper end."),
    )

    class Meta(RecordForm.Meta):
        model = Indicator
        fields = (
            "title",
            "unit",
            "direction",
            "baseline_value",
            "baseline_on",
            "target_value",
            "target_to",
            "target_on",
            "tolerance_percent",
            "tolerance_amount",
            "status",
            "definition",
            "source",
            "frequency",
            "data_lag",
            "analyst",
            "position",
        )

    def kept_unit(self) -> str:
        return self.instance.unit

    def unit(self) -> str:
        return str(self.cleaned_data.get("unit") or "")


class IndicatorTargetForm(ValueForm):
    value_fields = ("value", "value_to")
    value = MeasuredField(label=gettext_lazy("Target"), required=True)
    value_to = MeasuredField(
        label=gettext_lazy("Target, up to"),
        help_text=gettext_lazy("Only if the target is a range: its upper end."),
    )

    class Meta(RecordForm.Meta):
        model = IndicatorTarget
        fields = ("period", "value", "value_to")

    def unit(self) -> str:
        return str(self.instance.indicator.unit)

    kept_unit = unit


class HandOverForm(forms.Form):
    """Who owns a benefit in the service, and when it is reviewed next."""

    hides_optional = True
    owner = PersonByName(label=gettext_lazy("Owner in the service"), help_text=TYPE_A_NAME)
    review_on = DayField(
        label=gettext_lazy("Next review"),
        error_messages={"required": gettext_lazy("Enter the day of its next review")},
    )

    def __init__(self, data: Any = None, *, owner: Person | None = None) -> None:
        super().__init__(data)
        box = cast(PersonByName, self.fields["owner"])
        box.directory = self.directory = Directory(everybody())
        box.initial = owner.pk if owner else None


class MeasurementForm(ValueForm):
    value_fields = ("value",)
    value = MeasuredField(label=gettext_lazy("Value"))

    class Meta(RecordForm.Meta):
        model = Measurement
        fields = ("measured_on", "value", "why_missing", "is_provisional", "note", "action")
        error_messages = {
            "measured_on": {
                "required": gettext_lazy("Enter the day, month or year it was measured")
            }
        }

    def unit(self) -> str:
        return str(self.instance.indicator.unit)

    kept_unit = unit


class SavingsLineForm(ProjectChoiceForm):
    class Meta(RecordForm.Meta):
        model = SavingsLine
        fields = (
            "title",
            "kind",
            "basis",
            "project",
            "owner",
            "required_pence",
            "full_year_pence",
            "period",
            "first_year",
            "last_year",
            "budget_line",
            "claim_reason",
            "confidence",
            "price_base",
            "position",
        )

    first_year = year_box(
        gettext_lazy("First year"),
        gettext_lazy("A year of its period for which nothing is planned gets a warning."),
    )
    last_year = year_box(gettext_lazy("Last year"))
    price_base = year_box(
        gettext_lazy("Price base"),
        gettext_lazy("The year in whose prices the amounts are given."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_year", "last_year", "price_base"):
            offer_years(self, name, gettext_lazy("Not set"))


class SavingsShareForm(RecordForm):
    """Another project of the same programme."""

    class Meta(RecordForm.Meta):
        model = SavingsShare
        fields = ("project", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line = self.instance.line
        others = Project.objects.live().filter(programme=line.programme_id)
        limit(self, "project", others.exclude(pk=line.project_id).in_order())


class YearForm(RecordForm):
    """A part that belongs to one financial year."""

    financial_year = year_box(gettext_lazy("Financial year"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_years(self, "financial_year", gettext_lazy("Choose a year"))


class SavingsCostForm(YearForm):
    class Meta(RecordForm.Meta):
        model = SavingsCost
        fields = ("financial_year", "planned_pence", "actual_pence", "note")


class SavingsRequirementForm(YearForm):
    class Meta(RecordForm.Meta):
        model = SavingsRequirement
        fields = ("strategy", "financial_year", "amount_pence")


class SavingsBaselineForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = SavingsBaseline
        fields = ("title", "agreed_by")


class SavingsAmountForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = SavingsAmount
        fields = ("financial_year", "amount_pence", "state", "note")

    financial_year = year_box(gettext_lazy("Financial year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_years(self, "financial_year", gettext_lazy("No year yet"))
