"""What the chair of a board does, and the vice chair where the chair does not come."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit.errors import Refused
from meetings.choices import Presence
from meetings.models import Meeting
from meetings.queries.coming import own_boards
from meetings.queries.sitting import sitting
from people.choices import Role
from people.models import Person


def refuse_beside_the_chair(meeting: Meeting, *, by: Person) -> None:
    """Raise Refused for the vice chair, unless the chair does not attend the meeting or nobody
    holds that seat."""
    board = meeting.board.scope_id
    if board in own_boards(by, Role.CHAIR) or board not in own_boards(by, Role.VICE_CHAIR):
        return
    chairs = [sitter for sitter in sitting(meeting).sitters if sitter.seat.role == Role.CHAIR]
    if any(sitter.presence in ("", Presence.PRESENT) for sitter in chairs):
        raise Refused(
            _(
                "The chair does this. The vice chair stands in once the attendance says that the "
                "chair does not come."
            )
        )
