"""The rules of tolerances: one class each. It says how far a programme or a project is expected to
stray, and because of what. A kind of tolerance that is added later is one more class here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.choices import ToleranceKind
from people.models import Scope
from programmes.queries import scopes_within
from projects.models import Milestone, Project
from projects.queries import milestones_in
from registers.choices import RiskKind
from registers.models import Risk


@dataclass(frozen=True)
class Forecast:
    """How far it is expected to stray, and because of what."""

    value: int
    cause: str


WITHIN = Forecast(0, "")


class ToleranceRule:
    kind: ClassVar[ToleranceKind]
    moved_by: ClassVar[tuple[type[Any], ...]]
    """The kinds of record that move its forecast."""

    def forecast(self, scope: Scope) -> Forecast:
        raise NotImplementedError

    def in_words(self, value: int) -> str:
        raise NotImplementedError


class Time(ToleranceRule):
    """By how many days the latest milestone is expected after its baseline."""

    kind, moved_by = ToleranceKind.TIME, (Milestone,)

    def forecast(self, scope: Scope) -> Forecast:
        found = milestones_in(_scopes(scope), None)
        late = [
            (row.slip_days, row.title)
            for rows in found.values()
            for row in rows
            if row.actual is None and row.forecast is not None and row.slip_days is not None
        ]
        days, title = max(late, default=(0, ""))
        return Forecast(days, title) if days > 0 else WITHIN

    def in_words(self, value: int) -> str:
        return ngettext("%(n)d day late", "%(n)d days late", value) % {"n": value}


class ScopeLeftOut(ToleranceRule):
    """How many milestones were left out after their baseline had been agreed."""

    kind, moved_by = ToleranceKind.SCOPE, (Milestone,)

    def forecast(self, scope: Scope) -> Forecast:
        within = scopes_within(scope.pk, None)
        of_live = Q(project=None) | Q(project__is_archived=False)
        gone = Milestone.objects.filter(of_live, scope_id__in=within, is_archived=True)
        titles = list(gone.exclude(baseline_on=None).order_by("id").values_list("title", flat=True))
        return Forecast(len(titles), "; ".join(titles)[:400]) if titles else WITHIN

    def in_words(self, value: int) -> str:
        said = ngettext("%(n)d milestone left out", "%(n)d milestones left out", value)
        return said % {"n": value}


class RiskScore(ToleranceRule):
    """The highest score of an open threat."""

    kind, moved_by = ToleranceKind.RISK, (Risk,)

    def forecast(self, scope: Scope) -> Forecast:
        open_ones = Risk.objects.live().filter(kind=RiskKind.THREAT)
        open_ones = open_ones.exclude(state__in=Risk.closed_states)
        rows = open_ones.filter(scope_id__in=scopes_within(scope.pk, None))
        rows = rows.filter(current_likelihood__isnull=False)
        rows = rows.annotate(score=F("current_likelihood") * F("current_impact"))
        worst = rows.order_by("-score", "id").first()
        return Forecast(worst.score, worst.title) if worst else WITHIN

    def in_words(self, value: int) -> str:
        return _("a score of %(n)d") % {"n": value}


RULES: dict[str, ToleranceRule] = {
    rule.kind.value: rule for rule in (Time(), ScopeLeftOut(), RiskScore())
}


def _scopes(scope: Scope) -> list[int]:
    """The scope, and those of the projects in use that lie in it, by key."""
    within = scopes_within(scope.pk, None)
    rows = Project.objects.live().filter(scope_id__in=within)
    return [scope.pk, *rows.values_list("scope_id", flat=True)]
