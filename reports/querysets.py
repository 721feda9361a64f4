"""How papers are read."""

from __future__ import annotations

from typing import Self

from audit.querysets import TrackedQuerySet
from people import policy
from people.models import Person


class PaperQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")


class PaperPartQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="paper__programme__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")
