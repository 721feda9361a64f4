"""Programmes: projects and business change run together so that benefits arise."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Scope
from programmes.choices import (
    FundingBasis,
    FundingKind,
    PhaseKind,
    PhaseOutcome,
    PhaseState,
    ProgrammeState,
)
from programmes.models.endings import Ending
from programmes.querysets import PortfolioQuerySet, ProgrammePartQuerySet, ProgrammeQuerySet
from programmes.registers import RegisterEntry
from values.fields import LongTextField, PartialDateField, PenceField, not_before


class Portfolio(TrackedModel):
    """Programmes that are managed together; it may lie in a wider portfolio."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.OneToOneField(
        Scope, on_delete=models.PROTECT, related_name="portfolio", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    objects: ClassVar = PortfolioQuerySet.as_manager()

    class Meta:
        verbose_name = _("portfolio")

    def __str__(self) -> str:
        return self.title


class Programme(TrackedModel):
    """A programme, with the vision and aims that its papers print."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.OneToOneField(
        Scope, on_delete=models.PROTECT, related_name="programme", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    portfolio = models.ForeignKey(
        Portfolio,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("portfolio"),
    )
    also_called = models.CharField(
        _("also called"),
        max_length=300,
        blank=True,
        help_text=_("Another name that documents give it."),
    )
    vision = LongTextField(
        _("vision"), blank=True, help_text=_("One sentence: what it will be like when it is done.")
    )
    aims = LongTextField(_("aims"), blank=True)
    context = LongTextField(_("context"), blank=True, help_text=_("Why it is needed, and why now."))
    in_scope = LongTextField(_("in scope"), blank=True)
    out_of_scope = LongTextField(_("out of scope"), blank=True)
    constraints = LongTextField(
        _("constraints"), blank=True, help_text=_("What limits it: law, money, time, people.")
    )
    completion_criterion = LongTextField(
        _("when it is complete"), blank=True, help_text=_("What must be true for it to end.")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ProgrammeState.choices, default=ProgrammeState.PROPOSED
    )
    starts_on = PartialDateField(_("start"), null=True, blank=True)
    expected_end_on = PartialDateField(_("expected end"), null=True, blank=True)

    objects: ClassVar = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        constraints = [
            models.CheckConstraint(
                condition=not_before("expected_end_on", "starts_on"),
                name="programme_ends_after_start",
                violation_error_message=_("The expected end must not be before the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Principle(TrackedModel):
    """One of the principles that a programme works by."""

    part_of = "programme"
    named_by = "text"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="principles", editable=False
    )
    text = LongTextField(_("principle"))
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("principle")

    def __str__(self) -> str:
        return self.text[:80]


class Phase(Ending):
    """A part of a programme between two decisions; a tranche is one that brings something into
    use. It ends with a review, because of a decision."""

    part_of = "programme"
    agreed_at_once = ("state", "outcome", "decided_by", "decided_on")
    only_by_decision = ("completion_criterion", *agreed_at_once)

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="phases", editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=10, choices=PhaseKind.choices, default=PhaseKind.PHASE
    )
    description = LongTextField(_("what happens in it"), blank=True)
    completion_criterion = LongTextField(_("when it is complete"), blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=PhaseState.choices, default=PhaseState.NOT_STARTED
    )
    starts_on = PartialDateField(_("start"), null=True, blank=True)
    ends_on = PartialDateField(_("end"), null=True, blank=True)
    review_on = PartialDateField(_("end review"), null=True, blank=True)
    review_found = LongTextField(_("what the end review found"), blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=PhaseOutcome.choices, blank=True, default=""
    )
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta(Ending.Meta):
        abstract = False
        verbose_name = _("phase")
        constraints = [
            *Ending.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="") | Q(decided_on__isnull=False),
                name="phase_outcome_was_decided",
                violation_error_message=_("Say who decided the outcome, and when."),
            ),
            models.CheckConstraint(
                condition=not_before("ends_on", "starts_on"),
                name="phase_ends_after_start",
                violation_error_message=_("The end must not be before the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FundingSource(TrackedModel):
    """Money that a programme may spend, and where it comes from."""

    part_of = "programme"
    told_with_parts = True  # its amounts by year
    only_by_decision = ("amount_pence", "basis")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="funding_sources", editable=False
    )
    title = models.CharField(_("source"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=FundingKind.choices, blank=True)
    amount_pence = PenceField(
        _("amount"),
        null=True,
        blank=True,
        help_text=_(
            "In all, or in a full year if it comes every year. Leave empty if it is not known."
        ),
    )
    basis = models.CharField(
        _("how often"), max_length=10, choices=FundingBasis.choices, default=FundingBasis.ONCE
    )
    period = models.CharField(
        _("for"), max_length=60, blank=True, help_text=_("The year or years, such as 2009/10.")
    )
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("until"), null=True, blank=True)
    approved_on = PartialDateField(_("approved on"), null=True, blank=True, is_fact=True)
    note = LongTextField(_("note"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("funding source")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_pence=None) | Q(amount_pence__gte=0),
                name="funding_not_negative",
                violation_error_message=_("Funding cannot be negative."),
            ),
            models.CheckConstraint(
                condition=not_before("ends_on", "starts_on"),
                name="funding_ends_after_start",
                violation_error_message=_("The end must not be before the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Lesson(RegisterEntry):
    """Something learnt that the next programme should know: what happened, what was learnt from it,
    and what to do differently."""

    series = "LES"

    happened = LongTextField(_("what happened"))
    learnt = LongTextField(_("what was learnt"))
    next_time = LongTextField(_("what to do differently"), blank=True)
    phase = models.ForeignKey(
        Phase,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("phase"),
    )

    class Meta:
        verbose_name = _("lesson")
