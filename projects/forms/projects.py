"""Forms of projects, milestones and status reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.choices import Act
from people.models import Person
from programmes.fields import RagField
from projects.choices import Confidence, Dimension
from projects.contributed import confidence_choices, ends_a_period, missing_by_rules
from projects.lifecycle import missing_in_report, refused_period
from projects.models import (
    Lifecycle,
    LifecycleVersion,
    Milestone,
    Project,
    ProjectCategory,
    StatusReport,
)
from projects.stages import CRITERION_RULES
from records.forms import (
    READ_FROM_NOTHING,
    RecordForm,
    form_field,
    limit,
    limit_to_places,
)
from values import clock, words


class ProjectForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Project
        fields = (
            "title", "second_title", "summary", "parent", "lifecycle", "stage", "category",
            "printed_number", "starts_on", "expected_end_on", "position",
        )  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Project.objects.live().filter(programme=self.instance.programme_id)
        if self.instance.pk is not None:
            inside = Q(pk=self.instance.pk) | Q(scope__above__under=self.instance.scope.way)
            others = others.exclude(inside)
        limit(self, "lifecycle", Lifecycle.objects.live(), empty_label=_("Standard project"))
        categories = ProjectCategory.objects.live().filter(programme=self.instance.programme_id)
        limit(self, "category", categories.in_order(), empty_label=_("No category"))
        if not categories.exists() and self.instance.category_id is None:
            del self.fields["category"]
        none, act = _("No other project"), Act.EDIT_PROJECT
        limit_to_places(self, "parent", others, none, person=person, act=act)


class LifecycleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Lifecycle
        fields = ("title", "key", "about")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["key"]


class LifecycleVersionForm(RecordForm):
    """Its stages and gates as JSON; a new version starts as a copy of the newest."""

    class Meta(RecordForm.Meta):
        model = LifecycleVersion
        fields = ("valid_from", "definition")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["definition"].widget.attrs["rows"] = 30
        rules = ", ".join(sorted(CRITERION_RULES))
        self.fields["definition"].help_text = _(
            "As JSON. Criteria that are worked out have one of these rules: %(rules)s."
        ) % {"rules": rules}


class MilestoneForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Milestone
        fields = ("title", "baseline_on", "forecast_on", "actual_on", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "baseline_on" not in self.fields:  # it is agreed
            facts = {"day": words.when(self.instance.baseline_on)}
            self.fields["forecast_on"].help_text = (
                _("The baseline is %(day)s. When do you now expect it?") % facts
            )
        if "reason" in self.fields:
            self.fields["reason"].help_text = _("Needed when the forecast moves.")


class OneLineField(forms.CharField):
    """A sentence that is long enough for a box of three lines, and is kept as one."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


def report_field(field: Any, **kwargs: Any) -> forms.Field | None:
    """A rating is three radios and "Not rated"; confidence, with more choices, is one box."""
    if field.name.endswith("_rag"):
        return RagField(label=capfirst(str(field.verbose_name)))
    if field.name.endswith("_reason"):
        return field.formfield(form_class=OneLineField, widget=OneLineField.widget)
    if field.name == "confidence":
        return field.formfield()
    return form_field(field, **kwargs)


class AnswerForm(forms.Form):
    """The version of a report that its reader saw, who accepts or returns it."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": READ_FROM_NOTHING, "invalid": READ_FROM_NOTHING},
    )


class ReturnForm(AnswerForm):
    """Why a report is returned."""

    why = forms.CharField(
        label=_("What is missing?"),
        max_length=500,
        help_text=_("One clear sentence. The board does not read it."),
        error_messages={"required": _("Say what is missing.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


DIMENSION_FIELDS = tuple(
    f"{name}_{part}" for name in Dimension.values for part in ("rag", "reason")
)
WORDS = ("achieved", "next_steps", "to_raise", "decision_wanted", "help_needed")


class StatusReportForm(RecordForm):
    hides_optional = True
    reason = None  # type: ignore[assignment]  # Django's way to leave it out: a report says why
    beside = ("period_is_meant",)
    copied = (
        "overall_rag", "overall_reason", *DIMENSION_FIELDS, "parts_reason", "confidence", *WORDS,
    )  # fmt: skip
    """What copying the last report forward fills in."""

    period_is_meant = forms.BooleanField(
        required=False, label=_("Yes, I report before the period ends")
    )

    class Meta:
        model = StatusReport
        fields = (
            "period_end", "overall_rag", "overall_reason", "confidence", *DIMENSION_FIELDS,
            "parts_reason", *WORDS,
        )  # fmt: skip
        error_messages = {"period_end": {"required": _("Enter the day on which the period ends")}}
        formfield_callback = report_field

    def __init__(self, *args: Any, is_submission: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_submission = is_submission
        self.asks_period = bool(self.data.get(self.add_prefix("period_is_meant")))
        scale = confidence_choices(self.instance.period_end or clock.today())
        kept = self.instance.confidence
        if kept and kept not in dict(scale):
            scale = [(kept, str(Confidence(kept).label)), *scale]
        field: Any = self.fields["confidence"]
        field.choices = [("", _("Not rated")), *scale]

    def clean(self) -> dict[str, Any]:
        """Reports all errors at once, including what submitting would refuse."""
        data = super().clean() or {}
        self._check_period(data)
        if self.is_submission:
            for name, sentences in self._missing(data).items():
                if name in data:
                    self.add_error(name, sentences)
        for name in WORDS:
            if len(data.get(name) or "") > 20_000:
                self.add_error(name, _("Write at most 20,000 characters."))
        return data

    def _missing(self, data: dict[str, Any]) -> dict[str, list[str]]:
        said = blank_for_faulty(self, data)
        names = [name for name in self.Meta.fields if name != "period_end"]
        typed = StatusReport(
            project=self.instance.project, **{name: said.get(name) or "" for name in names}
        )
        return missing_in_report(said) | missing_by_rules(typed)

    def _check_period(self, data: dict[str, Any]) -> None:
        """A period too far ahead is refused; one that ends soon must be confirmed once, unless a
        calendar has it."""
        end, today = data.get("period_end"), clock.today()
        if end is None:
            return
        if sentence := refused_period(end, today):
            self.add_error("period_end", sentence)
        elif self.is_submission and end > today and not ends_a_period(self.instance.project, end):
            self.asks_period = True
            if not data.get("period_is_meant"):
                facts = {"day": words.day(end), "days": words.days((end - today).days)}
                self.add_error("period_is_meant", gettext(
                    "The period ends on %(day)s, %(days)s from now."
                    " Correct it, or confirm that you report before it ends."
                ) % facts)  # fmt: skip


def blank_for_faulty(form: forms.BaseForm, data: dict[str, Any]) -> dict[str, Any]:
    """The values of a form, with an empty text for each field that is invalid."""
    return dict.fromkeys(form.fields, "") | data


def correction_field() -> forms.CharField:
    """What was wrong with a submitted report."""
    return forms.CharField(
        label=_("What are you correcting?"),
        max_length=300,
        help_text=_("One clear sentence. Everyone who reads the report sees it."),
        error_messages={"required": _("Say what you are correcting.")},
    )


class CorrectionForm(StatusReportForm):
    """A submitted report as it should have been, and what was wrong with it. Its period stays."""

    correction = correction_field()

    class Meta(StatusReportForm.Meta):
        fields = StatusReportForm.Meta.fields[1:]
