"""Meetings of boards, single or in a series."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.models import Board
from meetings.choices import Frequency, MeetingState, RepeatsBy, WhenClosed
from meetings.querysets import BoardPartQuerySet, MeetingQuerySet
from people.person_fields import person_field
from values.fields import DayField, LongTextField
from values.london import ClocksChange, in_london

PLACE_HELP = _("A room and an address, or “Online”.")


class MeetingSeries(TrackedModel):
    """Meetings that a board holds at regular times: every week, on the second Tuesday of a month,
    or on days that are named."""

    part_of = "board"

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="meeting_series", editable=False
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("Such as Weekly control."))
    frequency = models.CharField(_("how often"), max_length=20, choices=Frequency.choices)
    repeats_by = models.CharField(
        _("what stays the same"),
        max_length=10,
        choices=RepeatsBy.choices,
        default=RepeatsBy.WEEKDAY,
        help_text=_("Only of meetings every month or every three months."),
    )
    starts_on = DayField(_("first meeting"))
    ends_on = DayField(_("no meeting after"))
    named_days = LongTextField(
        _("named days"), blank=True, help_text=_("Only of named days: one date a line.")
    )
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    when_closed = models.CharField(
        _("on a weekend or bank holiday"),
        max_length=20,
        choices=WhenClosed.choices,
        default=WhenClosed.NEXT,
    )
    place = models.CharField(_("place"), max_length=300, blank=True, help_text=PLACE_HELP)
    link = models.URLField(_("link to join"), max_length=500, blank=True)

    objects: ClassVar = BoardPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="series_meetings_end_after_start",
                violation_error_message=_("A meeting must end after it starts, on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="series_ends_after_start",
                violation_error_message=_("The last day must not be before the first meeting."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Meeting(TrackedModel):
    """A meeting of a board: planned, called by its agenda, held, and minuted."""

    part_of = "board"
    never_changes = ("board",)
    untold = ("series_day", "starts_at", "ends_at")  # the moments follow from its day and times

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="meetings", editable=False
    )
    series = models.ForeignKey(
        MeetingSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meetings",
        verbose_name=_("series"),
    )
    series_day = models.DateField(_("its day in the series"), null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    held_on = DayField(_("date"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    starts_at = models.DateTimeField(_("starts"), blank=True, editable=False)
    ends_at = models.DateTimeField(_("ends"), blank=True, editable=False)
    place = models.CharField(_("place"), max_length=300, blank=True, help_text=PLACE_HELP)
    link = models.URLField(_("link to join"), max_length=500, blank=True)
    contact = person_field(_("contact"))
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=MeetingState.choices,
        default=MeetingState.PLANNED,
        editable=False,
    )
    called_at = models.DateTimeField(_("agenda published"), null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    cancelled_because = models.CharField(
        _("why it is cancelled"), max_length=300, blank=True, editable=False
    )

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        indexes = [models.Index(fields=["board", "starts_at"], name="meeting_by_board")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "series_day"],
                name="a_day_of_a_series_once",
                violation_error_message=_("The series already has a meeting on this day."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="meeting_ends_after_start",
                violation_error_message=_("A meeting must end after it starts, on the same day."),
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.OPEN) | Q(opened_at__isnull=False),
                name="open_meeting_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses a time that clocks in the United Kingdom skip, or show twice, on its day."""
        super().clean()
        for name in ("starts", "ends"):
            time = getattr(self, name)
            if self.held_on is None or time is None:
                continue
            try:
                in_london(self.held_on, time)
            except ClocksChange as change:
                raise ValidationError({name: str(change)}) from change

    def follow(self) -> None:
        """The moments at which it starts and ends."""
        self.starts_at = in_london(self.held_on, self.starts)
        self.ends_at = in_london(self.held_on, self.ends)
