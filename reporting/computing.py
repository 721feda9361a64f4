"""What a project would be rated by the rules alone: one function for each rule, which counts
something in the records; the thresholds are data (`RatingRule`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.models import Benefit
from benefits.queries.measures import indicators_in_brief
from money.queries.cost import cost_of
from programmes.choices import RAGS, Rag
from projects.choices import LATE, OVERALL, Dimension, MilestoneState
from projects.contributed import Computed
from projects.lifecycle import Timing, timing
from projects.models import Milestone, Project
from registers.models import ChangeRequest, Risk
from registers.queries.matrices import matrices
from registers.queries.risks import is_above
from reporting.choices import RuleKey
from reporting.models import RatingRule
from values import clock, words


@dataclass(frozen=True)
class Measure:
    """What a rule has counted, and in words; `number` is None where there is nothing to count."""

    number: int | None
    words: str


def _timings(project: Project, on: date) -> list[tuple[str, Timing]]:
    rows = Milestone.objects.live().filter(project=project).in_order()
    return [
        (row.title, timing(row.baseline_on, row.forecast_on, row.actual_on, on)) for row in rows
    ]


def slip(project: Project, on: date) -> Measure:
    """The longest time by which a milestone that is still to reach is later than agreed, in
    days."""
    found = _timings(project, on)
    late = [(t.slip.days, name) for name, t in found if t.state in LATE and t.slip]
    if not late:
        return Measure(0 if found else None, _("no milestone is later than agreed"))
    most, name = max(late)
    facts = {"title": name, "days": words.days(most)}
    return Measure(most, _("“%(title)s” is %(days)s later than agreed") % facts)


def overdue(project: Project, on: date) -> Measure:
    """How many milestones should have been reached."""
    found = _timings(project, on)
    count = sum(t.state == MilestoneState.OVERDUE for _name, t in found)
    said = ngettext("%(n)d milestone is overdue", "%(n)d milestones are overdue", count)
    return Measure(count if found else None, said % {"n": count})


def changes(project: Project, on: date) -> Measure:
    """How many change requests wait for a decision."""
    rows = ChangeRequest.objects.live().open().filter(scope=project.scope_id)
    count = rows.count()
    said = ngettext("%(n)d change request waits", "%(n)d change requests wait", count)
    return Measure(count or None, said % {"n": count})


def benefits(project: Project, on: date) -> Measure:
    """How many measures of the project's benefits are red."""
    theirs = Benefit.objects.live().filter(project=project)
    keys = set(theirs.values_list("pk", flat=True))
    if not keys:
        return Measure(None, "")
    rated = [
        row.rag
        for row in indicators_in_brief(project.programme_id, None)
        if row.benefit_id in keys and row.rag
    ]
    count = rated.count(Rag.RED)
    said = ngettext("%(n)d measure is Red", "%(n)d measures are Red", count)
    return Measure(count if rated else None, said % {"n": count})


def risks(project: Project, on: date) -> Measure:
    """How many open risks are above the appetite."""
    names = ("kind", "matrix_id", "current_likelihood", "current_impact")
    rows = list(Risk.objects.live().open().filter(scope=project.scope_id).values(*names))
    scales = matrices(None).by_key if rows else {}
    count = sum(is_above(row, scales.get(row["matrix_id"])) for row in rows)
    said = ngettext("%(n)d risk is above the appetite", "%(n)d risks are above the appetite", count)
    return Measure(count if rows else None, said % {"n": count})


MEASURES: dict[str, tuple[str, Callable[[Project, date], Measure]]] = {
    RuleKey.SLIP: (Dimension.SCHEDULE, slip),
    RuleKey.OVERDUE: (Dimension.SCHEDULE, overdue),
    RuleKey.CHANGES: (Dimension.SCOPE, changes),
    RuleKey.BENEFITS: (Dimension.BENEFITS, benefits),
    RuleKey.RISKS: (OVERALL, risks),
}
"""The dimension that each rule rates, and the function that counts."""


def rules_on(on: date) -> list[RatingRule]:
    """The rule of each kind that holds on a day. One query."""
    newest: dict[str, RatingRule] = {}
    for rule in RatingRule.objects.in_force(on):
        newest.setdefault(rule.key, rule)
    return [newest[key] for key in RuleKey.values if key in newest]


def rated(rule: RatingRule, number: int) -> str:
    """What a rule makes of a number."""
    if number >= rule.red_from:
        return Rag.RED
    return Rag.AMBER if number >= rule.amber_from else Rag.GREEN


def compute(project: Project) -> dict[str, Computed]:
    """What the rules of today work out for a project: each dimension as the worst of its rules, and
    the whole as the worst of everything. Cost is rated by the tolerance of variances. Nothing is
    worked out before a council has any rule."""
    on = clock.today()
    found: dict[str, list[Computed]] = {}
    rules = rules_on(on)
    if not rules:
        return {}
    for rule in rules:
        dimension, measure = MEASURES[rule.key]
        counted = measure(project, on)
        if counted.number is not None:
            said = Computed(rated(rule, counted.number), counted.words)
            found.setdefault(dimension, []).append(said)
    cost = cost_of(project.scope_id)
    if cost.rag:
        found[Dimension.COST] = [Computed(cost.rag, cost.words)]
    every = [said for several in found.values() for said in several]
    parts = {name: worst(several) for name, several in found.items() if name != OVERALL}
    return {OVERALL: worst(every), **parts} if every else {}


def worst(several: list[Computed]) -> Computed:
    """The worst of some ratings, with what it stands on."""
    return min(several, key=lambda said: RAGS.index(said.rag))
