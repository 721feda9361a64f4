"""Lifecycles: the stages and gates that a kind of project goes through."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from projects.querysets import LifecycleQuerySet, LifecycleVersionQuerySet
from values import words
from values.fields import DayField, LongTextField


class Lifecycle(TrackedModel):
    """A kind of project: the stages it goes through and the gates between them, which stand in its
    versions. A project without one of its own follows the standard lifecycle."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    key = models.SlugField(
        _("key"),
        max_length=50,
        unique=True,
        help_text=_("What files call it: small letters, digits and hyphens. It never changes."),
    )
    title = models.CharField(_("name"), max_length=100)
    about = LongTextField(_("about"), blank=True, help_text=_("What kind of project follows it."))

    never_changes = ("key",)

    objects: ClassVar = LifecycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("lifecycle")

    def __str__(self) -> str:
        return self.title


class LifecycleVersion(TrackedModel):
    """The stages and gates of a lifecycle from a day on. A gate that was submitted keeps its words
    of that day."""

    part_of = "lifecycle"
    named_by = "valid_from"

    lifecycle = models.ForeignKey(
        Lifecycle, on_delete=models.PROTECT, related_name="versions", editable=False
    )
    valid_from = DayField(_("valid from"))
    definition = LongTextField(
        _("stages and gates"), help_text=_("As JSON: stages, gates with their criteria, moves.")
    )

    objects: ClassVar = LifecycleVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a lifecycle")
        verbose_name_plural = _("versions of a lifecycle")
        constraints = [
            models.UniqueConstraint(
                fields=["lifecycle", "valid_from"],
                condition=Q(is_archived=False),
                name="one_version_of_a_lifecycle_from_a_day",
                violation_error_message=_("This lifecycle already has a version from that day."),
            )
        ]

    def __str__(self) -> str:
        return gettext("From %(day)s") % {"day": words.day(self.valid_from)}
