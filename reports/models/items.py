"""The papers of agenda items."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem
from meetings.querysets import ItemPartQuerySet
from people.models import RestrictableModel
from reports.models.papers import Paper


class ItemPaper(RestrictableModel):
    """A paper on the agenda of a meeting, under one of its items."""

    part_of = "item"
    never_changes = ("item", "paper")

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="papers", editable=False
    )
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="on_agendas", verbose_name=_("paper")
    )

    objects: ClassVar = ItemPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper on an agenda")
        verbose_name_plural = _("papers on an agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "paper"],
                condition=Q(is_archived=False),
                name="a_paper_once_under_an_item",
                violation_error_message=_("The paper is already under this item."),
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
