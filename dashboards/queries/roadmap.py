"""The roadmap of a programme or a project: milestones, dependencies, gates and meetings over the
time in which anything is still to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.queries import roadmap_lanes as lanes
from dashboards.queries.roadmap_lanes import Time, day_of_milestone
from documents.charts import Chart
from documents.lanes import Lane, Lanes
from documents.tree import Column, Table
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.models import Programme
from programmes.queries import ProgrammeRow, phases, programme_at
from projects.choices import MilestoneState
from projects.models import Project
from projects.queries import (
    MilestoneRow,
    ProjectRow,
    milestones_in,
    parent_and_parts,
    project_at,
    project_rows,
)
from values import words
from values.clock import day_of

BEHIND = timedelta(days=45)
"""How far a roadmap looks back."""
SHORTEST = timedelta(days=180)
LONGEST = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Roadmap:
    """What is drawn, None where nothing has a day; and the milestones without a day."""

    chart: Chart | None
    undated: list[MilestoneRow]


def roadmap_chart(scope: Scope, person: Person, moment: datetime | None) -> Chart | None:
    """The chart of a programme or a project, by its scope."""
    if scope.kind == ScopeKind.PROGRAMME:
        programme = Programme.objects.get(scope=scope)
        return roadmap(programme_at(programme, moment), person, moment).chart
    if scope.kind == ScopeKind.PROJECT:
        project = Project.objects.get(scope=scope)
        return project_roadmap(project_at(project, moment), person, moment).chart
    return None


def roadmap(programme: ProgrammeRow, person: Person, moment: datetime | None) -> Roadmap:
    """Of a programme. The number of queries does not depend on the number of records."""
    projects = project_rows([programme.id], moment)
    titles = {programme.scope_id: _("The programme itself")}
    titles |= {project.scope_id: project.title for project in projects}

    def around(time: Time) -> Iterator[Lane]:
        found = phases(programme.id, moment)
        spans = ((phase.starts_on, phase.ends_on, phase.title) for phase in found)
        yield from lanes.span_lane(_("Phases"), spans, time)

    keys = [project.id for project in projects]
    return _roadmap(titles, keys, programme.id, around, person, moment)


def project_roadmap(project: ProjectRow, person: Person, moment: datetime | None) -> Roadmap:
    """Of a project and those that are part of it, as far as a person may see them."""
    _parent, parts = parent_and_parts(project, person, moment)
    projects = [project, *parts]
    titles = {each.scope_id: each.title for each in projects}

    def around(time: Time) -> Iterator[Lane]:
        spans = [(project.starts_on, project.expected_end_on, project.stage_words)]
        yield from lanes.span_lane(_("The project"), spans, time)

    keys = [each.id for each in projects]
    return _roadmap(titles, keys, project.programme_id, around, person, moment)


def _roadmap(
    titles: Mapping[int, str],
    projects: list[int],
    programme_id: int,
    around: Callable[[Time], Iterable[Lane]],
    person: Person,
    moment: datetime | None,
) -> Roadmap:
    """`titles` are those of the lanes of milestones, by scope; `around` gives the first lanes."""
    found = milestones_in(titles, moment)
    rows = [replace(row, scope=title) for key, title in titles.items() for row in found[key]]
    rows.sort(key=lambda row: (day_of_milestone(row) or date.max, row.id))
    time = _time(rows, moment)
    shown = [row for row in rows if _is_within(row, time)]
    drawn = (
        *around(time),
        *lanes.milestone_lanes(shown, time),
        *lanes.dependency_lane(titles, person, time),
        *lanes.gate_lane(projects, person, time),
        *lanes.meeting_lane(programme_id, person, time),
    )
    chart = _chart(drawn, shown, time) if drawn else None
    return Roadmap(chart, [row for row in rows if day_of_milestone(row) is None])


def _time(rows: Iterable[MilestoneRow], moment: datetime | None) -> Time:
    today = day_of(moment)
    days = [on for row in rows if (on := day_of_milestone(row)) and on >= today]
    last = max([*days, today + SHORTEST])
    first = (today - BEHIND).replace(day=1)
    return Time(first, min(last + timedelta(days=20), today + LONGEST), moment)


def _is_within(row: MilestoneRow, time: Time) -> bool:
    """Whether a milestone has its place: what is overdue has one however long ago it was due."""
    on = day_of_milestone(row)
    if on is None or on > time.last:
        return False
    return on >= time.first or row.state != MilestoneState.DONE


def _chart(drawn: tuple[Lane, ...], shown: list[MilestoneRow], time: Time) -> Chart:
    late = sum(row.is_late for row in shown)
    facts = {"n": len(shown), "late": late, "day": words.day(time.last)}
    headline = ngettext(
        "%(n)d milestone until %(day)s", "%(n)d milestones until %(day)s", len(shown)
    )
    behind = ngettext("%(late)d later than agreed", "%(late)d later than agreed", late)
    return Chart(
        headline=f"{headline % facts}; {behind % facts}.",
        sentence=_(
            "Diamonds are milestones and dependencies: filled on the day now expected, hollow on "
            "the day first agreed or needed. Squares are gates, rings are meetings; the upright "
            "line is the day of this page."
        ),
        source=_("Source: plans, dependencies, gate reviews and meetings."),
        table=_table(drawn),
        drawn=Lanes(time.first, time.last, day_of(time.moment), drawn),
    )


def _table(drawn: Iterable[Lane]) -> Table:
    rows = []
    for lane in drawn:
        for span in lane.spans:
            days = _("%(first)s to %(last)s")
            facts = {"first": words.day(span.first), "last": words.day(span.last)}
            rows.append((lane.label, span.said, days % facts, ""))
        for mark in lane.marks:
            rows.append((lane.label, mark.words, words.day(mark.on), words.day(mark.agreed)))
    labels = (_("Of"), _("What"), _("When"), _("First agreed or needed"))
    columns = tuple(Column(label) for label in labels)
    return Table(caption=_("What is on the roadmap"), columns=columns, rows=tuple(rows))
