"""What meetings add to the page of one's own work."""

from __future__ import annotations

from typing import Any

from meetings.models import Meeting
from meetings.queries.coming import own_boards
from people.models import Person
from records.pages.work import Part
from values import clock

MOST = 5


def coming(person: Person) -> dict[str, Any] | None:
    """The meetings of the boards on which a person sits, after the next one. One query; none for
    anyone who sits on no board."""
    boards = own_boards(person)
    if not boards:
        return None
    own = Meeting.objects.visible_to(person).filter(board__scope_id__in=boards)
    rows = list(own.coming(clock.now()).select_related("board")[1 : MOST + 1])
    return {"meetings": rows} if rows else None


MY_WORK = Part("side", 20, "meetings/my_meetings.html", coming)
