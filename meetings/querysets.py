"""How meetings and what belongs to them are read."""

from __future__ import annotations

from datetime import datetime
from typing import Self

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
    def in_order(self) -> Self:
        return self.order_by("position", "id")


class ItemPartQuerySet(TrackedQuerySet):
    """Records that belong to an item of an agenda."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="item__meeting__board__scope")


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
