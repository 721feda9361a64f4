"""Who came to a meeting, and who declared an interest in what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from meetings.choices import InterestKind, Presence
from meetings.models.agendas import AgendaItem
from meetings.models.meetings import Meeting
from meetings.querysets import InterestQuerySet, MeetingPartQuerySet
from people.models import Appointment, RestrictableModel
from people.person_fields import person_field
from values.fields import LongTextField


def _item(words: Any, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=words,
    )


class Attendance(TrackedModel):
    """Whether a seat of the board was taken at a meeting, by its holder or by a substitute; or
    somebody without a seat who attended. Anyone who came late or left early was there from one item
    until another, both included."""

    part_of = "meeting"
    named_by = "name"
    never_changes = ("meeting", "seat")
    untold = ("seat",)  # its holder is told

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances", editable=False
    )
    seat = models.ForeignKey(
        Appointment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="attendances",
        verbose_name=_("seat"),
    )
    presence = models.CharField(_("presence"), max_length=20, choices=Presence.choices)
    person = person_field(
        _("person"),
        related_name="attendances",
        help_text=_("Who holds the seat, or sits there as a substitute; or attends without one."),
    )
    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("Of somebody who is not in Mandate.")
    )
    from_item = _item(_("from item"), "arrivals")
    until_item = _item(_("until item"), "departures")
    presides = models.BooleanField(_("in the chair"), default=False)

    objects: ClassVar = MeetingPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(is_archived=False),
                name="a_seat_once_at_a_meeting",
                violation_error_message=_("The attendance of this seat is already recorded."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(is_archived=False, seat=None),
                name="a_person_once_at_a_meeting",
                violation_error_message=_("This person’s attendance is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(person__isnull=False) | ~Q(name=""),
                name="attendance_of_somebody",
                violation_error_message=_("Say who attended."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_presence_display())


class Interest(RestrictableModel):
    """An interest that somebody declared in an item: they lose the item, its drafts and the vote on
    it, unless a dispensation is recorded."""

    part_of = "item"
    named_by = "name"
    never_changes = ("item", "person", "seat", "name")
    untold = ("seat",)  # its holder is told

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="interests", editable=False
    )
    person = person_field(_("declared by"), editable=False, related_name="interests")
    seat = models.ForeignKey(
        Appointment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="interests",
        verbose_name=_("seat"),
    )
    name = models.CharField(_("name"), max_length=300, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=InterestKind.choices)
    nature = LongTextField(_("nature of the interest"))
    dispensation = LongTextField(
        _("dispensation"),
        blank=True,
        help_text=_("Who granted it, when, and what it allows. Without one the item is lost."),
    )

    objects: ClassVar = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"],
                condition=Q(is_archived=False),
                name="an_interest_once_in_an_item",
                violation_error_message=_("This interest has already been declared."),
            ),
            models.UniqueConstraint(
                fields=["item", "seat"],
                condition=Q(is_archived=False),
                name="an_interest_of_a_seat_once",
                violation_error_message=_("This interest has already been declared."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(seat__isnull=False),
                name="interest_of_somebody",
                violation_error_message=_("Say who declares the interest."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
