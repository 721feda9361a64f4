"""What every kind of entry that can be taken to the scope above has in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Person, Scope
from people.person_fields import person_field
from programmes.registers import RegisterEntry
from registers.choices import EscalationState
from registers.querysets import EscalationQuerySet


class Escalatable(RegisterEntry):
    """An entry that may go up the lineage, level by level. Its kind of question is the one whose
    `entry` leads here under the name `escalations`."""

    held_in = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("escalated to"),
    )
    escalations: Any

    class Meta:
        abstract = True


class Escalation(TrackedModel):
    """An entry taken to the scope above, which accepts it or returns it. It is asked for once at a
    time; from a scope that accepted it, it may go on to the next."""

    part_of = "entry"
    named_by = "why"

    entry: Any
    to_scope = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("to"),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=EscalationState.choices,
        default=EscalationState.ASKED,
        editable=False,
    )
    why = models.CharField(_("why"), max_length=300)
    asked_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("asked by"),
    )
    answered_by = person_field(_("answered by"), editable=False, blank=False)
    answer = models.CharField(_("answer"), max_length=300, blank=True, editable=False)

    objects: ClassVar = EscalationQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state=EscalationState.ASKED, is_archived=False),
                name="one_%(class)s_waits",
                violation_error_message=_("It waits for an answer already."),
            ),
            models.CheckConstraint(
                condition=Q(state=EscalationState.ASKED, answered_by=None, answer="")
                | Q(state=EscalationState.ACCEPTED, answered_by__isnull=False)
                | Q(~Q(answer=""), state=EscalationState.RETURNED, answered_by__isnull=False),
                name="answered_%(class)s_says_by_whom",
                violation_error_message=_("Say why you return it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.why)
