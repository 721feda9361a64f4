"""Assumptions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.registers import RegisterEntry
from registers.choices import AssumptionState, Certainty
from values.fields import LongTextField, PartialDateField


class Assumption(RegisterEntry):
    """Something that a plan relies on and that nobody has tested yet: when it proves wrong, the
    plan does too."""

    series = "ASM"
    closed_states = (AssumptionState.CONFIRMED, AssumptionState.WRONG)

    due_on = PartialDateField(_("to be tested by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=AssumptionState.choices, default=AssumptionState.OPEN
    )
    if_wrong = LongTextField(_("what follows if it is wrong"), blank=True)
    certainty = models.CharField(
        _("how sure"), max_length=10, choices=Certainty.choices, default=Certainty.MEDIUM
    )
    test = LongTextField(_("how it will be tested"), blank=True)

    class Meta:
        verbose_name = _("assumption")
