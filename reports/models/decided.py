"""The papers on which decisions were made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from people.models import RestrictableModel
from reports.models.papers import Paper
from reports.models.publications import Publication
from reports.querysets import OfPublishedQuerySet


class DecisionPaper(RestrictableModel):
    """A paper on which something was decided, as it was published by then; without a publication it
    was decided before the paper was published. It is as restricted as the paper is."""

    part_of = "paper"
    never_changes = ("decision", "paper", "publication")

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="papers", editable=False
    )
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("paper")
    )
    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="decisions",
        verbose_name=_("as published"),
    )

    objects: ClassVar = OfPublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper decided on")
        verbose_name_plural = _("papers decided on")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "paper"],
                condition=Q(is_archived=False),
                name="a_paper_once_with_a_decision",
                violation_error_message=_("This paper already stands with the decision."),
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
