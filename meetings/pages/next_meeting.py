"""What meetings add to the page of a board."""

from __future__ import annotations

from typing import Any

from governance.models import Board
from meetings.queries.agendas import when_words
from meetings.queries.meetings import next_meeting
from people import policy
from people.choices import Act
from people.models import Person
from records.pages.moments import AskedMoment

TEMPLATE = "meetings/board_panel.html"


def next_of_board(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The next meeting of a board, which leads its page; nothing for a past day."""
    if asked.value or not isinstance(record, Board) or record.is_archived:
        return None
    meeting = next_meeting(record, person)
    may_plan = policy.can(person, Act.PLAN_MEETINGS, record)
    when = when_words(meeting) if meeting else ""
    return {
        "leads": True,
        "board": record,
        "meeting": meeting,
        "when": when,
        "may_plan": may_plan,
    }
