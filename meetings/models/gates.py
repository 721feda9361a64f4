"""Gate reviews on agendas."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import GateReview
from meetings.models.agendas import AgendaItem
from meetings.querysets import ItemPartQuerySet
from people.models import RestrictableModel


class ItemGate(RestrictableModel):
    """A project at a gate, on the agenda of the board that decides: what the meeting says moves
    it."""

    part_of = "item"
    never_changes = ("item", "review")

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="gates", editable=False
    )
    review = models.ForeignKey(
        GateReview,
        on_delete=models.PROTECT,
        related_name="on_agendas",
        editable=False,
        verbose_name=_("gate review"),
    )

    objects: ClassVar = ItemPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("gate on an agenda")
        verbose_name_plural = _("gates on an agenda")
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(is_archived=False), name="a_gate_once_in_an_item"
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
