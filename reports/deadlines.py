"""The deadlines of a paper: those of the meeting for which it is written."""

from __future__ import annotations

from typing import Any

from meetings.pages.panels import panel_of
from meetings.queries.calendars import rules_at
from meetings.queries.deadlines import AGENDA, CLEARANCES, REPORTS, deadlines_on
from people.models import Person
from records.pages.moments import AskedMoment
from reports.choices import PaperState
from reports.models import Paper
from values import clock

OF_A_PAPER = (CLEARANCES, REPORTS, AGENDA)


def paper_deadlines(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """What is due before the meeting of a paper that is not published yet; nothing once the meeting
    has been held, or while its day is not known."""
    if not isinstance(record, Paper) or record.meeting_on is None or asked.value:
        return None
    on = clock.today()
    if record.meeting_on < on or record.state == PaperState.PUBLISHED:
        return None
    rules = rules_at()
    found = deadlines_on(record.board, record.meeting_on, on, rules=rules)
    due = [deadline for deadline in found if deadline.key in OF_A_PAPER]
    return panel_of(due, rules.of(record.board, record.meeting_on))
