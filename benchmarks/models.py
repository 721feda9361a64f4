"""The plain twins: what a status report and a milestone would be with django-simple-history alone.

The same columns and rules, simple-history's own history with its user and reason, no guards, no
place, no index of all histories. The application is installed nowhere: `make_tables` makes them.
"""

from __future__ import annotations

from django.db import connection, models
from simple_history.models import HistoricalRecords

from people.models import Person, Scope
from programmes.choices import Rag
from programmes.models import Programme
from projects.choices import Confidence, ReportState
from projects.models import Milestone, Project, StatusReport
from values.fields import LongTextField, PartialDateField


def _who_did() -> models.ForeignKey:
    return models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def _rag_field() -> models.CharField:
    return models.CharField(max_length=10, choices=Rag.choices, blank=True)


def renamed(constraint: models.BaseConstraint) -> models.BaseConstraint:
    """The same rule for a twin: two tables' rules must not share a name."""
    twin = constraint.clone()
    twin.name = f"plain_{constraint.name}"
    return twin


class Plain(models.Model):
    """The fields of every twin."""

    version = models.PositiveIntegerField(default=1)
    is_archived = models.BooleanField(default=False)
    history = HistoricalRecords(inherit=True, app="benchmarks")

    class Meta:
        abstract = True


class PlainMilestone(Plain):
    """A milestone."""

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    baseline_on = PartialDateField(null=True, blank=True)
    first_agreed_on = PartialDateField(null=True, blank=True)
    times_rebaselined = models.PositiveSmallIntegerField(default=0)
    forecast_on = PartialDateField(null=True, blank=True)
    actual_on = PartialDateField(null=True, blank=True)
    owner = _who_did()

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.title


class PlainReport(Plain):
    """A status report."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    period_end = models.DateField()
    state = models.CharField(max_length=20, choices=ReportState.choices, default=ReportState.DRAFT)
    overall_rag = _rag_field()
    overall_reason = models.CharField(max_length=300, blank=True)
    schedule_rag = _rag_field()
    schedule_reason = models.CharField(max_length=300, blank=True)
    cost_rag = _rag_field()
    cost_reason = models.CharField(max_length=300, blank=True)
    scope_rag = _rag_field()
    scope_reason = models.CharField(max_length=300, blank=True)
    benefits_rag = _rag_field()
    benefits_reason = models.CharField(max_length=300, blank=True)
    resources_rag = _rag_field()
    resources_reason = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence.choices, blank=True)
    parts_reason = models.CharField(max_length=300, blank=True)
    achieved = LongTextField(blank=True)
    next_steps = LongTextField(blank=True)
    to_raise = LongTextField(blank=True)
    decision_wanted = LongTextField(blank=True)
    help_needed = LongTextField(blank=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = _who_did()
    counts_on = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = _who_did()
    acceptance_void_because = models.CharField(max_length=500, blank=True, default="")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = _who_did()
    returned_to = _who_did()
    return_reason = models.CharField(max_length=500, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_by = _who_did()
    correction = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "benchmarks"
        constraints = [renamed(constraint) for constraint in StatusReport._meta.constraints]

    def __str__(self) -> str:
        return str(self.period_end)


TWINS: dict[type[models.Model], type[Plain]] = {
    Milestone: PlainMilestone,
    StatusReport: PlainReport,
}


def make_tables() -> None:
    """Make the tables of the twins and of their histories, and copy the records into them, under
    the same keys."""
    for model, twin in TWINS.items():
        with connection.schema_editor() as editor:
            editor.create_model(twin)
            editor.create_model(twin.history.model)
        columns = ", ".join(f'"{field.column}"' for field in twin._meta.concrete_fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{twin._meta.db_table}" ({columns}) '
                f'SELECT {columns} FROM "{model._meta.db_table}"'
            )
