"""How all projects of many programmes stand: read by the page of all programmes, so each fact is
counted by the database, and no report or milestone is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, Subquery

from projects.choices import LATE
from projects.models import Milestone, Project, StatusReport
from projects.queries.lists import with_timing
from values import clock


class RatedProject(NamedTuple):
    """A project with the rating of its latest report, and of the one before it; "" without one."""

    id: int
    programme_id: int
    reference: str
    title: str
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
        "id", "programme_id", "reference", "title", "rag", "before"
    )
    return [
        RatedProject(key, programme, reference, title, rag or "", before or "")
        for key, programme, reference, title, rag, before in facts
    ]


def late_milestones(
    projects: Collection[RatedProject], programmes: Collection[int], moment: datetime | None
) -> Counter[int]:
    """How many milestones are late at a moment, by programme: its own and those of these projects.
    One query."""
    programme_of = {project.id: project.programme_id for project in projects}
    theirs = Q(programme_id__in=programmes) | Q(project_id__in=programme_of)
    rows = with_timing(Milestone.objects.at(moment).live().filter(theirs), clock.day_of(moment))
    late = rows.filter(state__in=LATE).order_by().values_list("programme_id", "project_id")
    counts: Counter[int] = Counter()
    for programme, project, count in late.annotate(count=Count("id")):
        counts[programme or programme_of[project]] += count
    return counts
