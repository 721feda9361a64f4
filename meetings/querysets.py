"""How meetings and what belongs to them are read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet

from audit.querysets import TrackedQuerySet
from meetings.choices import COMING, MeetingState
from people import policy
from people.choices import Act
from people.models import Person


class BoardPartQuerySet(TrackedQuerySet):
    """Records that belong to a board: its series of meetings, its standing items."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="board__scope")


class MeetingQuerySet(BoardPartQuerySet):
    def coming(self, at: datetime) -> Self:
        """Those that are still to end, the first one first."""
        return self.live().filter(state__in=COMING, ends_at__gte=at).in_order()

    def held(self) -> Self:
        return self.live().filter(state__in=(MeetingState.CLOSED, MeetingState.CONFIRMED))

    def in_order(self) -> Self:
        return self.order_by("starts_at", "id")


class MeetingPartQuerySet(TrackedQuerySet):
    """Records that belong to a meeting, but to none of its items."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="meeting__board__scope")


class AgendaItemQuerySet(MeetingPartQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Not those in which they declared an interest without a dispensation: whoever has an
        interest loses the item."""
        return super().visible_to(person).exclude(id__in=_lost_by(person, _live(self.model)))

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class ItemPartQuerySet(TrackedQuerySet):
    """What a meeting decided in its items; as closed as the item."""

    def visible_to(self, person: Person) -> Self:
        items = _live(self.model)._meta.get_field("item").related_model
        seen = policy.visible(self, person, scope="item__meeting__board__scope")
        return seen.exclude(item_id__in=_lost_by(person, items))


class VoteQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        decisions = _live(self.model)._meta.get_field("item_decision").related_model
        items = decisions._meta.get_field("item").related_model
        lost = decisions._base_manager.filter(item_id__in=_lost_by(person, items))
        scope = "item_decision__item__meeting__board__scope"
        seen = policy.visible(self, person, scope=scope)
        return seen.exclude(item_decision_id__in=lost.values("id"))


class InterestQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Also one's own, in an item that one lost by it."""
        return policy.visible(self, person, scope="item__meeting__board__scope")

    def lost_by(self, person: Person) -> Self:
        """Those by which a person loses an item."""
        return self.live().filter(person=person, dispensation="")


class RuleQuerySet(TrackedQuerySet):
    """Deadline rules and closures: they hold no facts, so anyone who sees anything sees them."""

    def visible_to(self, person: Person) -> Self:
        everywhere, scopes = policy.reach_of(person, Act.SEE)
        return self if everywhere or scopes else self.none()


class CalendarFeedQuerySet(QuerySet):
    def in_use(self) -> Self:
        """Those that have not been withdrawn, and whose account may still sign in."""
        may_sign_in = {"account__is_active": True, "account__person__is_archived": False}
        return self.filter(withdrawn_at=None, **may_sign_in)


def _live(model: Any) -> Any:
    return getattr(model, "instance_type", model)


def _lost_by(person: Person, items: Any) -> QuerySet:
    """The keys of the items that a person has lost."""
    interests = items._meta.get_field("interests").related_model
    keys: QuerySet = interests.objects.lost_by(person).values("item_id")
    return keys
