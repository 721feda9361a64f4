"""How the reporting cycle is read."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q

from audit.querysets import TrackedQuerySet
from people import policy
from people.choices import Act
from people.models import Person
from projects.choices import ReportState
from projects.querysets import ReportQuerySet


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


class DatedRuleQuerySet(TrackedQuerySet):
    """Rules hold no facts, so anyone who sees anything sees them."""

    def visible_to(self, person: Person) -> Self:
        everywhere, scopes = policy.reach_of(person, Act.SEE)
        return self if everywhere or scopes else self.none()

    def in_force(self, on: date) -> Self:
        """Those that hold on a day, the newest first."""
        return self.live().filter(valid_from__lte=on).order_by("-valid_from", "-id")


class ReportPartQuerySet(TrackedQuerySet):
    """What belongs to a status report: as hidden as a report that the board does not see yet."""

    def visible_to(self, person: Person) -> Self:
        scope = "report__project__scope"
        sees_drafts = policy.where_may(person, Act.SEE_DRAFTS, self.model, scope)
        seen = policy.visible(self, person, scope=scope)
        return seen.filter(Q(report__state=ReportState.SUBMITTED) | sees_drafts)


class ScopedQuerySet(TrackedQuerySet):
    """What is said of a scope of any level."""

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person)


class ProgrammeReportQuerySet(ReportQuerySet):
    scope = "programme__scope"
    main_text = "narrative"

    def waiting_for(self, person: Person) -> Self:
        """Those that a person may accept, and of which they wrote nothing."""
        may = policy.where_may(person, Act.ACCEPT_REPORT, self.model, "programme__scope")
        waiting = self.live().submitted().filter(may, accepted_at=None)
        return waiting.filter(programme__is_archived=False).not_written_by(person)

    def before(self, report: Any) -> Self:
        """The submitted reports of the same programme for earlier periods, the newest first."""
        earlier = self.live().submitted().filter(programme_id=report.programme_id)
        return earlier.filter(period_end__lt=report.period_end).newest_first()

    def newest_first(self) -> Self:
        return self.order_by("programme_id", "-period_end", "-id")
