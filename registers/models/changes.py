"""Change requests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.registers import RegisterEntry
from projects.models import Milestone
from registers.choices import ChangeKind, ChangeState
from values.fields import LongTextField, PenceField


class ChangeRequest(RegisterEntry):
    """A wish to change what was agreed: a milestone, a tolerance, the scope. It changes nothing by
    itself: a decision agrees to it or refuses it (`registers.actions.changes.decide_change`)."""

    series = "CHG"
    closed_states = (
        ChangeState.AGREED,
        ChangeState.REFUSED,
        ChangeState.WITHDRAWN,
        ChangeState.DONE,
    )

    kind = models.CharField(
        _("what is to change"), max_length=20, choices=ChangeKind.choices, default=ChangeKind.OTHER
    )
    milestone = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="change_requests",
        verbose_name=_("milestone"),
    )
    asked_for = LongTextField(_("the change"))
    why = LongTextField(_("why"))
    options = LongTextField(_("options"), blank=True)
    effect_on_time = LongTextField(_("effect on time"), blank=True)
    cost_pence = PenceField(
        _("effect on cost"),
        null=True,
        blank=True,
        help_text=_("More is positive, less is negative. Leave it empty if it is not known."),
    )
    effect_on_benefits = LongTextField(_("effect on benefits"), blank=True)
    effect_on_risks = LongTextField(_("effect on risks"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ChangeState.choices,
        default=ChangeState.RAISED,
        editable=False,
    )

    class Meta:
        verbose_name = _("change request")
