"""How all projects of many programmes stand, for the page of all programmes: the database counts,
and no report, and no milestone but the few that are named, is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from heapq import nsmallest
from typing import Any, NamedTuple

from django.db.models import Q, Subquery

from projects.models import Milestone, Project, StatusReport
from projects.queries.lists import with_late_span
from projects.queries.milestone_rows import MilestoneRow, milestone_row
from values import clock
from values.partial_dates import PartialDate, gap


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
    rows: Any = Project.objects.at(moment).live().filter(programme_id__listed=programmes)
    rows = rows.annotate(rag=Subquery(latest[:1]), before=Subquery(latest[1:2])).in_order()
    facts = rows.values_list(
        "id", "programme_id", "reference", "title", "scope_id", "rag", "before"
    )
    return [
        RatedProject(key, programme, reference, title, scope, rag or "", before or "")
        for key, programme, reference, title, scope, rag, before in facts
    ]


def late_milestones(
    projects: Collection[RatedProject],
    programmes: Collection[int],
    moment: datetime | None,
    most: int,
) -> tuple[Counter[int], list[tuple[int, MilestoneRow]]]:
    """How many milestones are late at a moment, by programme: its own and those of these projects.
    And of these at most so many that are latest, each with the scope that it belongs to. Two
    queries."""
    programme_of = {project.id: project.programme_id for project in projects}
    on = clock.day_of(moment)
    theirs = Q(programme_id__listed=programmes) | Q(project_id__listed=programme_of)
    late = with_late_span(Milestone.objects.at(moment).live().filter(theirs), on).order_by()
    found = list(late.values_list("programme_id", "project_id", "since", "until", "id"))
    counts = Counter(programme or programme_of[project] for programme, project, *_rest in found)
    days = {span: _days(*span) for span in {(since, until) for _, _, since, until, _ in found}}
    latest = nsmallest(most, ((-days[since, until], key) for _, _, since, until, key in found))
    rows = Milestone.objects.at(moment, id__in=[key for _days, key in latest])
    by_key = {row.id: row for row in rows}
    in_order = (by_key[key] for _days, key in latest)
    return counts, [(row.scope_id, milestone_row(row, on)) for row in in_order]


def _days(since: str, until: str) -> int:
    late = gap(PartialDate.from_iso(since), PartialDate.from_iso(until))
    return late.days if late else 0
