"""Projects and workstreams, their milestones, and the reports that their leads submit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import AttachedFile, Scope
from people.person_fields import person_field
from programmes.choices import Rag
from programmes.models import Programme
from projects.choices import DocumentKind, ReportState, Stage
from projects.models.categories import ProjectCategory
from projects.models.lifecycles import Lifecycle
from projects.querysets import (
    MilestoneQuerySet,
    ProjectDocumentQuerySet,
    ProjectQuerySet,
    StatusReportQuerySet,
)
from projects.stages import stage_titles
from values import words
from values.fields import (
    DataChoiceField,
    DayField,
    LongTextField,
    PartialDateField,
    not_before,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Project(TrackedModel):
    """A temporary piece of work in a programme; some programmes call it a workstream.

    The reference is ours and never changes. The printed number is what the programme's own
    documents call it: it may be missing, a letter, or the same on two projects.
    """

    part_of = "programme"
    only_by_decision = agreed_at_once = ("stage",)
    # Most are part of no other: an index of those that are, or a search would read all versions.
    history_indexes = (
        models.Index(fields=["parent"], condition=Q(parent__isnull=False), name="project_parts"),
    )

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.OneToOneField(
        Scope, on_delete=models.PROTECT, related_name="project", editable=False
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="projects", editable=False
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("Another project of the programme, such as 2 for 2a and 2b."),
    )
    printed_number = models.CharField(
        _("printed number"),
        max_length=10,
        blank=True,
        help_text=_("As the programme's documents number it. Two projects may share a number."),
    )
    category = models.ForeignKey(
        ProjectCategory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("category"),
    )
    title = models.CharField(_("title"), max_length=300)
    second_title = models.CharField(
        _("also called"),
        max_length=300,
        blank=True,
        help_text=_("Another title that the programme's documents print."),
    )
    summary = LongTextField(
        _("summary"),
        blank=True,
        help_text=_("What it will change and for whom. Committee papers print it."),
    )
    lifecycle = models.ForeignKey(
        Lifecycle,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("lifecycle"),
        help_text=_("The kind of project: which stages and gates it goes through."),
    )
    stage = DataChoiceField(
        _("stage"), max_length=50, choices_of=stage_titles, default=Stage.SCOPING
    )
    starts_on = PartialDateField(_("start"), null=True, blank=True)
    expected_end_on = PartialDateField(_("expected end"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        constraints = [
            models.CheckConstraint(
                condition=not_before("expected_end_on", "starts_on"),
                name="project_ends_after_start",
                violation_error_message=_("The expected end must not be before the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(TrackedModel):
    """A dated point that a project, or a programme itself, must reach. The baseline stays as it was
    agreed, unless it is re-baselined; the forecast moves. The baseline first agreed is kept for
    ever."""

    part_of, owned_by = "scope", ("project", "programme")
    # Its history stands with its project; the baseline and the reason show the rest.
    untold = ("project", "programme", "first_agreed_on", "times_rebaselined")
    only_by_decision = ("baseline_on",)

    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, blank=True, related_name="milestones", editable=False
    )
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, null=True, related_name="milestones", editable=False
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="milestones", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    baseline_on = PartialDateField(
        _("baseline"),
        null=True,
        blank=True,
        help_text=_("The date agreed: a day, or October 2026, Q3 2026/27, 2026/27."),
    )
    first_agreed_on = PartialDateField(
        _("baseline first agreed"), null=True, blank=True, editable=False
    )
    times_rebaselined = models.PositiveSmallIntegerField(
        _("times re-baselined"), default=0, editable=False
    )
    forecast_on = PartialDateField(
        _("forecast"),
        null=True,
        blank=True,
        help_text=_("When you now expect it, as exactly as you can say."),
    )
    actual_on = PartialDateField(
        _("actual"),
        null=True,
        blank=True,
        is_fact=True,
        takes_unknown=True,
        help_text=_("When it was reached. Write “not known” if nobody knows when."),
    )

    owner = person_field(_("owner"), related_name="milestones")

    objects: ClassVar = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        constraints = [
            models.CheckConstraint(
                condition=Q(times_rebaselined__gt=0)
                | Q(first_agreed_on=F("baseline_on"))
                | Q(first_agreed_on=None, baseline_on=None),
                name="first_baseline_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(project=None, programme__isnull=False)
                | Q(project__isnull=False, programme=None),
                name="milestone_of_one_project_or_programme",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self.follow()
        super().clean()

    def follow(self) -> None:
        """It lies where its project or programme lies. Until it is re-baselined, its baseline is
        the one first agreed."""
        whole = None if self.scope_id else self.project or self.programme
        if whole is not None:
            self.scope = whole.scope
        if self.times_rebaselined == 0:
            self.first_agreed_on = self.baseline_on


class ProjectDocument(AttachedFile):
    """A file that a project keeps: evidence that something was done, a business case, a plan."""

    part_of = "project"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="documents", editable=False
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind.choices, default=DocumentKind.EVIDENCE
    )

    objects: ClassVar = ProjectDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")


def rag_field(name: StrPromise) -> models.CharField:
    return models.CharField(name, max_length=10, choices=Rag.choices, blank=True)


class StatusReport(TrackedModel):
    """What a project's lead reports for one period: ratings, what was done, what comes next. Once
    submitted it is accepted, or returned to the person who submitted it: then it is a draft again,
    and says who returned it and why until it is submitted again."""

    part_of = "project"
    # It was submitted and answered when the change was made.
    untold = ("submitted_at", "counts_on", "accepted_at", "returned_at")
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
    cost_rag = rag_field(_("cost"))
    scope_rag = rag_field(_("scope"))
    benefits_rag = rag_field(_("benefits"))
    resources_rag = rag_field(_("resources"))
    parts_reason = models.CharField(
        _("why better than its parts"),
        max_length=300,
        blank=True,
        help_text=_("Only if ratings of parts are worse than the overall rating."),
    )
    achieved = LongTextField(_("achieved in this period"), blank=True)
    next_steps = LongTextField(_("planned for the next period"), blank=True)
    help_needed = LongTextField(_("help needed"), blank=True)
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
                    state=ReportState.SUBMITTED,
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
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {words.day(self.period_end)}"
