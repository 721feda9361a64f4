"""How programmes are read."""

from __future__ import annotations

from typing import Self

from django.db.models import F

from audit.querysets import TrackedQuerySet
from people import policy
from people.models import Person


class PortfolioQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("parent__scope",))


class ProgrammeQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("portfolio__scope",))


class ProgrammePartQuerySet(TrackedQuerySet):
    """Records that belong to a programme."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class RegisterQuerySet(TrackedQuerySet):
    """Entries of a register: each belongs to one scope."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person)

    def in_order(self) -> Self:
        """Open entries first, by due day."""
        return self.order_by("-state", F("due_on").asc(nulls_last=True), "id")
