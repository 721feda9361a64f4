"""How boards are read."""

from __future__ import annotations

from typing import Self

from audit.querysets import TrackedQuerySet
from governance.choices import COMMITTEES
from people import policy
from people.models import Person


class BoardQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("programme__scope",))

    def committees(self) -> Self:
        """Those that receive committee papers."""
        return self.filter(kind__in=COMMITTEES)
