"""What registers add to the page of one's own work."""

from __future__ import annotations

from typing import Any

from people.models import Person
from records.pages.work import Part
from registers.models import Action
from values import clock, words

MOST = 6


def actions(person: Person) -> dict[str, Any] | None:
    """The actions that a person has to do or to verify, the first due first. One query."""
    mine = Action.objects.visible_to(person).live().unfinished().of_person(person.pk)
    found = list(mine.in_order()[: MOST + 1])
    if not found:
        return None
    today = clock.today()
    rows = [
        {
            "action": action,
            "late": words.days((today - action.due_on.last).days)
            if action.due_on is not None and action.due_on.last < today
            else "",
        }
        for action in found[:MOST]
    ]
    return {"rows": rows, "has_more": len(found) > MOST}


MY_WORK = Part("side", 10, "registers/my_actions.html", actions)
