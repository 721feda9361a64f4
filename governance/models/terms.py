"""Terms of reference: what a body is for and how it works, as documents say it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.models.boards import Board
from governance.models.kinds import HasQuorum
from governance.querysets import TermsQuerySet
from values.fields import DayField, LongTextField


class TermsOfReference(HasQuorum, TrackedModel):
    """One version of a body's terms of reference, as a document states them. The version that was
    adopted last is in force; one that is not adopted is a draft."""

    part_of = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, editable=False, related_name="terms")
    title = models.CharField(
        _("document"),
        max_length=300,
        help_text=_("Where it is written, such as Programme Initiation Document, Appendix 2."),
    )
    version_on = DayField(
        _("version of"), null=True, blank=True, help_text=_("The day that the document carries.")
    )
    adopted_on = DayField(
        _("adopted on"),
        null=True,
        blank=True,
        help_text=_("It is in force from this day on. Leave empty for a draft."),
    )
    purpose = LongTextField(_("purpose"), blank=True)
    remit = LongTextField(_("remit"), blank=True)
    objectives = LongTextField(_("objectives"), blank=True)
    functions = LongTextField(_("functions"), blank=True)
    membership = LongTextField(_("membership"), blank=True)
    frequency = models.CharField(
        _("meets"), max_length=200, blank=True, help_text=_("Such as every month.")
    )
    controls = LongTextField(
        _("reports and controls"),
        blank=True,
        help_text=_("What it is told and how often, such as the budget every month."),
    )
    delegations = LongTextField(
        _("delegations"), blank=True, help_text=_("What it may decide, and what others decide.")
    )
    duties = LongTextField(
        _("duties by role"),
        blank=True,
        help_text=_("One paragraph for each role, such as Chair: agrees the agenda."),
    )
    link = models.URLField(_("link to the document"), blank=True, max_length=500)

    objects: ClassVar = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of reference")
        verbose_name_plural = _("terms of reference")

    def __str__(self) -> str:
        return self.title
