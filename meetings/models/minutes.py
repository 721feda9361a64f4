"""Minutes that have been confirmed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from meetings.models.meetings import Meeting
from meetings.querysets import MeetingPartQuerySet
from people.models import Person
from values.fields import DayField


class Minutes(TrackedModel):
    """The minutes of a meeting as they were confirmed: they never change again. Until then they are
    drafted from the records of the meeting."""

    part_of = "meeting"
    never_changes = ("meeting", "document", "confirmed_on", "confirmed_by", "confirmed_at")
    untold = ("document",)

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="minutes", editable=False
    )
    document = models.TextField(
        _("document"), editable=False, help_text=_("As the public may read it.")
    )
    confirmed_on = DayField(_("confirmed on"), editable=False)
    confirmed_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="confirmed_minutes",
        verbose_name=_("confirmed at"),
    )

    objects: ClassVar = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
