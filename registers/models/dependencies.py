"""Dependencies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programmes.registers import RegisterEntry
from projects.models import Milestone
from registers.choices import DependencyState
from values.fields import PartialDateField


class Dependency(RegisterEntry):
    """One milestone needs what another gives: when the giver is late, the taker is warned. A giver
    outside the council's own projects is only named."""

    series = "DEP"
    closed_states = (DependencyState.GIVEN, DependencyState.NOT_NEEDED)

    due_on = PartialDateField(
        _("needed by"),
        null=True,
        blank=True,
        help_text=_("Leave it empty if it is needed when the milestone that waits is expected."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=DependencyState.choices, default=DependencyState.OPEN
    )
    giver = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gives_to",
        verbose_name=_("milestone that gives"),
    )
    outside_giver = models.CharField(
        _("giver outside"),
        max_length=200,
        blank=True,
        help_text=_("Who gives it, if no milestone here does."),
    )
    taker = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="takes_from",
        verbose_name=_("milestone that waits"),
    )

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = [
            models.CheckConstraint(
                condition=Q(giver=None) | Q(outside_giver=""),
                name="dependency_has_one_giver",
                violation_error_message=_(
                    "Choose the milestone that gives, or name a giver outside: not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(giver=None) | Q(taker=None) | ~Q(giver=F("taker")),
                name="dependency_is_between_two",
                violation_error_message=_("A milestone cannot wait for itself."),
            ),
        ]
