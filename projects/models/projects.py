"""Projects and workstreams, with their milestones and documents."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Scope
from people.person_fields import person_field
from programmes.models import Programme
from projects.choices import Stage
from projects.models.categories import ProjectCategory
from projects.models.lifecycles import Lifecycle
from projects.querysets import (
    MilestoneQuerySet,
    ProjectQuerySet,
)
from projects.stages import stage_titles
from values.fields import (
    DataChoiceField,
    LongTextField,
    PartialDateField,
    not_before,
)


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
