"""Meetings for tests, called and opened on 4 July 2012."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from audit.actions import create_record
from documents.tree_files import as_json
from governance.models import Board, GateReview
from meetings.actions.agendas import add_item
from meetings.actions.attendance import record_attendance
from meetings.actions.meetings import call_meeting, open_meeting, plan_meeting
from meetings.choices import Presence
from meetings.models import (
    AgendaItem,
    Attendance,
    Interest,
    ItemDecision,
    ItemGate,
    Meeting,
    MeetingSeries,
    Minutes,
    StandingItem,
    Vote,
)
from meetings.queries import documents
from meetings.queries.sitting import sitting
from people.models import Person
from reports.models import ItemPaper, Paper
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


def in_session_with_its_parts(
    board: Board, owner: Person, paper: Paper, review: GateReview
) -> list[Any]:
    """A meeting in session, with one record of each kind that belongs to it or to its
    board."""
    by = officer()
    series = create_record(
        MeetingSeries,
        by=by,
        board=board,
        title="Every month",
        frequency="monthly",
        starts_on=DAY,
        ends_on=DAY,
        starts=time(14),
        ends=time(16),
    )
    standing = create_record(StandingItem, by=by, board=board, title="Apologies", kind="apologies")
    of = meeting(board)
    listed = item(of)
    opened(of)
    said = {"person": owner, "kind": "personal", "nature": "Sells tools"}
    seat = Attendance.objects.get(meeting=of).seat
    words = {"title": "Lend tools", "text": "In each library."}
    cast = {"voter": "Chief Executive", "cast": "for"}
    decided = create_record(ItemDecision, by=by, item=listed, **words)
    before = meeting(board, held_on=date(2012, 6, 4))
    kept = {
        "document": as_json(documents.minutes(before, None)).decode(),
        "confirmed_on": DAY,
        "confirmed_by": by,
        "confirmed_at": of,
    }
    return [
        decided,
        create_record(Vote, by=by, item_decision=decided, seat=seat, **cast),
        Attendance.objects.get(meeting=of),
        create_record(Minutes, by=by, meeting=before, **kept),
        create_record(ItemGate, by=by, item=listed, review=review),
        create_record(ItemPaper, by=by, item=listed, paper=paper),
        Meeting.objects.get(pk=of.pk),
        series,
        standing,
        AgendaItem.objects.get(pk=listed.pk),
        create_record(Interest, by=by, item=listed, **said),
    ]
