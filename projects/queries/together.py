"""How all projects of many programmes stand, for the page of all programmes: the database counts,
and no report, and no milestone but the few that are named, is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, Subquery

from projects.choices import LATE
from projects.models import Milestone, Project, StatusReport
from projects.queries.lists import with_timing
from projects.queries.milestone_rows import MilestoneRow, milestone_row
from values import clock


class RatedProject(NamedTuple):
    """A project with the rating of its latest report, and of the one before it; "" without one."""

    id: int
    programme_id: int
    reference: str
    title: str
    scope_id: int
    rag: str
    before: str

    @property
    def has_moved(self) -> bool:
        return bool(self.rag and self.before and self.rag != self.before)


def rated_projects(programmes: Collection[int], moment: datetime | None) -> list[RatedProject]:
    """The projects in use of these programmes at a moment, in their order. One query."""
    latest = StatusReport.objects.of_project(moment).values("overall_rag")
    rows = Project.objects.at(moment, programme_id__in=programmes).live().in_order()
    facts = rows.annotate(rag=Subquery(latest[:1]), before=Subquery(latest[1:2])).values_list(
        "id", "programme_id", "reference", "title", "scope_id", "rag", "before"
    )
    return [
        RatedProject(key, programme, reference, title, scope, rag or "", before or "")
        for key, programme, reference, title, scope, rag, before in facts
    ]


def late_milestones(
    projects: Collection[RatedProject], programmes: Collection[int], moment: datetime | None
) -> Counter[int]:
    """How many milestones are late at a moment, by programme: its own and those of these projects.
    One query."""
    programme_of = {project.id: project.programme_id for project in projects}
    rows = _late(programme_of, programmes, moment)
    late = rows.order_by().values_list("programme_id", "project_id")
    counts: Counter[int] = Counter()
    for programme, project, count in late.annotate(count=Count("id")):
        counts[programme or programme_of[project]] += count
    return counts


def slipped_most(
    projects: Collection[RatedProject],
    programmes: Collection[int],
    moment: datetime | None,
    most: int,
) -> list[tuple[int, MilestoneRow]]:
    """Of the same milestones those that are latest, each with the scope that it belongs to. One
    query."""
    rows = _late([project.id for project in projects], programmes, moment)
    rows = rows.order_by("-slip_days", "id")[:most]
    on = clock.day_of(moment)
    return [(row.scope_id, milestone_row(row, on)) for row in rows]


def _late(projects: Collection[int], programmes: Collection[int], moment: datetime | None) -> Any:
    theirs = Q(programme_id__in=programmes) | Q(project_id__in=projects)
    rows = Milestone.objects.at(moment).live().filter(theirs)
    return with_timing(rows, clock.day_of(moment)).filter(state__in=LATE)
