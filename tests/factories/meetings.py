"""Meetings for tests, called and opened on 4 July 2012."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from governance.models import Board
from meetings.actions.agendas import add_item
from meetings.actions.attendance import record_attendance
from meetings.actions.meetings import call_meeting, open_meeting, plan_meeting
from meetings.choices import Presence
from meetings.models import AgendaItem, Meeting
from meetings.queries.sitting import sitting
from people.models import Person
from tests.factories.people import officer

DAY = date(2012, 7, 4)


def meeting(board: Board, *, by: Person | None = None, **fields: Any) -> Meeting:
    """A meeting of a board that is planned for the afternoon of 4 July 2012."""
    said = {"title": f"Meeting of {board}", "held_on": DAY, "starts": time(14), "ends": time(16)}
    return plan_meeting(board, by=by or officer(), **said | fields)


def item(of: Meeting, title: str = "Tools to lend", **fields: Any) -> AgendaItem:
    return add_item(of, by=officer(), title=title, **fields)


def opened(of: Meeting, *, present: int = 99) -> Meeting:
    """A meeting in session, its first so many seats taken."""
    call_meeting(of, by=officer())
    in_session = open_meeting(of, by=officer())
    seats = [sitter.seat.id for sitter in sitting(in_session).sitters]
    came = {key: {"presence": Presence.PRESENT} for key in seats[:present]}
    record_attendance(in_session, by=officer(), seats=came)
    return in_session
