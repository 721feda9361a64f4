"""Meetings: found, and those before and after one."""

from __future__ import annotations

from governance.models import Board
from meetings.choices import HELD, MeetingState
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from people.models import Person
from values import clock


def find_meeting(person: Person, reference: str) -> Meeting:
    """The meeting at an address, with its board. Raises NotFound when the person may not know that
    it exists."""
    visible = Meeting.objects.filter(reference=reference).visible_to(person)
    meeting: Meeting = visible.select_related("board__scope", "series", "contact").found()
    return meeting


def meetings_of(board: Board, person: Person) -> MeetingQuerySet:
    rows: MeetingQuerySet = Meeting.objects.live().filter(board=board).visible_to(person)
    return rows


def next_meeting(board: Board, person: Person) -> Meeting | None:
    """The next meeting of a board, or the one that is in session."""
    coming: Meeting | None = meetings_of(board, person).coming(clock.now()).first()
    return coming


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same board that was held before this one."""
    rows = Meeting.objects.live().filter(board=meeting.board_id, state__in=HELD)
    found: Meeting | None = rows.filter(starts_at__lt=meeting.starts_at).in_order().last()
    return found


def meeting_after(meeting: Meeting) -> Meeting | None:
    """The next meeting of the same board, unless it is cancelled."""
    rows = Meeting.objects.live().filter(board=meeting.board_id)
    rows = rows.exclude(pk=meeting.pk).exclude(state=MeetingState.CANCELLED)
    found: Meeting | None = rows.filter(starts_at__gt=meeting.starts_at).in_order().first()
    return found
