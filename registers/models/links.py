"""Links: how two records belong together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Scope
from registers.choices import Relation
from registers.querysets import LinkQuerySet


class Link(TrackedModel):
    """One record's relation to another: an action comes from a review, a risk became an issue. Each
    end is a kind and a key (`registers/links.py`). It lies where its first end does."""

    named_by = "relation"
    never_changes = ("from_kind", "from_id", "to_kind", "to_id", "relation")
    untold = ("scope", "from_kind", "from_id", "to_kind", "to_id")

    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    from_kind = models.CharField(_("kind of the first"), max_length=100, editable=False)
    from_id = models.BigIntegerField(_("first"), editable=False)
    to_kind = models.CharField(_("kind of the second"), max_length=100, editable=False)
    to_id = models.BigIntegerField(_("second"), editable=False)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation.choices)

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        constraints = [
            models.UniqueConstraint(
                fields=["from_kind", "from_id", "to_kind", "to_id", "relation"],
                condition=Q(is_archived=False),
                name="one_link_of_a_relation",
                violation_error_message=_("These two are already linked in this way."),
            ),
            models.CheckConstraint(
                condition=~Q(from_kind=F("to_kind"), from_id=F("to_id")),
                name="link_between_two_records",
                violation_error_message=_("A record cannot be linked to itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["from_kind", "from_id"], name="links_from"),
            models.Index(fields=["to_kind", "to_id"], name="links_to"),
        ]

    history_indexes = (
        models.Index(fields=["from_kind", "from_id"], name="links_from_then"),
        models.Index(fields=["to_kind", "to_id"], name="links_to_then"),
    )

    def __str__(self) -> str:
        return str(self.get_relation_display())
