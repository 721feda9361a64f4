"""Dependencies: who gives, who waits, and who is late."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from people.models import Person, Scope
from projects.models import Milestone
from registers.choices import DependencyState
from registers.models import Dependency
from values import clock, words
from values.partial_dates import Gap, PartialDate, gap

DATES = ("actual_on", "forecast_on", "baseline_on")
DEPENDENCY = ("id", "giver_id", "taker_id", "due_on", "state", "outside_giver")
NAMED = ("title", "reference", "giver_title", "taker_title")
Values = dict[str, Any]


def with_dates(rows: list[Values], moment: datetime | None) -> list[Values]:
    """Rows of dependencies with the scopes of both milestones, which are projects or a programme
    itself, the day on which the giver is expected, and by how much that is too late. Two
    queries."""
    milestones = with_lateness(rows, moment)
    scopes = _scopes({m.scope_id for m in milestones.values()}, moment)
    for row in rows:
        for end in ("giver", "taker"):
            milestone = milestones.get(row[f"{end}_id"])
            row[f"{end}_scope"] = scopes.get(milestone.scope_id) if milestone else None
    return rows


def with_lateness(rows: list[Values], moment: datetime | None) -> dict[int, Any]:
    """Adds to rows of dependencies the day on which the giver is expected, and by how much that is
    too late; returns the milestones by key. One query."""
    keys = {row[end] for row in rows for end in ("giver_id", "taker_id")} - {None}
    milestones = {m.id: m for m in Milestone.objects.at(moment, pk__in=keys)}
    for row in rows:
        giver, taker = milestones.get(row["giver_id"]), milestones.get(row["taker_id"])
        row["giver_expected_on"] = expected(giver)
        row["needed_on"] = row["due_on"] or expected(taker)
        row["late_by"] = late_by(row, giver, taker, clock.day_of(moment))
    return milestones


def late_by(row: Values, giver: Any, taker: Any, on: date) -> Gap | None:
    """How much later than needed a giver is expected; None unless it is late. It is needed on the
    day that the dependency names, or when what waits is expected. What has not happened by a day
    happens on that day at the earliest."""
    needed, comes = row["due_on"] or expected(taker), expected(giver)
    if row["state"] != DependencyState.OPEN or comes is None or giver.actual_on is not None:
        return None
    if comes.is_known and comes.last < on:
        comes = PartialDate.day(on)
    between = gap(needed, comes)
    return between if between is not None and between.days > 0 else None


def _scopes(keys: Iterable[int], moment: datetime | None) -> dict[int, Any]:
    return {s.id: s for s in Scope.objects.at(moment, pk__in=set(keys))}


def expected(milestone: Any) -> PartialDate | None:
    """When a milestone is reached as far as anybody knows: as it was, as forecast, as agreed."""
    return next((on for name in DATES if (on := getattr(milestone, name, None))), None)


def giver_words(row: Values) -> str:
    """The milestone with its project or programme, or the giver outside."""
    if not row["giver_id"]:
        return str(row["outside_giver"])
    scope = row.get("giver_scope")
    return f"{row['giver_title']} ({scope.title})" if scope else row["giver_title"]


def taker_words(row: Values) -> str:
    """The milestone that waits, with its project; empty for a whole project."""
    scope = row.get("taker_scope")
    return f"{row['taker_title']} ({scope.title})" if scope else ""


def late_words(row: Values) -> str:
    """14 days late; empty when the giver is not late."""
    late = row["late_by"]
    return _("%(days)s late") % {"days": words.span(late)} if late else ""


def of_project(project_id: int, person: Person, moment: datetime | None) -> list[Values]:
    """The open dependencies in which a milestone of a project gives or waits, as far as a person
    may see them, the late ones first. Four queries."""
    return _between(Milestone.objects.at(moment, project_id=project_id), person, moment)


def of_scopes(scope_ids: Iterable[int], person: Person, moment: datetime | None) -> list[Values]:
    """The same for the milestones of projects and of programmes themselves, by their scopes."""
    return _between(Milestone.objects.at(moment, scope_id__in=set(scope_ids)), person, moment)


def late_among(scope_ids: Collection[int], person: Person, moment: datetime | None) -> list[Values]:
    """The same, but only those that are late, for the scopes of many programmes: all are read, and
    narrowed here, since there are fewer of them than of the scopes. Three queries."""
    rows: Any = Dependency.objects.at(moment).live().open().visible_to(person)
    late = [row for row in _told(rows, moment) if row["late_by"]]
    return [
        row
        for row in late
        if any(end and end.pk in scope_ids for end in (row["giver_scope"], row["taker_scope"]))
    ]


def _between(found: Any, person: Person, moment: datetime | None) -> list[Values]:
    milestones = found.order_by().values("id")
    rows: Any = Dependency.objects.at(moment).live().open().visible_to(person)
    rows = rows.filter(Q(giver_id__in=milestones) | Q(taker_id__in=milestones))
    return _told(rows, moment)


def _told(rows: Any, moment: datetime | None) -> list[Values]:
    named = rows.in_order().annotate(
        giver_title=value_at(moment, Milestone, "giver_id", "title"),
        taker_title=value_at(moment, Milestone, "taker_id", "title"),
    )
    told = with_dates(list(named.values(*DEPENDENCY, *NAMED)), moment)
    return sorted(told, key=lambda row: row["late_by"] is None)
