"""How papers are read."""

from __future__ import annotations

from typing import Self

from django.db.models import F

from audit.querysets import TrackedQuerySet
from people import policy
from people.models import Person


class PaperQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")

    def unpublished(self) -> Self:
        """Without those that stand published."""
        return self.exclude(publications__is_archived=False)

    def next_meeting_first(self) -> Self:
        """Those without a meeting last, on both engines; archived ones after all others."""
        return self.order_by("is_archived", F("meeting_on").asc(nulls_last=True), "id")


class PaperPartQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="paper__programme__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class PublicationQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="paper__programme__scope")

    def newest_first(self) -> Self:
        return self.order_by("-number")


class ClearanceQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="paper__programme__scope")
