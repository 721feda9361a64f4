"""Minutes are confirmed, and then locked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from documents.tree_files import as_json
from meetings.actions.meetings import lock
from meetings.actions.presiding import refuse_beside_the_chair
from meetings.choices import MeetingState
from meetings.models import Meeting, Minutes
from meetings.queries import documents
from meetings.queries.meetings import meeting_after
from people.models import Person
from values import clock


def confirm_minutes(meeting: Meeting, *, by: Person) -> Minutes:
    """Confirm the minutes of a meeting that is closed, at the meeting that follows it, and return
    them: from now on they are as they are. Raises Refused before that meeting is in session, and
    for the vice chair while the chair is there."""
    with audited(by=by, reason=_("Minutes confirmed")):
        current = lock(meeting)
        if current.state == MeetingState.CONFIRMED:
            raise Refused(_("The minutes have already been confirmed."))
        if current.state != MeetingState.CLOSED:
            raise Refused(_("The meeting is not closed yet: its minutes are still being written."))
        later = meeting_after(current)
        if later is None or later.state not in CONFIRMING:
            raise Refused(_("Minutes are confirmed at the next meeting: open it first."))
        refuse_beside_the_chair(later, by=by)
        confirmed = writing.change(current, state=MeetingState.CONFIRMED)
        return writing.create(
            Minutes,
            meeting=confirmed,
            document=as_json(documents.minutes(confirmed, None)).decode(),
            confirmed_on=clock.today(),
            confirmed_by=by,
            confirmed_at=later,
        )


CONFIRMING = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.CONFIRMED)
"""The states of the later meeting in which minutes can be confirmed at it."""
