"""How the dates of milestones moved: each move with its day and its reason, and what was expected
when each report was submitted. All of it is read from the history; nothing is kept twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from programmes.models import Programme
from projects.models import Milestone, Project, StatusReport
from projects.querysets import NEWEST_FIRST
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class Version:
    """The dates of a milestone from a moment on, and why they were written."""

    since: datetime
    baseline: PartialDate | None
    forecast: PartialDate | None
    actual: PartialDate | None
    why: str

    @property
    def expected(self) -> PartialDate | None:
        return self.actual or self.forecast or self.baseline


@dataclass(frozen=True)
class Move:
    """One change of the day on which a milestone is expected, or of its baseline."""

    on: date
    is_baseline: bool
    before: PartialDate
    after: PartialDate | None
    why: str

    @property
    def words(self) -> str:
        """Forecast from 30 October 2026 to 11 December 2026."""
        facts = {
            "before": words.when(self.before),
            "after": words.when(self.after) if self.after else _("no date"),
        }
        if self.is_baseline:
            return _("Re-baselined from %(before)s to %(after)s") % facts
        return _("Forecast moved from %(before)s to %(after)s") % facts


def versions(project_id: int, moment: datetime | None) -> dict[int, list[Version]]:
    """The versions of a project's milestones up to a moment, by milestone, the oldest first. One
    query."""
    return _versions(moment, project_id=project_id)


def versions_in(scope_ids: Iterable[int], moment: datetime | None) -> dict[int, list[Version]]:
    """The same of all milestones in some scopes. One query."""
    return _versions(moment, scope_id__in=set(scope_ids))


def _versions(moment: datetime | None, **of: Any) -> dict[int, list[Version]]:
    rows: Any = Milestone.objects.versions()
    rows = rows.filter(**of).order_by("history_date", "history_id")
    if moment is not None:
        rows = rows.filter(history_date__lte=moment)
    by_milestone: dict[int, list[Version]] = defaultdict(list)
    names = ("id", "history_date", "baseline_on", "forecast_on", "actual_on")
    for key, *row in rows.values_list(*names, "history_change_reason"):
        by_milestone[key].append(Version(*row))
    return by_milestone


def moves(found: list[Version]) -> list[Move]:
    """The moves among the versions of one milestone, the newest first. Entering a first date is
    none, nor is reaching the milestone."""
    moved = []
    for old, new in pairwise(found):
        on = timezone.localdate(new.since)
        if old.baseline is not None and new.baseline != old.baseline:
            moved.append(Move(on, True, old.baseline, new.baseline, new.why))
        before, after = old.forecast or old.baseline, new.forecast or new.baseline
        is_rebased = old.forecast is None and new.forecast is None
        if before is not None and after != before and not is_rebased:
            moved.append(Move(on, False, before, after, new.why))
    return moved[::-1]


@dataclass(frozen=True)
class Reported:
    """The end of the period of a submitted report, and the moment it was submitted."""

    period_end: date
    at: datetime


def reported(project_id: int, moment: datetime | None) -> list[Reported]:
    """The submitted reports of a project at a moment, the oldest first. One query."""
    rows: Any = StatusReport.objects.at(moment, project_id=project_id).live().submitted()
    rows = rows.order_by(*NEWEST_FIRST).values_list("period_end", "submitted_at")
    return [Reported(*row) for row in rows][::-1]


def at(found: list[Version], moment: datetime) -> Version | None:
    """The version of a milestone that stood at a moment."""
    return next((each for each in reversed(found) if each.since <= moment), None)


# --- projects between programmes ----------------------------------------------------------------
@dataclass(frozen=True)
class Moved:
    """A project that left a programme: the day, where it went, and why."""

    on: date
    title: str
    reference: str
    to_title: str
    why: str


def moved_away(programme: Programme, person: Any, moment: datetime | None) -> list[Moved]:
    """The projects that were once in a programme and are in another at a moment, as far as a person
    may see them there; the last to leave first. Two queries, one where none has left."""
    rows: Any = Project.objects.ever_in(programme).at(moment)
    rows = rows.exclude(programme_id=programme.pk).visible_to(person)
    here = {
        row.id: row
        for row in rows.annotate(
            to_title=value_at(moment, Programme, "programme_id", "title", person),
        )
    }
    if not here:
        return []
    left = [
        Moved(
            on,
            here[key].title,
            here[key].reference,
            here[key].to_title or _("another programme"),
            why,
        )
        for key, (on, _from, why) in _arrivals(here, moment).items()
    ]
    return sorted(left, key=lambda each: each.on, reverse=True)


def arrivals(project_id: int, moment: datetime | None) -> tuple[date, int, str] | None:
    """The day on which a project came from another programme the last time, that programme's key,
    and why; None if it has always been where it is. One query."""
    return _arrivals([project_id], moment).get(project_id)


def _arrivals(
    project_ids: Iterable[int], moment: datetime | None
) -> dict[int, tuple[date, int, str]]:
    rows: Any = Project.objects.versions().filter(id__in=set(project_ids))
    if moment is not None:
        rows = rows.filter(history_date__lte=moment)
    found: dict[int, tuple[date, int, str]] = {}
    was: dict[int, int] = {}
    names = ("id", "programme_id", "history_date", "history_change_reason")
    for key, programme, at, why in rows.order_by("history_date", "history_id").values_list(*names):
        if was.setdefault(key, programme) != programme:
            found[key] = (timezone.localdate(at), was[key], why or "")
        was[key] = programme
    return found
