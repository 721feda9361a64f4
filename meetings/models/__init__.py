"""Meetings of boards: when they are, what stands on their agendas, who came, what came of them."""

from meetings.models.agendas import AgendaItem, StandingItem
from meetings.models.attendance import Attendance, Interest
from meetings.models.meetings import Meeting, MeetingSeries
from meetings.models.minutes import Minutes

__all__ = (
    "AgendaItem",
    "Attendance",
    "Interest",
    "Meeting",
    "MeetingSeries",
    "Minutes",
    "StandingItem",
)
