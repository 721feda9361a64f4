"""Comments: what people say to each other about a record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Person, Restriction, Scope
from people.person_fields import person_field
from registers.querysets import CommentQuerySet
from values.fields import LongTextField


class Comment(TrackedModel):
    """What somebody says or asks about a record, or about a section of a paper; or an answer to
    that. It is never printed. It is seen by those who see the record; one that was written while
    the record was restricted stays with the readers of that time."""

    named_by = "text"
    restricted_by = "restriction"
    never_changes = ("about_kind", "about_id", "written_by", "written_at")
    untold = ("scope", "about_kind", "about_id", "written_at")

    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    restriction = models.ForeignKey(
        Restriction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("restriction"),
    )
    about_kind = models.CharField(_("kind of record"), max_length=100, editable=False)
    about_id = models.BigIntegerField(_("record"), editable=False)
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        editable=False,
        verbose_name=_("answers"),
    )
    text = LongTextField(_("comment"))
    to = person_field(
        _("to"), help_text=_("They get a message. They must be able to see this record.")
    )
    written_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    written_at = models.DateTimeField(_("written"), editable=False)
    resolved_by = person_field(_("resolved by"), editable=False)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True, editable=False)

    objects: ClassVar = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_when_and_by_whom",
            )
        ]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="comments_about")]

    history_indexes = (models.Index(fields=["about_kind", "about_id"], name="comments_about_then"),)

    def __str__(self) -> str:
        return self.text[:80]
