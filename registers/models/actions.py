"""Actions: what somebody has promised to do by a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import AttachedFile, Person
from people.person_fields import person_field
from programmes.registers import RegisterEntry
from registers.choices import ActionState
from registers.querysets import ActionPartQuerySet, ActionQuerySet
from values.fields import DayField, LongTextField


class Action(RegisterEntry):
    """Something that one person has to do by a day. It is closed with evidence, and is finished
    only when another person has verified it, if that was asked for."""

    series = "ACT"
    closed_states = (ActionState.DONE, ActionState.VERIFIED)

    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ActionState.choices,
        default=ActionState.OPEN,
        editable=False,
    )
    verify_by = person_field(
        _("to be verified by"),
        help_text=_("Somebody other than the owner. Leave empty if nobody needs to."),
    )
    evidence = LongTextField(_("evidence"), blank=True, editable=False)
    closed_on = DayField(_("done on"), null=True, blank=True, editable=False, is_fact=True)
    closed_by = person_field(_("closed by"), editable=False)
    verified_on = DayField(_("verified on"), null=True, blank=True, editable=False, is_fact=True)
    verified_by = person_field(_("verified by"), editable=False)

    objects: ClassVar = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None, closed_by=None, evidence="")
                | Q(state__in=["done", "verified"], closed_on__isnull=False)
                & Q(closed_by__isnull=False)
                & ~Q(evidence=""),
                name="action_closed_with_evidence",
                violation_error_message=_("An action is closed with evidence, by somebody."),
            ),
            models.CheckConstraint(
                condition=Q(state="verified", verified_on__isnull=False, verified_by__isnull=False)
                | ~Q(state="verified") & Q(verified_on=None, verified_by=None),
                name="action_verified_when_and_by_whom",
                violation_error_message=_("A verified action says by whom, and when."),
            ),
            models.CheckConstraint(
                condition=Q(verify_by=None) | Q(owner=None) | ~Q(verify_by=F("owner")),
                name="action_verified_by_another",
                violation_error_message=_("Somebody other than the owner must verify it."),
            ),
        ]


class ActionNote(TrackedModel):
    """What somebody says about how an action is going."""

    part_of = "action"
    named_by = "text"

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="progress", editable=False
    )
    text = LongTextField(_("note"))
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    written_at = models.DateTimeField(_("written"), editable=False)

    objects: ClassVar = ActionPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress note")

    def __str__(self) -> str:
        return self.text[:80]


class ActionFile(AttachedFile):
    """A file that shows that an action was done."""

    part_of = "action"

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="files", editable=False
    )

    objects: ClassVar = ActionPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of evidence")
        verbose_name_plural = _("files of evidence")
