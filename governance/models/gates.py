"""Gates: how a project asks to go on to its next stage, and what the board says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.choices import GateOutcome, GateState
from governance.models.boards import Board
from governance.models.decisions import Decision
from governance.querysets import GateAnswerQuerySet, GateReviewQuerySet
from people.person_fields import person_field
from projects.models import Project
from values.fields import LongTextField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def when_done(name: StrPromise) -> models.DateTimeField:
    return models.DateTimeField(name, null=True, blank=True, editable=False)


class GateReview(TrackedModel):
    """A project at a gate: its lead submits it, the programme's team vets it or returns it, and a
    board decides. One that is to be amended, or is deferred, comes back in a new round. It keeps
    the words of the gate as they were when it was submitted."""

    part_of = "project"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="gate_reviews", editable=False
    )
    gate = models.CharField(_("key of the gate"), max_length=50, editable=False)
    title = models.CharField(_("gate"), max_length=200, editable=False)
    stage_before = models.CharField(_("from stage"), max_length=50, editable=False)
    stage_after = models.CharField(_("to stage"), max_length=50, editable=False)
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        related_name="gate_reviews",
        verbose_name=_("board that decides"),
    )
    asked = LongTextField(
        _("what the board is asked"),
        help_text=_("What will be done in the next stage, and why the project is ready for it."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=GateState.choices,
        default=GateState.DRAFT,
        editable=False,
    )
    submitted_at = when_done(_("submitted at"))
    submitted_by = person_field(_("submitted by"), editable=False)
    vetted_at = when_done(_("vetted at"))
    vetted_by = person_field(_("vetted by"), editable=False)
    returned_by = person_field(_("returned by"), editable=False)
    return_reason = models.CharField(
        _("reason for returning"), max_length=500, blank=True, editable=False
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=GateOutcome.choices, blank=True, editable=False
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="gate_reviews",
        verbose_name=_("decision"),
    )

    untold = ("gate", "stage_before", "stage_after")

    objects: ClassVar = GateReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("gate review")
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=~Q(state=GateState.DECIDED) & Q(is_archived=False),
                name="one_gate_at_a_time",
                violation_error_message=_("The project is at a gate already."),
            ),
            models.UniqueConstraint(
                fields=["project", "gate", "round"], name="each_round_of_a_gate_once"
            ),
            models.CheckConstraint(
                condition=Q(state=GateState.DRAFT, submitted_at=None, submitted_by=None)
                | (
                    ~Q(state=GateState.DRAFT)
                    & Q(submitted_at__isnull=False, submitted_by__isnull=False)
                ),
                name="submitted_gate_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(GateState.DRAFT, GateState.SUBMITTED), vetted_by=None)
                | (
                    ~Q(state__in=(GateState.DRAFT, GateState.SUBMITTED))
                    & Q(vetted_at__isnull=False, vetted_by__isnull=False)
                ),
                name="vetted_gate_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(returned_by=None, return_reason="")
                | Q(~Q(return_reason=""), returned_by__isnull=False, state=GateState.DRAFT),
                name="returned_gate_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="", decision=None) & ~Q(state=GateState.DECIDED))
                | (Q(state=GateState.DECIDED, decision__isnull=False) & ~Q(outcome="")),
                name="decided_gate_has_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GateAnswer(TrackedModel):
    """What was said about one criterion of a gate: whether it is met, by what evidence, and if not,
    why the project may pass all the same."""

    part_of = "review"
    named_by = "text"

    review = models.ForeignKey(
        GateReview, on_delete=models.PROTECT, related_name="answers", editable=False
    )
    key = models.CharField(_("key of the criterion"), max_length=50, editable=False)
    text = models.CharField(_("criterion"), max_length=300, editable=False)
    is_mandatory = models.BooleanField(_("mandatory"), default=True, editable=False)
    is_met = models.BooleanField(_("met"), default=False)
    evidence = LongTextField(_("evidence"), blank=True)
    why_not = LongTextField(_("why it may pass all the same"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)

    untold = ("key",)

    objects: ClassVar = GateAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer at a gate")
        verbose_name_plural = _("answers at a gate")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "key"], name="one_answer_to_each_criterion_of_a_gate"
            )
        ]

    def __str__(self) -> str:
        return self.text
