"""The reports that the leads of projects submit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.person_fields import person_field
from programmes.choices import Rag
from projects.choices import SENT, Confidence, ReportState
from projects.models.projects import Project
from projects.querysets import StatusReportQuerySet
from values import words
from values.fields import DayField, LongTextField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def rag_field(name: StrPromise) -> models.CharField:
    return models.CharField(name, max_length=10, choices=Rag.choices, blank=True)


def reason_field(name: StrPromise) -> models.CharField:
    return models.CharField(name, max_length=300, blank=True)


class CorrectableReport(TrackedModel):
    """A report that may be corrected once it is submitted: its newest version says what was wrong
    in the one before."""

    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True, editable=False)
    corrected_by = person_field(_("corrected by"), editable=False)
    correction = models.CharField(
        _("what was corrected"), max_length=300, blank=True, editable=False
    )

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(corrected_at=None, corrected_by=None, correction="")
                | Q(~Q(correction=""), corrected_at__isnull=False, corrected_by__isnull=False),
                name="corrected_%(class)s_says_when_by_whom_and_what",
            )
        ]


class StatusReport(CorrectableReport):
    """What a project's lead reports for one period: ratings, what was done, what comes next. Once
    submitted it is accepted, or returned to the person who submitted it: then it is a draft again,
    and says who returned it and why until it is submitted again."""

    part_of = "project"
    told_with_parts = True  # the ratings computed when it was submitted
    named_by = "period_end"
    # It was submitted and answered when the change was made.
    untold = (
        "submitted_at", "counts_on", "accepted_at", "returned_at", "first_submitted_at",
        "corrected_at",
    )  # fmt: skip
    history_indexes = (  # most versions of a report are drafts
        models.Index(
            fields=[
                "project",
                "-counts_on",
                "-submitted_at",
                "-id",
                "-history_date",
                "-history_id",
            ],
            condition=Q(state=ReportState.SUBMITTED, is_archived=False),
            name="statusreport_submitted",
        ),
    )

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="status_reports", editable=False
    )
    period_end = DayField(_("period to"))
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ReportState.choices,
        default=ReportState.DRAFT,
        editable=False,
    )
    overall_rag = rag_field(_("overall"))
    overall_reason = models.CharField(
        _("why this rating"), max_length=300, blank=True, help_text=_("One line for the board.")
    )
    schedule_rag = rag_field(_("schedule"))
    schedule_reason = reason_field(_("why schedule is rated so"))
    cost_rag = rag_field(_("cost"))
    cost_reason = reason_field(_("why cost is rated so"))
    scope_rag = rag_field(_("scope"))
    scope_reason = reason_field(_("why scope is rated so"))
    benefits_rag = rag_field(_("benefits"))
    benefits_reason = reason_field(_("why benefits is rated so"))
    resources_rag = rag_field(_("resources"))
    resources_reason = reason_field(_("why resources is rated so"))
    confidence = models.CharField(
        _("delivery confidence"), max_length=20, choices=Confidence.choices, blank=True
    )
    parts_reason = models.CharField(
        _("why better than its parts"),
        max_length=300,
        blank=True,
        help_text=_("Only if ratings of parts are worse than the overall rating."),
    )
    achieved = LongTextField(_("achieved in this period"), blank=True)
    next_steps = LongTextField(_("planned for the next period"), blank=True)
    to_raise = LongTextField(
        _("risks and issues to raise"),
        blank=True,
        help_text=_("What the board should know and is not yet in a register."),
    )
    decision_wanted = LongTextField(_("decision wanted"), blank=True)
    help_needed = LongTextField(_("help needed"), blank=True)
    first_submitted_at = models.DateTimeField(
        _("first submitted at"), null=True, blank=True, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    submitted_by = person_field(_("submitted by"), editable=False, related_name="submitted_reports")
    counts_on = models.DateField(  # see `lifecycle.counts_on`
        _("counts as of"), null=True, blank=True, editable=False
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    accepted_by = person_field(_("accepted by"), editable=False)
    acceptance_void_because = models.CharField(
        _("acceptance void because"), max_length=500, blank=True, default="", editable=False
    )
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True, editable=False)
    returned_by = person_field(_("returned by"), editable=False)
    returned_to = person_field(_("returned to"), editable=False)
    return_reason = models.CharField(
        _("reason for returning"), max_length=500, blank=True, editable=False
    )

    objects: ClassVar = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("status report")
        indexes = [
            # All that tells the latest report of a project, how it is rated and how many there are.
            models.Index(
                fields=[
                    "project",
                    "state",
                    "-counts_on",
                    "-submitted_at",
                    "-id",
                    "is_archived",
                    "overall_rag",
                    "period_end",
                ],
                name="statusreport_by_project",
            ),
            models.Index(  # few are returned, and My work looks for them
                fields=["returned_at"],
                condition=Q(returned_at__isnull=False),
                name="statusreport_returned",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "period_end"],
                condition=Q(is_archived=False),
                name="one_report_per_period",
                violation_error_message=_("There is already a report for this period."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReportState.DRAFT, submitted_at=None, submitted_by=None, counts_on=None
                )
                | Q(
                    state__in=SENT,
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                    counts_on__lte=F("period_end"),
                ),
                name="submitted_report_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(
                    state=ReportState.SUBMITTED,
                    accepted_at__isnull=False,
                    accepted_by__isnull=False,
                ),
                name="accepted_report_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, returned_to=None, return_reason="")
                | Q(
                    ~Q(return_reason=""),
                    state=ReportState.DRAFT,
                    returned_at__isnull=False,
                    returned_by__isnull=False,
                    returned_to__isnull=False,
                ),
                name="returned_report_says_when_by_whom_to_whom_and_why",
            ),
            *CorrectableReport.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {words.day(self.period_end)}"
