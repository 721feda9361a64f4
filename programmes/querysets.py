"""How programmes are read."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Case, F, When

from audit.querysets import TrackedQuerySet
from people import policy
from people.choices import Act
from people.models import Person
from values.fields import before_day


class PortfolioQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("parent__scope",))


class ProgrammeQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("portfolio__scope",))


class CorporatePriorityQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they are the council's."""
        everywhere, somewhere = policy.reach_of(person, Act.SEE)
        return self if everywhere or somewhere else self.none()

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class ProgrammePartQuerySet(TrackedQuerySet):
    """Records that belong to a programme."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class DocumentVersionQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="document__scope")

    def newest_first(self) -> Self:
        """By date; those without one last."""
        return self.order_by(F("dated_on").desc(nulls_last=True), "-id")


class RegisterQuerySet(TrackedQuerySet):
    """Entries of a register: each belongs to one scope."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person)

    def open(self) -> Self:
        """Those about which something is still to be done."""
        return self.exclude(state__in=self._closed_states)

    def closed(self) -> Self:
        return self.filter(state__in=self._closed_states)

    def overdue(self, on: date) -> Self:
        return self.open().filter(before_day("due_on", on))

    def in_order(self) -> Self:
        """Open entries first, by due day."""
        is_closed = Case(When(state__in=self._closed_states, then=1), default=0)
        return self.order_by(is_closed, F("due_on").asc(nulls_last=True), "id")

    @property
    def _closed_states(self) -> tuple[str, ...]:
        kind: Any = getattr(self.model, "instance_type", self.model)
        states: tuple[str, ...] = kind.closed_states
        return states
