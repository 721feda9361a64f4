"""What meetings add to the facts that lead a board's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.leading import Fact
from governance.models import Board
from meetings.models import Meeting
from people.models import Person
from records.pages.moments import AskedMoment
from values import clock, words


def next_meeting(board: Board, person: Person, asked: AskedMoment) -> Fact:
    """When and where the board meets next, or that no meeting is planned. One query."""
    rows = Meeting.objects.at(asked.value, board_id=board.pk).visible_to(person)
    meeting = rows.coming(asked.value or clock.now()).first()
    every = reverse("meetings:board_meeting_list", args=[board.reference]) + asked.query
    if meeting is None:
        return Fact(_("Next meeting"), _("None planned"), every)
    own = reverse("meetings:meeting_detail", args=[meeting.reference]) + asked.query
    when = f"{words.day(meeting.held_on)}, {words.hour(meeting.starts)}"
    return Fact(_("Next meeting"), when, own, meeting.place)
