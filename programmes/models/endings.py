"""How a phase, a programme or a project ends: a board recommends it, and the group that sponsors it
decides."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Scope
from people.person_fields import person_field
from programmes.choices import ClosingState
from programmes.registers import RegisterEntry
from values.fields import DayField, LongTextField, PartialDateField


class Ending(TrackedModel):
    """Who recommended that something ends, and who decided."""

    recommended_by = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommended_%(class)s",
        verbose_name=_("recommended by"),
        help_text=_("The board that asked for it to end."),
    )
    recommended_on = DayField(_("recommended on"), null=True, blank=True, is_fact=True)
    decided_by = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_%(class)s",
        verbose_name=_("decided by"),
        help_text=_("The group that sponsors it, or the board."),
    )
    decided_on = DayField(_("decided on"), null=True, blank=True, is_fact=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(recommended_by=None, recommended_on=None)
                | Q(recommended_by__isnull=False, recommended_on__isnull=False),
                name="%(class)s_recommended_by_and_on",
                violation_error_message=_("Say who recommended it and when: both or neither."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_on=None)
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="%(class)s_decided_by_and_on",
                violation_error_message=_("Say who decided and when: both or neither."),
            ),
        ]


class ClosingReport(RegisterEntry, Ending):
    """What a programme or a project leaves behind when it ends."""

    series = "CLR"
    closed_states = (ClosingState.AGREED,)
    agreed_at_once = ("decided_by", "decided_on")
    only_by_decision = agreed_at_once

    due_on = PartialDateField(_("report due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ClosingState.choices, default=ClosingState.DRAFT
    )
    delivered = LongTextField(_("what was delivered"))
    not_delivered = LongTextField(_("what was not delivered, and why"), blank=True)
    criterion_met = LongTextField(_("how the completion criterion is met"), blank=True)
    learnt = LongTextField(
        _("lessons"), blank=True, help_text=_("In brief. Each lesson stands in the register too.")
    )
    left = LongTextField(
        _("what is left"), blank=True, help_text=_("Work, risks and benefits still to come.")
    )
    left_to = person_field(_("who takes it on"), related_name="takes_on")

    class Meta(Ending.Meta):
        abstract = False
        verbose_name = _("closing report")
        constraints = [
            *Ending.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=ClosingState.AGREED) | Q(decided_on__isnull=False),
                name="closing_agreed_by_somebody",
                violation_error_message=_("Say who agreed that it ends, and when."),
            ),
            models.CheckConstraint(
                condition=Q(state=ClosingState.AGREED) | Q(decided_on=None),
                name="closing_decided_is_agreed",
                violation_error_message=_("It was agreed that this ends: the state says so."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ClosingState.RECOMMENDED) | Q(recommended_on__isnull=False),
                name="closing_recommended_by_somebody",
                violation_error_message=_("Say who recommended that it ends, and when."),
            ),
        ]
