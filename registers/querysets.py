"""How risks and the matrices that rate them are read."""

from __future__ import annotations

from datetime import date
from typing import Self

from audit.querysets import TrackedQuerySet
from people import policy
from people.models import Person
from registers.choices import EscalationState


class RiskMatrixQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Anyone who signs in may see how risks are rated."""
        return self

    def in_force(self, on: date) -> Self:
        """The one in force on a day first, then those that it replaced."""
        return self.live().filter(valid_from__lte=on).order_by("-valid_from", "-id")


class EscalationQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="risk__scope")

    def waiting(self) -> Self:
        return self.live().filter(state=EscalationState.ASKED)
