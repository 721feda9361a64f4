"""How boards, gates and tolerances are read."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Case, F, When

from audit.querysets import TrackedQuerySet
from governance.choices import GateState
from people import policy
from people.choices import Act
from people.models import Person
from people.querysets import begun_by, not_ended_before


class BodyKindQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they hold no facts."""
        everywhere, scopes = policy.reach_of(person, Act.SEE)
        return self if everywhere or scopes else self.none()

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class BoardQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, within=("programme__scope",))

    def committees(self) -> Self:
        """Those that receive committee papers."""
        return self.filter(kind__is_committee=True)


class BoardPartQuerySet(TrackedQuerySet):
    """Records that belong to a board."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="board__scope")


class SponsorshipQuerySet(BoardPartQuerySet):
    def current(self, on: date) -> Self:
        """Those in force on a day: both the first and the last day count."""
        return self.within(on, on)

    def within(self, first: date | None, last: date | None) -> Self:
        """Those in force on a day of some days; None stands for no end."""
        begun = self if last is None else self.filter(begun_by(last))
        return begun if first is None else begun.not_ended(first)

    def not_ended(self, on: date) -> Self:
        """Those in force on a day, or that begin later."""
        return self.filter(not_ended_before(on))


class TermsQuerySet(BoardPartQuerySet):
    def newest_first(self) -> Self:
        """By the day on which they were adopted; drafts first."""
        adopted = F("adopted_on").desc(nulls_first=True)
        return self.order_by(adopted, F("version_on").desc(nulls_last=True), "-id")


class GateReviewQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="project__scope")

    def waiting(self) -> Self:
        return self.exclude(state=GateState.DECIDED)

    def in_order(self) -> Self:
        """Those that wait first; the newest of them at the top."""
        is_done = Case(When(state=GateState.DECIDED, then=1), default=0)
        return self.order_by(is_done, "-id")


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
