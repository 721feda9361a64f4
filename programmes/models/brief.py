"""What a programme is for, and who must be kept informed: its brief."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.choices import ROLES_OF_SCOPE, ScopeKind
from people.person_fields import person_field
from programmes.choices import Degree, HowOften
from programmes.models.programmes import Programme
from programmes.querysets import CorporatePriorityQuerySet, ProgrammePartQuerySet
from values.fields import DayField, LongTextField, PartialDateField


class CorporatePriority(TrackedModel):
    """One of the priorities of the council's plan, from a day to a day. Objectives of programmes
    serve it."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    about = LongTextField(_("about"), blank=True)
    plan = models.CharField(
        _("plan"),
        max_length=200,
        blank=True,
        help_text=_("The council’s plan that sets it, such as Council Plan 2025 to 2029."),
    )
    starts_on = DayField(_("first day"), null=True, blank=True)
    ends_on = DayField(_("last day"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = CorporatePriorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("corporate priority")
        verbose_name_plural = _("corporate priorities")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="priority_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Objective(TrackedModel):
    """What a programme is to achieve, and the corporate priority that it serves."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="objectives", editable=False
    )
    title = models.CharField(_("objective"), max_length=300)
    success = LongTextField(
        _("how we will know"), blank=True, help_text=_("What will show that it was achieved.")
    )
    priority = models.ForeignKey(
        CorporatePriority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objectives",
        verbose_name=_("corporate priority"),
    )
    due_on = PartialDateField(_("by"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")

    def __str__(self) -> str:
        return self.title


class RoleDescription(TrackedModel):
    """What somebody, or a body, does for a programme: a row of its table of roles. Its appointments
    say who holds the role."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="role_descriptions", editable=False
    )
    title = models.CharField(
        _("role or body"), max_length=200, help_text=_("Such as Programme Board.")
    )
    role = models.CharField(
        _("held as"),
        max_length=40,
        choices=[(role.value, role.label) for role in ROLES_OF_SCOPE[ScopeKind.PROGRAMME]],
        blank=True,
        default="",
        help_text=_("The role on this programme whose holders the table names."),
    )
    duties = LongTextField(_("key responsibilities"))
    accountable_to = models.CharField(_("accountable to"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("role description")

    def __str__(self) -> str:
        return self.title


class Stakeholder(TrackedModel):
    """A group or a person with an interest in a programme, and how they are kept informed: a line
    of its communications plan."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="stakeholders", editable=False
    )
    title = models.CharField(
        _("who"), max_length=200, help_text=_("A group, a body or a person, such as Unison.")
    )
    person = person_field(_("person"), related_name="stakes")
    interest = models.CharField(
        _("interest"), max_length=10, choices=Degree.choices, default=Degree.MEDIUM
    )
    influence = models.CharField(
        _("influence"), max_length=10, choices=Degree.choices, default=Degree.MEDIUM
    )
    matters = LongTextField(_("what matters to them"), blank=True)
    how_told = models.CharField(
        _("how they are told"),
        max_length=200,
        blank=True,
        help_text=_("Such as a newsletter, or a meeting with the programme manager."),
    )
    how_often = models.CharField(
        _("how often"), max_length=20, choices=HowOften.choices, default=HowOften.AS_NEEDED
    )
    told_by = person_field(_("who tells them"), related_name="tells")
    last_told_on = DayField(_("last told on"), null=True, blank=True, is_fact=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder")

    def __str__(self) -> str:
        return self.title
