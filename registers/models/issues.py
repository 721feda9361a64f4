"""Issues."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from registers.choices import Severity
from registers.models.escalations import Escalatable, Escalation
from registers.models.risks import Risk
from values.fields import LongTextField, PartialDateField


class Issue(Escalatable):
    """Something that has happened and stands in the way: it needs an answer, not a forecast."""

    series = "ISS"

    happened = LongTextField(_("what has happened"))
    effect = LongTextField(_("effect"), blank=True)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.MEDIUM
    )
    raised_on = PartialDateField(_("raised on"), null=True, blank=True, is_fact=True)
    answer = LongTextField(_("what is being done"), blank=True)
    came_from = models.ForeignKey(
        Risk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="issues",
        verbose_name=_("risk that happened"),
    )

    class Meta:
        verbose_name = _("issue")


class IssueEscalation(Escalation):
    """An issue taken to the scope above."""

    entry = models.ForeignKey(
        Issue,
        on_delete=models.PROTECT,
        related_name="escalations",
        editable=False,
        verbose_name=_("issue"),
    )

    class Meta(Escalation.Meta):
        verbose_name = _("escalation of an issue")
        verbose_name_plural = _("escalations of issues")
