"""Actions that people take away from an item of a meeting."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from meetings.actions.meetings import lock_item
from meetings.choices import MeetingState
from meetings.models import AgendaItem
from people.models import Person
from programmes.actions import record_entry
from registers.choices import Relation
from registers.models import Action, Link


def take_away(item: AgendaItem, *, by: Person, reason: str = "", **fields: Any) -> Action:
    """Enter an action in the register of the board, linked with the item it comes from, and return
    it. Raises Refused before the meeting is opened, and once its minutes are confirmed."""
    with audited(by=by, reason=reason or _("Action from a meeting")):
        current = lock_item(item)
        if current.meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
            raise Refused(_("Actions come from a meeting that is in session, or has just closed."))
        scope = current.meeting.board.scope
        action = record_entry(Action, scope=scope, by=by, **fields)
        writing.create(
            Link,
            scope=scope,
            relation=Relation.COMES_FROM,
            from_kind=action._meta.label_lower,
            from_id=action.pk,
            to_kind=item._meta.label_lower,
            to_id=item.pk,
        )
        return action
