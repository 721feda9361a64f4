"""The options that a project weighed before one was preferred."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from projects.models.projects import Project
from projects.querysets import PositionedPartQuerySet
from values.fields import LongTextField, PenceField


class Option(TrackedModel):
    """One way of doing what a project is for, with what it costs, brings and risks. Doing nothing
    is an option too, with which the others are compared."""

    part_of = "project"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="options", editable=False
    )
    title = models.CharField(_("option"), max_length=200)
    description = LongTextField(_("what would be done"), blank=True)
    is_do_nothing = models.BooleanField(
        _("doing nothing"), default=False, help_text=_("Everything stays as it is.")
    )
    cost_pence = PenceField(
        _("cost"), null=True, blank=True, help_text=_("Leave empty if it is not known.")
    )
    benefits = LongTextField(_("benefits"), blank=True)
    benefit_pence = PenceField(
        _("benefit in money"),
        null=True,
        blank=True,
        help_text=_("Leave empty if it is not known, or not a sum of money."),
    )
    risks = LongTextField(_("risks"), blank=True)
    is_preferred = models.BooleanField(
        _("preferred"), default=False, help_text=_("Any other option is then no longer preferred.")
    )
    reasons = LongTextField(_("why it is preferred or not"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PositionedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("option")
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_archived=False, is_preferred=True),
                name="one_preferred_option",
                violation_error_message=_("Another option is preferred already."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_archived=False, is_do_nothing=True),
                name="one_option_of_doing_nothing",
                violation_error_message=_("Another option is already that of doing nothing."),
            ),
            models.CheckConstraint(
                condition=Q(cost_pence=None) | Q(cost_pence__gte=0),
                name="option_cost_not_below_nought",
                violation_error_message=_("A cost cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
