"""What goes with a paper: files, and other papers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import AttachedFile, RestrictableModel
from reports.models.papers import Paper
from reports.querysets import PaperPartQuerySet


class Appendix(AttachedFile, RestrictableModel):
    """A file that goes to the committee with a paper."""

    part_of = "paper"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="appendices", editable=False
    )
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("appendix")
        verbose_name_plural = _("appendices")


class Annex(RestrictableModel):
    """A paper that goes with another, as its annex: it is printed within that one, with a numbering
    and appendices of its own, and whoever reads that one reads it."""

    part_of = "paper"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="annexes", editable=False
    )
    annexed = models.ForeignKey(
        Paper,
        on_delete=models.PROTECT,
        related_name="annexed_to",
        verbose_name=_("paper"),
        help_text=_("Whoever may read this paper will read it too."),
    )
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "annexed"],
                condition=Q(is_archived=False),
                name="annexed_once",
                violation_error_message=_("That paper is an annex of this one already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.annexed)


class BackgroundPaper(RestrictableModel):
    """A document that a paper relies on (Local Government Act 1972, section 100D)."""

    part_of = "paper"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="background_papers", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("background paper")

    def __str__(self) -> str:
        return self.title
