"""Every project, milestone and status report that a person may see, as the lists over all of them
read them: each with what the list shows, sorts and narrows by, now or at a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Substr, TruncDate

from audit.queries.moments import value_at
from people.models import Person
from programmes.models import Programme
from projects.choices import MilestoneState
from projects.models import Milestone, Project, StatusReport
from projects.queries.projects import day_of
from projects.querysets import NEWEST_FIRST
from values.partial_dates import UNKNOWN
from values.spelling import alphabetical


def in_use(moment: datetime | None) -> QuerySet:
    """The projects that are in use, in programmes that are."""
    programmes = Programme.objects.at(moment).live().order_by().values("id")
    rows: QuerySet = Project.objects.at(moment).live().filter(programme_id__in=programmes)
    return rows


def seen_by(person: Person | None, rows: Any) -> Any:
    """The rows that a person may see; all of them for a paper, which says of what it is."""
    return rows if person is None else rows.visible_to(person)


def projects(person: Person | None, moment: datetime | None) -> QuerySet:
    """With the title of the programme and the latest rating; by programme, in its order."""
    latest = StatusReport.objects.of_project(moment)
    rows: QuerySet = seen_by(person, in_use(moment))
    return rows.annotate(
        programme_title=value_at(moment, Programme, "programme_id", "title"),
        programme_reference=value_at(moment, Programme, "programme_id", "reference"),
        rag=Subquery(latest.values("overall_rag")[:1]),
        reported_on=Subquery(latest.values("period_end")[:1]),
    ).order_by(alphabetical("programme_title"), "position", "id")


def of_projects(rows: Any, person: Person | None, moment: datetime | None) -> QuerySet:
    """Parts of the projects in use that a person may see, with their project and programme."""
    found: QuerySet = seen_by(person, rows.at(moment).live())
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


def milestones(person: Person | None, moment: datetime | None) -> QuerySet:
    """With slip and state as `lifecycle.timing` has them; the next one to be reached first."""
    on = day_of(moment)
    rows = of_projects(Milestone.objects, person, moment)
    return with_timing(rows, on).order_by(F("expected").asc(nulls_last=True), "id")


def reports(person: Person | None, moment: datetime | None) -> QuerySet:
    """The submitted ones with who submitted them and when they were accepted; the newest first."""
    rows = of_projects(StatusReport.objects, person, moment).filter(state="submitted")
    return rows.annotate(
        submitted_name=value_at(moment, Person, "submitted_by_id", "name"),
        accepted_on=TruncDate("accepted_at"),
        rag=F("overall_rag"),
    ).order_by(*NEWEST_FIRST)


# --- slip and state, as `lifecycle.timing` works them out -----------------------------------------
# A date is a text of two days, its first and its last: 2012-11-01/2012-11-30.
NOT_KNOWN = UNKNOWN.isoformat()


class DayNumber(Func):
    """The number of a day, written in ISO, in a count of days that goes on."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(julianday(%(expressions)s) + 0.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "((%(expressions)s)::date - '0001-01-01'::date)"
        return self.as_sql(compiler, connection, template=template, **context)


def with_timing(rows: QuerySet, on: date) -> QuerySet:
    """Milestones with their `state` and `slip_days` on a day. Nothing else says how they stand
    where a list sorts and narrows by it; a test holds that both say the same."""
    today = on.isoformat()
    baseline, forecast, actual = (_text(F(f"{n}_on")) for n in ("baseline", "forecast", "actual"))
    rows = rows.annotate(expected=Coalesce(forecast, baseline), on=Value(on, DateField()))
    rows = rows.annotate(
        reached_first=_first(actual), expected_last=_last("expected"), promised_last=_last(baseline)
    )
    is_done = Q(actual_on__isnull=False, reached_first__lte=today)
    is_overdue = Q(expected__isnull=False, expected_last__lt=today)
    is_promised = is_overdue & Q(baseline_on__isnull=False, promised_last__lt=today)
    since = Case(
        When(is_done | is_promised | ~is_overdue, then=baseline),
        default=F("expected"),
        output_field=CharField(),
    )
    until = Case(
        When(is_done, then=actual),
        When(is_overdue, then=Value(f"{today}/{today}")),
        default=forecast,
        output_field=CharField(),
    )
    rows = rows.annotate(since=since, until=until)
    both = Q(since__isnull=False, until__isnull=False) & ~Q(since=NOT_KNOWN) & ~Q(until=NOT_KNOWN)
    rows = rows.annotate(
        since_first=_first("since"), since_last=_last("since"),
        until_first=_first("until"), until_last=_last("until"),
    )  # fmt: skip
    overlap = Q(until_first__lte=F("since_last"), since_first__lte=F("until_last"))
    slip = Case(
        When(both & overlap, then=Value(0)),
        When(both, then=_middle("until") - _middle("since")),
        default=None,
        output_field=IntegerField(),
    )
    rows = rows.annotate(slip_days=slip)
    states = (
        (is_done, MilestoneState.DONE),
        (Q(expected=None), MilestoneState.UNDATED),
        (is_overdue, MilestoneState.OVERDUE),
        (Q(slip_days__gt=0), MilestoneState.SLIPPED),
    )
    return rows.annotate(
        state=Case(
            *(When(condition, then=Value(state.value)) for condition, state in states),
            default=Value(MilestoneState.ON_TRACK.value),
        )
    )


def _text(expression: Any) -> Cast:
    return Cast(expression, CharField())


def _first(text: Any) -> Substr:
    return Substr(text, 1, 10)


def _last(text: Any) -> Substr:
    return Substr(text, 12, 10)


def _middle(name: str) -> Any:
    first, last = DayNumber(F(f"{name}_first")), DayNumber(F(f"{name}_last"))
    return first + (last - first) / 2
