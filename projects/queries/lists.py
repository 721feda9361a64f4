"""Every project, milestone and status report that a person may see, as the lists over all of them
read them: each with what the list shows, sorts and narrows by, now or at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from audit.queries.moments import value_at
from audit.spelling import alphabetical
from people.models import Person
from programmes.choices import Precision
from programmes.models import Programme
from projects.choices import MilestoneState
from projects.models import Milestone, Project, StatusReport
from projects.queries.projects import day_of
from projects.querysets import NEWEST_FIRST


def in_use(moment: datetime | None) -> QuerySet:
    """The projects that are in use, in programmes that are."""
    programmes = Programme.objects.at(moment).live().order_by().values("id")
    rows: QuerySet = Project.objects.at(moment).live().filter(programme_id__in=programmes)
    return rows


def projects(person: Person, moment: datetime | None) -> QuerySet:
    """With the title of the programme and the latest rating; by programme, in its order."""
    said = StatusReport.objects.of_each(moment, project_id=OuterRef("id")).live().submitted()
    latest = said.order_by(*NEWEST_FIRST)
    rows = in_use(moment).visible_to(person)  # type: ignore[attr-defined]
    return rows.annotate(
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
        rag=Subquery(latest.values("overall_rag")[:1]),
        reported_on=Subquery(latest.values("period_end")[:1]),
    ).order_by(alphabetical("programme_title"), "position", "id")


def of_projects(rows: Any, person: Person, moment: datetime | None) -> QuerySet:
    """Parts of the projects in use that a person may see, with their project and programme."""
    found = rows.at(moment).visible_to(person).live()
    found = found.filter(project_id__in=in_use(moment).order_by().values("id"))
    return found.annotate(
        project_title=value_at(moment, Project, "project_id", "title"),
        project_reference=value_at(moment, Project, "project_id", "reference"),
        project_scope_id=value_at(moment, Project, "project_id", "scope_id"),
        programme_id=value_at(moment, Project, "project_id", "programme_id"),
    ).annotate(
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
    )


def milestones(person: Person, moment: datetime | None) -> QuerySet:
    """With slip and state as `lifecycle` has them; the next one to be reached first."""
    rows = of_projects(Milestone.objects, person, moment)
    baseline, forecast = last("baseline_on"), last("forecast_on")
    expected = Coalesce(forecast, baseline)
    reached = Coalesce(last("actual_on"), forecast)
    is_done = Q(first_actual__lte=day_of(moment))
    states = (
        (is_done, MilestoneState.DONE),
        (Q(expected=None), MilestoneState.UNDATED),
        (Q(expected__lt=day_of(moment)), MilestoneState.OVERDUE),
        (Q(last_baseline__isnull=False, expected__gt=F("last_baseline")), MilestoneState.SLIPPED),
    )
    return rows.annotate(
        expected=expected,
        last_baseline=baseline,
        first_actual=first("actual_on"),
        slip_days=DaysBetween(reached, baseline),
        state=Case(
            *(When(condition, then=Value(state.value)) for condition, state in states),
            default=Value(MilestoneState.ON_TRACK.value),
        ),
    ).order_by(F("expected").asc(nulls_last=True), "id")


def reports(person: Person, moment: datetime | None) -> QuerySet:
    """The submitted ones with who submitted them and when they were accepted; the newest first."""
    rows = of_projects(StatusReport.objects, person, moment).filter(state="submitted")
    return rows.annotate(
        submitted_name=value_at(moment, Person, "submitted_by_id", "name"),
        accepted_on=TruncDate("accepted_at"),
        rag=F("overall_rag"),
    ).order_by(*NEWEST_FIRST)


# --- dates that are known to the month, as `lifecycle.first_day` and `last_day` have them ---------
class LastOfMonth(Func):
    """The last day of a date's month."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "date(%(expressions)s, 'start of month', '+1 month', '-1 day')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(date_trunc('month', %(expressions)s) + interval '1 month - 1 day')::date"
        return self.as_sql(compiler, connection, template=template, **context)


class DaysBetween(Func):
    """The calendar days from the second date to the first; later is positive."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(%(expressions)s AS INTEGER)"
        joiner = ") - julianday("
        sql, params = self.as_sql(
            compiler, connection, template="(julianday(%(expressions)s))", arg_joiner=joiner
        )
        return template % {"expressions": sql}, params

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="(%(expressions)s)", arg_joiner=" - ", **context
        )


def last(name: str) -> Case:
    by_month = When(precision=Precision.MONTH, then=LastOfMonth(F(name)))
    return Case(by_month, default=F(name), output_field=DateField())


def first(name: str) -> Case:
    by_month = When(precision=Precision.MONTH, then=TruncMonth(name, output_field=DateField()))
    return Case(by_month, default=F(name), output_field=DateField())
