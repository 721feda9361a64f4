"""Writes of reporting calendars and their periods: the calendar says when, and periods follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, edit_record
from audit.errors import Refused
from audit.writing import audited
from governance.models import Board
from meetings.choices import MeetingState
from meetings.models import Meeting
from meetings.queries.calendars import rules_at
from meetings.recurring import days_of
from people.models import Person
from programmes.models import Programme
from reporting.choices import Rhythm
from reporting.models import ReportingCalendar, ReportingPeriod
from reporting.recurring import Planned, planned
from values import clock, words
from values.typed_dates import NotUnderstood, read_day
from values.working_days import Calendar

MOST_PERIODS = 120
"""More than two years of weekly reports."""
MOST_AHEAD = timedelta(days=3 * 366)
"""A later day is a typing error."""


def plan_reporting(
    programme: Programme, *, by: Person, reason: str = "", **fields: Any
) -> ReportingCalendar:
    """Add a reporting calendar with its periods to a programme, and return it. Raises Refused for
    periods that overlap others, for too many, and for none."""
    with audited(by=by, reason=reason or _("Reporting calendar added")):
        calendar = create_record(ReportingCalendar, by=by, programme=programme, **fields)
        _plan(calendar, must=True, since=calendar.starts_on)
        return calendar


def edit_reporting(
    calendar: ReportingCalendar, *, by: Person, reason: str = "", **fields: Any
) -> ReportingCalendar:
    """Change a calendar, and return it as it is now. Periods that are not over follow, but for
    those that were moved by hand."""
    with audited(by=by, reason=reason or _("Reporting calendar edited")):
        after = edit_record(calendar, by=by, **fields)
        _plan(after, must=True)
        return after


def end_reporting(
    calendar: ReportingCalendar, *, by: Person, reason: str = ""
) -> ReportingCalendar:
    """Archive a calendar with the periods that have not begun, and return it."""
    with audited(by=by, reason=reason or _("Reporting calendar archived")):
        for period in _to_come(calendar).filter(starts_on__gt=clock.today()):
            writing.archive(period)
        return writing.archive(calendar)


def resume_reporting(
    calendar: ReportingCalendar, *, by: Person, reason: str = ""
) -> ReportingCalendar:
    """Bring a calendar back with the periods that are still to come, and return it."""
    with audited(by=by, reason=reason or _("Reporting calendar brought back")):
        again = writing.unarchive(calendar)
        _plan(again, must=True)
        return again


def follow_meetings(board: Board, *, by: Person) -> None:
    """Let the calendars that go by the meetings of a board follow them. Called after a meeting is
    planned, moved or cancelled, in the same transaction."""
    with audited(by=by, reason=_("Reporting follows the meetings")):
        for calendar in ReportingCalendar.objects.live().filter(board=board).order_by("id"):
            _plan(calendar, must=False)


def add_period(
    programme: Programme, *, by: Person, reason: str = "", **fields: Any
) -> ReportingPeriod:
    """Add a period that no calendar has, and return it. Raises Refused if it overlaps another."""
    with audited(by=by, reason=reason or _("Reporting period added")):
        _refuse_far_ahead(fields["ends_on"], "ends_on")
        period = create_record(ReportingPeriod, by=by, programme=programme, is_moved=True, **fields)
        _refuse_overlap(period)
        return period


def edit_period(
    period: ReportingPeriod, *, by: Person, reason: str = "", **fields: Any
) -> ReportingPeriod:
    """Move a period, or the day its reports are due, and return it as it is now."""
    with audited(by=by, reason=reason or _("Reporting period moved")):
        _refuse_far_ahead(fields.get("ends_on", period.ends_on), "ends_on")
        moved = edit_record(period, by=by, is_moved=True, **fields)
        _refuse_overlap(moved)
        return moved


def bring_back_period(period: ReportingPeriod, *, by: Person, reason: str = "") -> ReportingPeriod:
    """Bring an archived period back, and return it. Raises Refused if another took its place."""
    with audited(by=by, reason=reason or _("Reporting period brought back")):
        again = writing.unarchive(period)
        _refuse_overlap(again)
        return again


def _plan(calendar: ReportingCalendar, *, must: bool, since: date | None = None) -> None:
    """Write the periods of a calendar that are not over, or of a new one all `since` a day, and
    archive those that it no longer has. Raises Refused if it `must` have a period and has none."""
    wanted = {p.rule_day: p for p in _wanted(calendar, since or clock.today(), must=must)}
    kept = {p.rule_day: p for p in _to_come(calendar)}
    archived = calendar.periods.filter(is_archived=True, rule_day__in=wanted)
    again = {p.rule_day: p for p in archived.order_by("id")}
    for day in kept.keys() - wanted.keys():
        if not kept[day].is_moved:
            writing.archive(kept.pop(day))
    written = []
    for day, plan in wanted.items():
        values = _values(plan)
        found = kept.get(day) or again.get(day)
        if found is None:
            found = writing.create(
                ReportingPeriod,
                programme=calendar.programme, calendar=calendar, rule_day=day, **values,
            )  # fmt: skip
        else:
            found = writing.change(found, is_archived=False, **({} if found.is_moved else values))
        written.append(found)
    for period in written:
        _refuse_overlap(period)


def _values(plan: Planned) -> dict[str, Any]:
    return {
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "due_on": plan.due_on,
        "meeting_id": plan.meeting,
    }


def _to_come(calendar: ReportingCalendar) -> Any:
    """The periods of a calendar that are not over."""
    rows = calendar.periods.filter(is_archived=False, ends_on__gte=clock.today())
    return rows.order_by("ends_on")


def _wanted(calendar: ReportingCalendar, since: date, *, must: bool) -> list[Planned]:
    _refuse_far_ahead(calendar.ends_on, "ends_on")
    days = [(day, meeting) for day, meeting in _days(calendar) if day >= since]
    if len(days) > MOST_PERIODS:
        sentence = _("A calendar plans at most %(most)d periods: let it end earlier.")
        _refuse(sentence % {"most": MOST_PERIODS}, "ends_on")
    rows = calendar.programme.reporting_periods.filter(is_archived=False)
    before = rows.filter(ends_on__lt=days[0][0] if days else calendar.starts_on)
    before = before.exclude(calendar=calendar, ends_on__gte=clock.today()).order_by("-ends_on")
    last = before.values_list("ends_on", flat=True).first()
    nation = calendar_of(calendar)
    found = list(
        planned(
            days,
            after=last,
            days_to_report=calendar.days_to_report,
            when_closed=calendar.when_closed,
            calendar=nation,
        )
    )
    if must and not found and not _is_over(calendar):
        _refuse(_no_period_words(calendar), "board" if calendar.board_id else "ends_on")
    return found


def _is_over(calendar: ReportingCalendar) -> bool:
    """A calendar that has ended keeps its periods, and has none to come."""
    return calendar.ends_on < clock.today() and calendar.periods.exists()


def _no_period_words(calendar: ReportingCalendar) -> str:
    if calendar.board_id:
        return _("This board has no meeting between these days: plan its meetings first.")
    return _("No period between these days is still to come.")


def _days(calendar: ReportingCalendar) -> list[tuple[date, int | None]]:
    """The days on which periods end, by the rule; with the meeting for which it is done."""
    if calendar.rhythm == Rhythm.MEETINGS:
        return _days_before_meetings(calendar)
    rule = (calendar.rhythm, calendar.starts_on, calendar.ends_on, calendar.repeats_by)
    return [(day, None) for day in days_of(*rule, named_days(calendar))]


def _days_before_meetings(calendar: ReportingCalendar) -> list[tuple[date, int | None]]:
    meetings = Meeting.objects.live().filter(board=calendar.board)
    meetings = meetings.exclude(state=MeetingState.CANCELLED)
    meetings = meetings.filter(held_on__range=(calendar.starts_on, calendar.ends_on))
    working = calendar_of(calendar)
    days: dict[date, int | None] = {}
    for held_on, key in meetings.order_by("held_on", "id").values_list("held_on", "id"):
        days.setdefault(working.before(held_on, calendar.days_before), key)
    return sorted(days.items())


def calendar_of(calendar: ReportingCalendar) -> Calendar:
    """The working days by which reports are due: those of the board, or of the council."""
    rules = rules_at()
    if calendar.board is not None:
        return rules.calendar_of(calendar.board)
    return rules.calendar(str(settings.COUNCIL_NATION))


def named_days(calendar: ReportingCalendar) -> list[date]:
    """The named days, one a line. Raises Refused for a line that is no date."""
    lines = [line.strip() for line in calendar.named_days.splitlines() if line.strip()]
    if (calendar.rhythm == Rhythm.NAMED) != bool(lines):
        _refuse(_("Name the days, one a line, or choose another rhythm."), "named_days")
    try:
        return [read_day(line[:100]) for line in lines]
    except NotUnderstood as error:
        sentence = f"{error}." % {"label": _("Each named day")}
        raise Refused(sentence, {"named_days": [sentence]}) from error


def _refuse(sentence: str, field: str) -> None:
    raise Refused(sentence, {field: [sentence]})


def _refuse_far_ahead(day: date, field: str) -> None:
    if day > clock.today() + MOST_AHEAD:
        sentence = _("%(day)s is more than three years ahead. Check the date.")
        _refuse(sentence % {"day": words.day(day)}, field)


def _refuse_overlap(period: ReportingPeriod) -> None:
    """No day belongs to two periods of a programme."""
    others = period.programme.reporting_periods.filter(is_archived=False).exclude(pk=period.pk)
    other = others.filter(starts_on__lte=period.ends_on, ends_on__gte=period.starts_on).first()
    if other is not None:
        sentence = _("This overlaps the period from %(first)s to %(last)s.")
        days = {"first": words.day(other.starts_on), "last": words.day(other.ends_on)}
        _refuse(sentence % days, "starts_on")
