"""Every project, milestone and status report that a person may see, for the lists over all
programmes: each with what the list shows, sorts and narrows by, now or at a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate

from audit.queries.moments import value_at
from people.choices import Role
from people.models import Person
from people.seats import holders, seats
from programmes.models import Programme
from projects.choices import LATE, MilestoneState
from projects.models import Milestone, Project, ProjectCategory, StatusReport
from projects.queries.standings import BriefStanding, brief_standings
from projects.querysets import NEWEST_FIRST
from values import clock
from values.partial_dates import UNKNOWN
from values.spelling import alphabetical


def in_use(moment: datetime | None) -> QuerySet:
    """The projects in use, in programmes in use."""
    programmes = Programme.objects.at(moment).live().order_by().values("id")
    rows: QuerySet = Project.objects.at(moment).live().filter(programme_id__in=programmes)
    return rows


def seen_by(person: Person | None, rows: Any) -> Any:
    """The rows that a person may see; all of them for a paper, which says of what it is."""
    return rows if person is None else rows.visible_to(person)


def projects(person: Person | None, moment: datetime | None) -> QuerySet:
    """With the title of the programme and the latest rating; by programme, in its order."""
    rows: QuerySet = seen_by(person, in_use(moment))
    return (
        with_rating(rows, moment)
        .annotate(
            programme_title=value_at(moment, Programme, "programme_id", "title"),
            programme_reference=value_at(moment, Programme, "programme_id", "reference"),
            category_title=value_at(moment, ProjectCategory, "category_id", "title"),
        )
        .order_by(alphabetical("programme_title"), "position", "id")
    )


def with_rating(projects: QuerySet, moment: datetime | None) -> QuerySet:
    """Projects with their latest rating, the one before it, and the end of the latest period."""
    latest = StatusReport.objects.of_project(moment)
    return projects.annotate(
        rag=Subquery(latest.values("overall_rag")[:1]),
        before=Subquery(latest.values("overall_rag")[1:2]),
        reported_on=Subquery(latest.values("period_end")[:1]),
    )


def of_programme(person: Person, programme: Programme, moment: datetime | None) -> QuerySet:
    """The projects of a programme that a person may see, archived ones too, in its order."""
    rows: Any = Project.objects.ever_in(programme).at(moment) if moment else Project.objects
    rows = rows.filter(programme_id=programme.pk).visible_to(person)
    found: QuerySet = with_rating(rows.in_order(), moment).annotate(
        category_title=value_at(moment, ProjectCategory, "category_id", "title"),
        parent_title=value_at(moment, Project, "parent_id", "title", person),
    )
    return found


def with_leads(rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
    """The rows of projects with those who lead each. One query."""
    lead = Role.PROJECT_LEAD
    held = seats([row["scope_id"] for row in rows], moment, role=lead)
    for row in rows:
        row["leads"] = ", ".join(holders(held[row["scope_id"]], lead))
    return rows


def with_standing(rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
    """The same, with how each stands by its reports. One more query."""
    standing = brief_standings([row["id"] for row in rows], moment)
    for row in with_leads(rows, moment):
        row["standing"] = standing.get(row["id"], BriefStanding())
        row["strip"] = row["standing"].strip
    return rows


def of_projects(rows: Any, person: Person | None, moment: datetime | None) -> QuerySet:
    """Parts of the projects in use that a person may see, with their project and programme."""
    parts: QuerySet = seen_by(person, rows.at(moment).live())
    parts = parts.filter(project_id__in=in_use(moment).order_by().values("id"))
    return parts.annotate(
        project_title=value_at(moment, Project, "project_id", "title"),
        project_reference=value_at(moment, Project, "project_id", "reference"),
        project_scope_id=value_at(moment, Project, "project_id", "scope_id"),
        programme_id=value_at(moment, Project, "project_id", "programme_id"),
    ).annotate(
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
    )


def milestones(person: Person | None, moment: datetime | None) -> QuerySet:
    """Those of projects in use, and of programmes in use themselves. With slip and state as in
    `lifecycle.timing`; the next one to be reached first."""
    on = clock.day_of(moment)
    rows = seen_by(person, Milestone.objects.at(moment).live())
    programmes = Programme.objects.at(moment).live().order_by().values("id")
    projects = in_use(moment).order_by().values("id")
    rows = rows.filter(Q(project_id__in=projects) | Q(programme_id__in=programmes))
    rows = rows.annotate(
        project_title=value_at(moment, Project, "project_id", "title"),
        project_reference=value_at(moment, Project, "project_id", "reference"),
        whole_id=Coalesce(
            "programme_id",
            value_at(moment, Project, "project_id", "programme_id"),
            output_field=BigIntegerField(),
        ),
    ).annotate(
        programme_title=value_at(moment, Programme, "whole_id", "title"),
        programme_reference=value_at(moment, Programme, "whole_id", "reference"),
        owner_name=value_at(moment, Person, "owner_id", "name"),
    )
    return with_timing(rows, on).order_by(F("expected").asc(nulls_last=True), "id")


def reports(person: Person | None, moment: datetime | None) -> QuerySet:
    """Submitted reports with who submitted them and when they were accepted; the newest first."""
    rows = of_projects(StatusReport.objects, person, moment).filter(state="submitted")
    return rows.annotate(
        submitted_name=value_at(moment, Person, "submitted_by_id", "name"),
        accepted_on=TruncDate("accepted_at"),
        rag=F("overall_rag"),
    ).order_by(*NEWEST_FIRST)


# --- slip and state, as `lifecycle.timing` works them out -----------------------------------------
# A date is a text of two days, its first and its last: 2012-11-01/2012-11-30. This is plain SQL,
# since building it from expressions would take longer than running it.
IS_DONE = "({actual} IS NOT NULL AND substr({actual}, 1, 10) <= {today})"
IS_OVERDUE = "({expected} IS NOT NULL AND substr({expected}, 12, 10) < {today})"
IS_PROMISED = "({baseline} IS NOT NULL AND substr({baseline}, 12, 10) < {today})"
STATE = f"""CASE WHEN {IS_DONE} THEN '{MilestoneState.DONE.value}'
    WHEN {{expected}} IS NULL THEN '{MilestoneState.UNDATED.value}'
    WHEN {IS_OVERDUE} THEN '{MilestoneState.OVERDUE.value}'
    WHEN substr({{forecast}}, 1, 10) > substr({{baseline}}, 12, 10)
        THEN '{MilestoneState.SLIPPED.value}'
    ELSE '{MilestoneState.ON_TRACK.value}' END"""
SINCE = f"""CASE WHEN {IS_DONE} OR NOT {IS_OVERDUE} OR {IS_PROMISED} THEN {{baseline}}
    ELSE {{expected}} END"""
UNTIL = f"""CASE WHEN {IS_DONE} THEN {{actual}}
    WHEN {IS_OVERDUE} THEN {{today}} || '/' || {{today}} ELSE {{forecast}} END"""
SLIP = f"""(SELECT CASE WHEN s.since = '{UNKNOWN}' OR s.until = '{UNKNOWN}' THEN NULL
    WHEN substr(s.until, 1, 10) <= substr(s.since, 12, 10)
        AND substr(s.since, 1, 10) <= substr(s.until, 12, 10) THEN 0
    ELSE {{until_middle}} - {{since_middle}} END
    FROM (SELECT {SINCE} AS since, {UNTIL} AS until) s)"""  # noqa: S608  only ours
DAY_NUMBER = {
    "sqlite": "CAST(julianday({}) + 0.5 AS INTEGER)",
    "postgresql": "(({})::date - '0001-01-01'::date)",
}


class Standing(Func):
    """SQL that works out how a milestone stands on a day, from its three dates."""

    def __init__(self, says: str, on: date, output_field: Any) -> None:
        super().__init__("baseline_on", "forecast_on", "actual_on", output_field=output_field)
        self.says, self.today = says, f"'{on.isoformat()}'"

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        dates = [compiler.compile(source)[0] for source in self.get_source_expressions()]
        baseline, forecast, actual = dates
        since, until = (_middle(of, connection.vendor) for of in ("s.since", "s.until"))
        sql = self.says.format(
            baseline=baseline,
            forecast=forecast,
            actual=actual,
            expected=f"coalesce({forecast}, {baseline})",
            today=self.today,
            since_middle=since,
            until_middle=until,
        )
        return sql, []


def _middle(text: str, vendor: str) -> str:
    first, last = (DAY_NUMBER[vendor].format(f"substr({text}, {at}, 10)") for at in (1, 12))
    return f"({first} + ({last} - {first}) / 2)"


def with_timing(rows: QuerySet, on: date) -> QuerySet:
    """Milestones with their `state` and `slip_days` on a day, for a list that sorts and narrows by
    them. A test checks that this and `lifecycle.timing` agree."""
    return rows.annotate(
        on=Value(on, DateField()),
        expected=Coalesce("forecast_on", "baseline_on", output_field=CharField()),
        state=Standing(STATE, on, CharField()),
        slip_days=Standing(SLIP, on, IntegerField()),
    )


def with_late_span(rows: QuerySet, on: date) -> QuerySet:
    """Milestones that are late on a day, each with the dates that its slip lies between, as they
    are kept: to work it out for many takes the database longer than to read them."""
    late = rows.annotate(
        expected=Coalesce("forecast_on", "baseline_on", output_field=CharField()),
        state=Standing(STATE, on, CharField()),
    ).filter(state__in=LATE)
    return late.annotate(
        since=Standing(SINCE, on, CharField()), until=Standing(UNTIL, on, CharField())
    )
