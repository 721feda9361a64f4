"""How the reporting cycle is read."""

from __future__ import annotations

from datetime import date
from typing import Self

from audit.querysets import TrackedQuerySet
from people import policy
from people.models import Person


class ProgrammeCycleQuerySet(TrackedQuerySet):
    """What belongs to the reporting of a programme."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")


class ReportingPeriodQuerySet(ProgrammeCycleQuerySet):
    def in_order(self) -> Self:
        return self.order_by("programme_id", "ends_on", "id")

    def begun(self, on: date) -> Self:
        """Those that have begun by a day, which is what can be reported on."""
        return self.filter(starts_on__lte=on)

    def due_by(self, on: date) -> Self:
        return self.filter(due_on__lte=on)
