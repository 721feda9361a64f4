"""Which reminders have gone out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from registers.choices import When


class Reminder(models.Model):
    """That a person was reminded of an entry of a register with this due day: once before, once
    after. Not tracked: it says what was sent, and changes no record."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("kind of record"), max_length=100)
    record_id = models.BigIntegerField(_("record"))
    due = models.CharField(_("due"), max_length=21)
    when = models.CharField(_("when"), max_length=10, choices=When.choices)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "record_id", "due", "when"], name="one_reminder_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
