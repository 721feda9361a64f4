"""Writes of series of meetings: the series says when, and its meetings follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, edit_record
from audit.errors import Refused
from audit.writing import audited
from governance.models import Board
from meetings.actions.meetings import add_meeting
from meetings.choices import Frequency, MeetingState
from meetings.contributed import tell_planned
from meetings.models import Meeting, MeetingSeries
from meetings.queries.calendars import calendar_of
from meetings.recurring import days_of, shifted
from people.models import Person
from values import clock
from values.typed_dates import NotUnderstood, read_day

MOST_MEETINGS = 60
FOLLOW = ("title", "starts", "ends", "place", "link")
"""What a meeting takes from its series, unless it has its own."""


def plan_series(board: Board, *, by: Person, reason: str = "", **fields: Any) -> MeetingSeries:
    """Begin a series and plan its meetings, and return it. Raises Refused for too many meetings,
    and for none."""
    with audited(by=by, reason=reason or _("Series of meetings planned")):
        series = create_record(MeetingSeries, by=by, board=board, **fields)
        _plan(series, series, by)
        return series


def edit_series(
    series: MeetingSeries, *, by: Person, reason: str = "", **fields: Any
) -> MeetingSeries:
    """Change a series, and return it as it is now. Its meetings that are still to come and have no
    agenda yet follow; what one of them has of its own stays."""
    with audited(by=by, reason=reason or _("Series of meetings edited")):
        before = MeetingSeries.objects.select_for_update().get(pk=series.pk)
        after = edit_record(series, by=by, **fields)
        _plan(before, after, by)
        return after


def end_series(series: MeetingSeries, *, by: Person, reason: str = "") -> MeetingSeries:
    """Archive a series with its meetings that have no agenda yet, and return it."""
    with audited(by=by, reason=reason or _("Series of meetings archived")):
        for meeting in _still_planned(series):
            writing.archive(meeting)
        tell_planned(series.board, by=by)
        return writing.archive(series)


def _plan(before: MeetingSeries, series: MeetingSeries, by: Person) -> None:
    """Plan the meetings that a series now has, and leave out those that it had."""
    days = _days(series)
    kept = {m.series_day: m for m in _still_planned(series) if m.series_day}
    used = set(Meeting.objects.filter(series=series).values_list("series_day", flat=True))
    for day, held_on in days.items():
        values = {name: getattr(series, name) for name in FOLLOW} | {"held_on": held_on}
        if day in kept:
            _follow(kept[day], before, values)
        elif day not in used:
            add_meeting(series.board, series=series, series_day=day, **values)
    for day, meeting in kept.items():
        if day not in days:
            writing.archive(meeting)
    tell_planned(series.board, by=by)


def _follow(meeting: Meeting, before: MeetingSeries, values: dict[str, Any]) -> None:
    own = {name for name in FOLLOW if getattr(meeting, name) != getattr(before, name)}
    if meeting.held_on not in (None, _days(before).get(meeting.series_day or meeting.held_on)):
        own.add("held_on")
    followed = {name: value for name, value in values.items() if name not in own}
    writing.change(meeting, is_archived=False, **followed)


def _still_planned(series: MeetingSeries) -> list[Meeting]:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.filter(series=series, state=MeetingState.PLANNED, held_on__gte=clock.today())
    return list(rows.filter(items=None).order_by("series_day"))


def _days(series: MeetingSeries) -> dict[date, date]:
    """The days of a series, and when each meeting is held. Raises Refused."""
    calendar = calendar_of(series.board)
    named = named_days(series)
    found: dict[date, date] = {}
    for day in days_of(
        series.frequency, series.starts_on, series.ends_on, series.repeats_by, named
    ):
        if len(found) == MOST_MEETINGS:
            sentence = _("A series plans at most %(most)d meetings: let it end earlier.")
            sentence = sentence % {"most": MOST_MEETINGS}
            raise Refused(sentence, {"ends_on": [sentence]})
        held_on = shifted(day, series.when_closed, calendar)
        if held_on is not None and held_on not in found.values():
            found[day] = held_on
    if not found:
        sentence = _("No meeting falls on these days.")
        raise Refused(sentence, {"ends_on": [sentence]})
    return found


def named_days(series: MeetingSeries) -> list[date]:
    """The named days, one a line. Raises Refused for a line that is no date."""
    lines = [line.strip() for line in series.named_days.splitlines() if line.strip()]
    if (series.frequency == Frequency.NAMED) != bool(lines):
        sentence = _("Name the days, one a line, or choose another frequency.")
        raise Refused(sentence, {"named_days": [sentence]})
    try:
        return [read_day(line[:100]) for line in lines]
    except NotUnderstood as error:
        sentence = f"{error}." % {"label": _("Each named day")}
        raise Refused(sentence, {"named_days": [sentence]}) from error
