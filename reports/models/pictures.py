"""Pictures that stand in the text of a paper."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import AttachedFile, RestrictableModel
from reports.models.papers import Paper
from reports.querysets import PaperPartQuerySet


class PaperPicture(AttachedFile, RestrictableModel):
    """A picture that stands in the text of a paper, where it says `[picture: KEY]`. Its title is
    printed below it."""

    part_of = "paper"
    never_changes = ("key",)

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="pictures", editable=False
    )
    key = models.CharField(_("key"), max_length=60, editable=False)
    alternative = models.CharField(
        _("what it shows"),
        max_length=500,
        blank=True,
        default="",
        help_text=_(
            "In words, for those who do not see it. The paper cannot be published without."
        ),
    )

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="one_picture_per_key")]
