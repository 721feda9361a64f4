"""Agendas: the items of a meeting, and those that stand on every agenda of a board."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.models import Board
from meetings.choices import ItemKind, ItemPlace, ItemState, Outcome
from meetings.models.meetings import Meeting, MeetingSeries
from meetings.querysets import AgendaItemQuerySet, BoardPartQuerySet
from people.models import RestrictableModel
from people.person_fields import person_field
from values.fields import LongTextField


class StandingItem(TrackedModel):
    """An item that stands on every agenda of a board, or of one of its series of meetings."""

    part_of = "board"

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="standing_items", editable=False
    )
    series = models.ForeignKey(
        MeetingSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="standing_items",
        verbose_name=_("only for"),
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.DISCUSSION
    )
    place = models.CharField(
        _("where it stands"),
        max_length=10,
        choices=ItemPlace.choices,
        default=ItemPlace.OPENING,
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = BoardPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing item")

    def __str__(self) -> str:
        return self.title


class AgendaItem(RestrictableModel):
    """An item of a meeting's agenda. Its number is given when the agenda is published, and is kept
    when the order of business changes, when its report is to follow, and when that is withdrawn."""

    part_of = "meeting"
    never_changes = ("meeting",)

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="items", editable=False
    )
    number = models.PositiveIntegerField(
        _("number"), null=True, editable=False, help_text=_("Given when the agenda is published.")
    )
    position = models.PositiveIntegerField(_("order of business"), default=0, editable=False)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(
        _("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.DECISION
    )
    summary = LongTextField(
        _("what it is about"),
        blank=True,
        help_text=_("One or two sentences, printed on the agenda."),
    )
    presenter = person_field(_("presented by"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, help_text=_("How long it may take.")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ItemState.choices,
        default=ItemState.LISTED,
        editable=False,
    )
    state_reason = models.CharField(
        _("why to follow or withdrawn"), max_length=300, blank=True, editable=False
    )
    is_late = models.BooleanField(_("late"), default=False, editable=False)
    late_reason = LongTextField(_("why it is late"), blank=True, editable=False)
    urgency_reason = LongTextField(_("why it is urgent"), blank=True, editable=False)
    consented_by = person_field(_("agreed by the chair"), editable=False)
    consented_at = models.DateTimeField(_("agreed"), null=True, blank=True, editable=False)
    standing = models.ForeignKey(
        StandingItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="items",
        verbose_name=_("standing item"),
    )
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, blank=True, editable=False
    )
    minuted = LongTextField(_("what the minutes say"), blank=True, editable=False)

    objects: ClassVar = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="a_number_once_on_an_agenda",
                violation_error_message=_("The agenda already has an item with this number."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "carried_from"],
                condition=Q(is_archived=False),
                name="an_item_carried_over_once",
                violation_error_message=_("This item has already been carried over."),
            ),
            models.CheckConstraint(
                condition=Q(is_late=False) | ~Q(late_reason="") & ~Q(urgency_reason=""),
                name="late_item_says_why",
                violation_error_message=_(
                    "A late item says why it is late and why it cannot wait."
                ),
            ),
            models.CheckConstraint(
                condition=Q(consented_by=None, consented_at=None)
                | Q(is_late=True, consented_by__isnull=False, consented_at__isnull=False),
                name="consent_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title
