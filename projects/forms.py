"""Forms of projects, milestones and status reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.models import Milestone, Project, ProjectDocument, StatusReport
from records.fields import RagField
from records.forms import READ_FROM_NOTHING, AttachedFileForm, RecordForm, form_field


class ProjectForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Project
        fields = ("title", "summary", "stage", "category", "printed_number", "position")


class MilestoneForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Milestone
        fields = ("title", "baseline_on", "forecast_on", "actual_on", "precision")


class ProjectDocumentForm(AttachedFileForm):
    class Meta(RecordForm.Meta):
        model = ProjectDocument
        fields = ("title", "kind")


def report_field(field: Any, **kwargs: Any) -> forms.Field | None:
    """A rating is three radios and "Not rated"; text has room."""
    if field.name.endswith("_rag"):
        return RagField(label=capfirst(str(field.verbose_name)))
    return form_field(field, **kwargs)


class AnswerForm(forms.Form):
    """Which version of a report its reader saw, who accepts or returns it."""

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


class StatusReportForm(RecordForm):
    hides_optional = True
    reason = None  # type: ignore[assignment]  # Django's way to leave it out: a report says why

    class Meta:
        model = StatusReport
        fields = (
            "period_end",
            "overall_rag",
            "overall_reason",
            "schedule_rag",
            "cost_rag",
            "scope_rag",
            "benefits_rag",
            "resources_rag",
            "achieved",
            "next_steps",
            "help_needed",
        )
        error_messages = {"period_end": {"required": _("Enter the day on which the period ends")}}
        formfield_callback = report_field

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("achieved", "next_steps", "help_needed"):
            if len(data.get(name) or "") > 20_000:
                self.add_error(name, _("Write at most 20,000 characters."))
        return data
