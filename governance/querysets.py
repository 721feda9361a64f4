"""How boards, gates and tolerances are read."""

from __future__ import annotations

from typing import Self

from audit.querysets import TrackedQuerySet
from governance.choices import COMMITTEES, GateState
from people import policy
from people.models import Person


class BoardQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("programme__scope",))

    def committees(self) -> Self:
        """Those that receive committee papers."""
        return self.filter(kind__in=COMMITTEES)


class GateReviewQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="project__scope")

    def waiting(self) -> Self:
        return self.exclude(state=GateState.DECIDED)


class GateAnswerQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="review__project__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class ToleranceQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person)


class ToleranceExceptionQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="tolerance__scope")
