"""Meetings of boards: when they are, what stands on their agendas, who came, what came of them."""

from meetings.models.agendas import AgendaItem, StandingItem
from meetings.models.attendance import Attendance, Interest
from meetings.models.deadlines import Closure, DeadlineRule
from meetings.models.feeds import CalendarFeed
from meetings.models.forward_plan import ForwardPlanItem
from meetings.models.gates import ItemGate
from meetings.models.meetings import Meeting, MeetingSeries
from meetings.models.minutes import Minutes
from meetings.models.outcomes import ItemDecision, Vote

__all__ = (
    "AgendaItem",
    "Attendance",
    "CalendarFeed",
    "Closure",
    "DeadlineRule",
    "ForwardPlanItem",
    "Interest",
    "ItemDecision",
    "ItemGate",
    "Meeting",
    "MeetingSeries",
    "Minutes",
    "StandingItem",
    "Vote",
)
