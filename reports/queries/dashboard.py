"""What a board reads before its meeting: one programme at one moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from audit.queries.changes import changes_between
from benefits.queries import BenefitRow, SavingsRow, benefit_rows, savings_rows
from people.comparison import Line, Tone
from people.moments import end_of
from programmes.queries import ProgrammeRow
from projects.comparison import milestone_lines, place_of
from projects.models import Milestone
from projects.queries import (
    MILESTONE,
    MilestoneRow,
    ProjectRow,
    ReportRow,
    StripCell,
    by_project,
    project_rows,
    reports,
    strip,
)

WORST_FIRST = {"red": 0, "amber": 1, "green": 2, "": 3}
WORSE_FIRST = {Tone.WORSE: 0, Tone.BETTER: 1, Tone.NEUTRAL: 2}
MOST_MOVES = 15
"""Milestones of which a dashboard tells; all of them stand in the comparison of two dates."""


@dataclass(frozen=True)
class Standing:
    """A project on the dashboard: how it stands, and how it stood one report before."""

    project: ProjectRow
    latest: ReportRow | None
    before: ReportRow | None
    strip: list[StripCell]

    @property
    def rag(self) -> str:
        return self.latest.overall.rag if self.latest else ""

    @property
    def moved(self) -> bool:
        return bool(self.latest and self.before and self.rag != self.before.overall.rag)


@dataclass(frozen=True)
class Dashboard:
    programme: ProgrammeRow
    standings: list[Standing]
    counts: list[tuple[str, int]]
    since: date | None
    moves: list[Line]
    slipped: list[MilestoneRow]
    benefits: list[BenefitRow]
    savings: list[SavingsRow]

    @property
    def worrying(self) -> list[Standing]:
        """The red projects, then the amber ones."""
        return [s for s in self.by_urgency if s.rag in ("red", "amber")]

    @property
    def by_urgency(self) -> list[Standing]:
        return sorted(self.standings, key=lambda standing: WORST_FIRST[standing.rag])

    @property
    def rating_moves(self) -> list[Standing]:
        return [s for s in self.by_urgency if s.moved]

    @property
    def moves_told(self) -> list[Line]:
        """What became worse comes first."""
        return sorted(self.moves, key=lambda line: WORSE_FIRST[line.tone])[:MOST_MOVES]

    @property
    def moves_left_out(self) -> int:
        return len(self.moves) - len(self.moves_told)

    @property
    def newest(self) -> date | None:
        ends = [s.latest.period_end for s in self.standings if s.latest]
        return max(ends, default=None)


def dashboard(programme: ProgrammeRow, moment: datetime | None) -> Dashboard:
    """Everything on the dashboard of a programme at a moment; the number of queries does not
    depend on how much there is."""
    projects = project_rows([programme.id], moment)
    ids = [project.id for project in projects]
    said = reports(ids, moment, with_names=False)
    standings = [_standing(project, said[project.id]) for project in projects]
    since = _since(standings)
    now, moves = _milestones(projects, since, moment)
    return Dashboard(
        programme=programme,
        standings=standings,
        counts=_counts(standings),
        since=since,
        moves=moves,
        slipped=_slipped(projects, now),
        benefits=benefit_rows([programme.id], moment, in_brief=True),
        savings=savings_rows([programme.id], moment, in_brief=True),
    )


def _milestones(
    projects: list[ProjectRow], since: date | None, moment: datetime | None
) -> tuple[dict[int, list[MilestoneRow]], list[Line]]:
    """The milestones of projects, and what is new of them since a day. Two queries."""
    ids = {project.id for project in projects}
    rows = Milestone.objects.at(moment, project_id__in=ids).live().in_order()
    if since is None:
        return by_project(rows.values_list(*MILESTONE, named=True), moment), []
    start = end_of(since)
    changes = changes_between(start, moment, [project.scope_id for project in projects])
    changed = changes.filter(kind=Milestone._meta.label_lower).order_by().values("record_id")
    marked = rows.annotate(is_new=Q(id__in=changed))
    found = list(marked.values_list(*MILESTONE, "is_new", named=True))
    now, new = by_project(found, moment), {row.id for row in found if row.is_new}
    news = {key: [row for row in told if row.id in new] for key, told in now.items()}
    then = Milestone.objects.filter(pk__among=changed).at(start)
    before = then.filter(project_id__in=ids).live().in_order()
    old = by_project(before.values_list(*MILESTONE, named=True), start)
    places = {project.id: place_of(project) for project in projects}
    return now, milestone_lines(projects, places, old, news)


def _standing(project: ProjectRow, said: list[ReportRow]) -> Standing:
    return Standing(
        project=project,
        latest=said[0] if said else None,
        before=said[1] if len(said) > 1 else None,
        strip=strip(said),
    )


def _since(standings: list[Standing]) -> date | None:
    """The end of the period before the newest one: what changed after it is news."""
    return max((s.before.period_end for s in standings if s.before), default=None)


def _counts(standings: list[Standing]) -> list[tuple[str, int]]:
    counted = Counter(standing.rag for standing in standings)
    return [(rag, counted[rag]) for rag in WORST_FIRST]


def _slipped(projects: list[ProjectRow], now: dict[int, list[MilestoneRow]]) -> list[MilestoneRow]:
    """Milestones to come, or overdue, that are later than their baseline; the latest first."""
    late = [
        replace(row, scope=project.title)
        for project in projects
        for row in now.get(project.id, [])
        if row.is_late
    ]
    return sorted(late, key=lambda found: -(found.slip_days or 0))
