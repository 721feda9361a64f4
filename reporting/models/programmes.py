"""What a programme reports about itself, over the reports of its projects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.person_fields import person_field
from programmes.choices import Rag
from programmes.models import Programme
from projects.choices import Confidence, ReportState
from projects.models.reports import CorrectableReport, rag_field
from reporting.querysets import ProgrammeReportQuerySet
from values import words
from values.fields import DayField, LongTextField


class ProgrammeReport(CorrectableReport):
    """The report of a programme for one period: its rating beside the one that its projects'
    ratings make, what happened, and which decisions it wants. It goes through the same cycle as a
    status report."""

    part_of = "programme"
    named_by = "period_end"
    untold = ("submitted_at", "accepted_at", "returned_at", "corrected_at")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="reports", editable=False
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
        _("why this rating"),
        max_length=300,
        blank=True,
        help_text=_("Needed unless it is Green, as its projects’ ratings make it."),
    )
    confidence = models.CharField(
        _("delivery confidence"), max_length=20, choices=Confidence.choices, blank=True
    )
    narrative = LongTextField(_("what happened"), blank=True)
    next_steps = LongTextField(_("planned for the next period"), blank=True)
    decisions_wanted = LongTextField(_("decisions wanted"), blank=True)
    rolled_up_rag = models.CharField(
        _("rolled up"), max_length=10, choices=Rag.choices, blank=True, editable=False
    )
    rolled_up_because = models.CharField(
        _("rolled up from"), max_length=300, blank=True, editable=False
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    submitted_by = person_field(_("submitted by"), editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True, editable=False)
    accepted_by = person_field(_("accepted by"), editable=False)
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True, editable=False)
    returned_by = person_field(_("returned by"), editable=False)
    return_reason = models.CharField(
        _("reason for returning"), max_length=500, blank=True, editable=False
    )

    objects: ClassVar = ProgrammeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme report")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "period_end"],
                condition=Q(is_archived=False),
                name="one_programme_report_per_period",
                violation_error_message=_("There is already a report for this period."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, submitted_at=None, submitted_by=None)
                | Q(
                    state=ReportState.SUBMITTED,
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                ),
                name="submitted_programme_report_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(
                    ~Q(accepted_by=F("submitted_by")),
                    state=ReportState.SUBMITTED,
                    accepted_at__isnull=False,
                    accepted_by__isnull=False,
                ),
                name="programme_report_is_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, return_reason="")
                | Q(
                    ~Q(return_reason=""),
                    state=ReportState.DRAFT,
                    returned_at__isnull=False,
                    returned_by__isnull=False,
                ),
                name="returned_programme_report_says_when_by_whom_and_why",
            ),
            *CorrectableReport.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {words.day(self.period_end)}"
