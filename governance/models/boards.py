"""Boards: the groups that direct, and the committees that receive papers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.choices import BoardKind
from governance.querysets import BoardQuerySet
from people.models import Scope
from programmes.models import Programme
from values.fields import LongTextField


class Board(TrackedModel):
    """A board, group or committee. Its seats are appointments in its scope."""

    part_of = "programme"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.OneToOneField(
        Scope, on_delete=models.PROTECT, related_name="board", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=BoardKind.choices)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="boards",
        verbose_name=_("programme"),
        help_text=_("The programme it directs. A committee of the council has none."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("reports to"),
    )
    purpose = LongTextField(_("purpose"), blank=True)

    objects: ClassVar = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="board_not_its_own_parent",
                violation_error_message=_("A board cannot report to itself."),
            )
        ]

    def __str__(self) -> str:
        return self.title
