"""What came of a meeting: its decisions, and the actions taken away from it or still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from governance.models import Board, Decision
from meetings.models import AgendaItem, ItemDecision, Meeting, Vote
from people.models import Person
from registers.choices import Relation
from registers.models import Action, Link


def decisions_of(meeting: Meeting) -> dict[int, list[ItemDecision]]:
    """What was put to a meeting, by the key of its item, with the votes by name. Two queries."""
    votes = Vote.objects.order_by("id")
    rows = ItemDecision.objects.live().filter(item__meeting=meeting).select_related("decision")
    found: dict[int, list[ItemDecision]] = defaultdict(list)
    for row in rows.prefetch_related(Prefetch("votes", votes)).order_by("id"):
        found[row.item_id].append(row)
    return found


def entered_as(motion: ItemDecision) -> QuerySet:
    """The entry of what was carried in the register of decisions."""
    rows: QuerySet = Decision.objects.filter(taken_in=motion)
    return rows


def actions_of(items: Iterable[int]) -> dict[int, list[Action]]:
    """The actions that were taken away from items, by their key. Two queries."""
    links = Link.objects.live().filter(
        relation=Relation.COMES_FROM,
        from_kind=Action._meta.label_lower,
        to_kind=AgendaItem._meta.label_lower,
        to_id__in=list(items),
    )
    pairs = list(links.order_by("id").values_list("to_id", "from_id"))
    rows = Action.objects.live().filter(pk__in=[action for _item, action in pairs])
    actions = {action.pk: action for action in rows.select_related("owner")}
    found: dict[int, list[Action]] = defaultdict(list)
    for item, action in pairs:
        if action in actions:
            found[item].append(actions[action])
    return found


def open_actions(board: Board, reader: Person) -> list[Action]:
    """The actions of a board that are carried to its next agenda: all that are not closed, the
    first due one first."""
    rows = Action.objects.live().filter(scope=board.scope_id).visible_to(reader).unfinished()
    return list(rows.select_related("owner").in_order())
