"""How boards, gates and tolerances are read."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Case, Exists, F, OuterRef, Q, When

from audit.querysets import TrackedQuerySet
from governance.choices import WITH_THE_BOARD, GateOutcome, GateState
from people import policy
from people.choices import Act, Role
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

    def waiting_for(self, person: Person) -> Self:
        """Those that wait for a person, in projects in use: to be vetted, except what they
        submitted; returned, or to be amended, in a project that they lead; and to be decided, by a
        board whose decisions they record. The state tells which; the longest waiting first."""
        led = [held.scope_id for held in policy.holdings(person) if held.role == Role.PROJECT_LEAD]
        later = self.model._base_manager.filter(
            project=OuterRef("project"), id__gt=OuterRef("id"), is_archived=False
        )
        is_back = Q(state=GateState.DRAFT, returned_by__isnull=False) | Q(
            ~Exists(later), outcome=GateOutcome.AMEND, project__stage=F("stage_before")
        )
        may_vet = policy.where_may(person, Act.ACCEPT_REPORT, self.model, "project__scope")
        may_record = policy.where_may(person, Act.PLAN_MEETINGS, self.model, "board__scope")
        mine = (
            Q(may_vet, ~Q(submitted_by=person), state=GateState.SUBMITTED)
            | Q(is_back, project__scope__in=led)
            | Q(may_record, state__in=WITH_THE_BOARD)
        )
        rows = self.live().filter(mine, project__is_archived=False)
        return rows.order_by("submitted_at", "id")

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
