"""The groups into which a programme puts its projects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from programmes.models import Programme
from programmes.querysets import ProgrammePartQuerySet


class ProjectCategory(TrackedModel):
    """A group of a programme's projects or workstreams, such as "High priority"; papers print the
    groups in their order."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="project_categories", editable=False
    )
    title = models.CharField(_("title"), max_length=100)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ProgrammePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("category of projects")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                condition=Q(is_archived=False),
                name="one_category_of_a_title",
                violation_error_message=_("This programme already has a category of that title."),
            )
        ]

    def __str__(self) -> str:
        return self.title
