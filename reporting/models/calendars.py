"""When the projects of a programme report."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.models import Board
from meetings.choices import RepeatsBy, WhenClosed
from meetings.models import Meeting
from programmes.models import Programme
from reporting.choices import Acceptance, Rhythm
from reporting.querysets import ProgrammeCycleQuerySet, ReportingPeriodQuerySet
from values import words
from values.fields import DayField, LongTextField

MOST_DAYS = 30
"""The longest time that a rule may give between a period and its reports, in working days."""


class ReportingCalendar(TrackedModel):
    """The rule by which the projects of a programme report, from a day to a day. Its periods follow
    from it; those that are over stay as they were."""

    part_of = "programme"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="reporting_calendars", editable=False
    )
    title = models.CharField(
        _("title"), max_length=200, help_text=_("Such as Fortnightly reports.")
    )
    rhythm = models.CharField(_("how often"), max_length=20, choices=Rhythm.choices)
    repeats_by = models.CharField(
        _("what stays the same"),
        max_length=10,
        choices=RepeatsBy.choices,
        default=RepeatsBy.DAY,
        help_text=_("Only for monthly reports."),
    )
    starts_on = DayField(_("first period ends on"))
    ends_on = DayField(_("last period ends by"))
    named_days = LongTextField(
        _("named days"), blank=True, help_text=_("Only for named days: one date a line.")
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reporting_calendars",
        verbose_name=_("board"),
        help_text=_("Only for reports before the meetings of a board."),
    )
    days_before = models.PositiveSmallIntegerField(
        _("working days before the meeting"),
        default=5,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("Only for reports before the meetings of a board: when the period ends."),
    )
    days_to_report = models.PositiveSmallIntegerField(
        _("working days to report"),
        default=0,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("From the end of a period until its reports are due. 0 means on its last day."),
    )
    when_closed = models.CharField(
        _("due on a weekend or bank holiday"),
        max_length=20,
        choices=WhenClosed.choices,
        default=WhenClosed.PREVIOUS,
    )
    acceptance = models.CharField(
        _("what acceptance does"),
        max_length=10,
        choices=Acceptance.choices,
        default=Acceptance.INFORMS,
    )
    parts_report = models.BooleanField(
        _("projects inside another project report too"), default=True
    )

    objects: ClassVar = ProgrammeCycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting calendar")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="reporting_calendar_ends_after_start",
                violation_error_message=_("The last day must not be before the first period."),
            ),
            models.CheckConstraint(
                condition=Q(rhythm=Rhythm.MEETINGS, board__isnull=False)
                | (~Q(rhythm=Rhythm.MEETINGS) & Q(board=None)),
                name="a_board_goes_with_its_meetings",
                violation_error_message=_(
                    "Choose a board if the reports are due before its meetings, and only then."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReportingPeriod(TrackedModel):
    """A time on which every project of a programme reports once, and the day that its reports are
    due. The calendar makes it; a period that was moved by hand stays where it was put."""

    part_of = "programme"
    named_by = "ends_on"
    untold = ("rule_day", "is_moved")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="reporting_periods", editable=False
    )
    calendar = models.ForeignKey(
        ReportingCalendar,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="periods",
        verbose_name=_("calendar"),
    )
    rule_day = models.DateField(_("its day in the calendar"), null=True, blank=True, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reporting_periods",
        verbose_name=_("meeting"),
    )
    starts_on = DayField(_("from"))
    ends_on = DayField(_("to"))
    due_on = DayField(_("reports due"))
    is_moved = models.BooleanField(_("moved by hand"), default=False, editable=False)

    objects: ClassVar = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        indexes = [models.Index(fields=["programme", "ends_on"], name="period_of_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "ends_on"],
                condition=Q(is_archived=False),
                name="one_period_to_a_day",
                violation_error_message=_("There is already a period to this day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="period_ends_after_start",
                violation_error_message=_("The period must not end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="reports_due_after_the_start",
                violation_error_message=_("Reports cannot be due before the period begins."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Period to %(day)s") % {"day": words.day(self.ends_on)}
