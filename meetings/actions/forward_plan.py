"""Writes of the forward plan that are more than an edit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from meetings.actions.agendas import add_item
from meetings.choices import ItemKind, ItemState, PlanState
from meetings.models import ForwardPlanItem
from people.models import Person


def put_on_agenda(item: ForwardPlanItem, *, by: Person, **late: Any) -> ForwardPlanItem:
    """Put a matter on the agenda of the meeting for which it is planned, and return it; `late` are
    the reasons that an item needs once the agenda is published. Raises Refused without a meeting,
    for a matter that is decided or withdrawn, and for one that stands on an agenda already."""
    with audited(by=by, reason=_("Matter put on the agenda")):
        rows = ForwardPlanItem.objects.select_for_update(of=("self",), no_key=True)
        current = rows.select_related("meeting", "agenda_item").get(pk=item.pk)
        refuse_archived(current)
        if current.meeting is None:
            raise Refused(_("Choose the meeting first."))
        if current.state in ForwardPlanItem.closed_states:
            raise Refused(_("The matter is decided or withdrawn."))
        if stands_on_agenda(current):
            raise Refused(_("The matter stands on the agenda already."))
        listed = add_item(
            current.meeting,
            by=by,
            title=current.title,
            kind=ItemKind.DECISION,
            summary=current.about,
            presenter=current.owner,
            **late,
        )
        return writing.change(
            current, is_locked=True, agenda_item=listed, state=PlanState.ON_AGENDA
        )


def stands_on_agenda(item: ForwardPlanItem) -> bool:
    """Whether the matter is an item of its meeting's agenda now, and not withdrawn from it."""
    listed = item.agenda_item
    if listed is None or listed.is_archived or listed.state == ItemState.WITHDRAWN:
        return False
    return listed.meeting_id == item.meeting_id
