"""The rules by which deadlines are counted, and the days on which nobody counts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.models import BodyKind
from meetings.choices import Counts, Effective, Start
from meetings.querysets import RuleQuerySet
from values.fields import DayField, LongTextField
from values.working_days import Nation

MOST_DAYS = 60
"""The longest period that a rule may ask for: a slip of the pen must not move a deadline by
years."""


def _days(words: Any, **kwargs: Any) -> models.PositiveSmallIntegerField:
    """A number of days; without one the rule asks for nothing."""
    fields: dict[str, Any] = {
        "null": True,
        "blank": True,
        "validators": [MaxValueValidator(MOST_DAYS)],
    }
    return models.PositiveSmallIntegerField(words, **(fields | kwargs))


class DeadlineRule(TrackedModel):
    """How long before a meeting its agenda, reports and notices are due, and when its decisions
    take effect: for the bodies of one nation, or for one kind of body, from a day on."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("name"), max_length=200)
    nation = models.CharField(
        _("nation"), max_length=20, choices=Nation.choices, default=Nation.ENGLAND
    )
    kind = models.ForeignKey(
        BodyKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deadline_rules",
        verbose_name=_("only for"),
        help_text=_("A kind of body. Leave it open for all that have no rule of their own."),
    )
    valid_from = DayField(
        _("valid from"), help_text=_("Meetings from this day on follow it, until a newer rule.")
    )
    agenda_days = _days(
        _("agenda and reports: clear working days"),
        null=False,
        blank=False,
        help_text=_("Between the day of publication and the day of the meeting."),
    )
    report_days = _days(_("reports finished: working days before the meeting"))
    report_at = models.TimeField(
        _("reports finished: hour"), null=True, blank=True, help_text=_("Such as 10:00.")
    )
    clearance_days = _days(_("clearances given: working days before the meeting"))
    clearance_at = models.TimeField(_("clearances given: hour"), null=True, blank=True)
    key_days = _days(_("notice of a key decision: days"))
    key_counts = models.CharField(
        _("notice of a key decision is counted in"),
        max_length=10,
        choices=Counts.choices,
        default=Counts.CALENDAR,
    )
    private_days = _days(_("second notice of a private meeting: clear working days"))
    notice_days = _days(_("decision notice: working days after the meeting"))
    notice_counts_the_meeting = models.BooleanField(
        _("the day of the meeting is the first of them"), default=False
    )
    call_in_days = _days(_("call-in: working days"))
    call_in_starts = models.CharField(
        _("call-in begins"), max_length=20, choices=Start.choices, default=Start.AFTER_NOTICE
    )
    call_in_by = LongTextField(
        _("who may call in, and what cannot be called in"),
        blank=True,
    )
    effective = models.CharField(
        _("a decision takes effect"),
        max_length=20,
        choices=Effective.choices,
        default=Effective.NEXT_DAY,
    )
    source = LongTextField(
        _("where it stands"),
        blank=True,
        help_text=_("The regulation or standing order, for those who ask."),
    )

    objects: ClassVar = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline rule")
        constraints = [
            models.UniqueConstraint(
                fields=["nation", "kind", "valid_from"],
                condition=Q(is_archived=False),
                name="one_deadline_rule_of_a_kind_from_a_day",
                violation_error_message=_(
                    "There already is a rule for this nation and kind of body from that day."
                ),
            ),
            models.UniqueConstraint(
                fields=["nation", "valid_from"],
                condition=Q(is_archived=False, kind=None),
                name="one_deadline_rule_from_a_day",
                violation_error_message=_("There already is a rule for this nation from that day."),
            ),
            models.CheckConstraint(
                condition=Q(report_days=None) | Q(report_days__gt=F("agenda_days")),
                name="reports_finished_before_the_agenda",
                violation_error_message=_(
                    "Reports must be finished at least one working day before the agenda’s clear "
                    "days begin."
                ),
            ),
            models.CheckConstraint(
                condition=Q(clearance_days=None)
                | Q(report_days=None, clearance_days__gt=F("agenda_days"))
                | Q(clearance_days__gte=F("report_days")),
                name="clearances_given_before_reports",
                violation_error_message=_(
                    "Clearances must be given no later than the day on which reports are finished."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(report_at=None) | Q(report_days__isnull=False))
                & (Q(clearance_at=None) | Q(clearance_days__isnull=False)),
                name="an_hour_has_its_day",
                violation_error_message=_("An hour needs its number of days."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Closure(TrackedModel):
    """A day that the calendar of bank holidays gets wrong for this council: a day of mourning that
    is no working day, or a holiday on which the council works."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("what for"), max_length=200)
    on = DayField(_("day"))
    nation = models.CharField(
        _("nation"),
        max_length=20,
        choices=Nation.choices,
        blank=True,
        help_text=_("Leave it open for all of them."),
    )
    is_working = models.BooleanField(_("it is a working day"), default=False)

    objects: ClassVar = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        constraints = [
            models.UniqueConstraint(
                fields=["on", "nation"],
                condition=Q(is_archived=False),
                name="a_closure_once_a_day",
                violation_error_message=_("This day has already been corrected."),
            )
        ]

    def __str__(self) -> str:
        return self.title
