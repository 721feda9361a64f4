"""Milestones as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from audit import words
from audit.words import kept_by_language
from programmes.choices import Precision
from projects.choices import MilestoneState
from projects.lifecycle import first_day, last_day, milestone_state, slip_days
from projects.models import Milestone
from projects.queries.projects import day_of


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone and how it stands; slip in calendar days, later positive."""

    id: int
    project_id: int
    title: str
    baseline: date | None
    forecast: date | None
    actual: date | None
    baseline_words: str
    forecast_words: str
    actual_words: str
    precision: str
    slip_days: int | None
    slip_words: str
    state: str
    state_words: str
    state_tone: str
    url: str = ""
    scope: str = ""  # its project's title, where milestones of several stand together


def milestones(
    project_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[MilestoneRow]]:
    """The milestones of projects at a moment, by baseline. One query."""
    rows = Milestone.objects.at(moment, project_id__in=set(project_ids)).live()
    return by_project(rows.in_order().values_list(*MILESTONE, named=True), moment)


MILESTONE = ("id", "project_id", "title", "baseline_on", "forecast_on", "actual_on", "precision")


def by_project(rows: Iterable[Any], moment: datetime | None) -> dict[int, list[MilestoneRow]]:
    """Milestones, or their values by name (MILESTONE), as recorded at a moment, by project."""
    on = day_of(moment)
    found: dict[int, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(milestone_row(row, on))
    return found


TONES = {
    MilestoneState.DONE: "green",
    MilestoneState.OVERDUE: "red",
    MilestoneState.SLIPPED: "amber",
    MilestoneState.ON_TRACK: "blue",
    MilestoneState.UNDATED: "grey",
}


def milestone_row(row: Any, on: date) -> MilestoneRow:
    """A milestone, or its values by name (MILESTONE), and how it stands on a day."""
    dates = (row.baseline_on, row.forecast_on, row.actual_on)
    baseline, forecast = (last_day(d, row.precision) for d in dates[:2])
    state = milestone_state(baseline, forecast, first_day(row.actual_on, row.precision), on)
    slip = slip_days(baseline, forecast, last_day(row.actual_on, row.precision))
    said = milestone_words(dates, row.precision, slip)
    return MilestoneRow(
        id=row.id,
        project_id=row.project_id,
        title=row.title,
        baseline=row.baseline_on,
        forecast=row.forecast_on,
        actual=row.actual_on,
        baseline_words=said[0],
        forecast_words=said[1],
        actual_words=said[2],
        precision=row.precision,
        slip_days=slip,
        slip_words=said[3],
        state=state.value,
        state_words=state_words(state),
        state_tone=TONES[state],
    )


@kept_by_language
def milestone_words(
    dates: tuple[date | None, ...], precision: str, slip: int | None
) -> tuple[str, str, str, str]:
    """Its baseline, forecast and actual date, and its slip: looked up at once."""
    baseline, forecast, actual = (milestone_day(day, precision) for day in dates)
    return baseline, forecast, actual, slip_in_words(slip)


@kept_by_language
def state_words(state: MilestoneState) -> str:
    return str(state.label)


@kept_by_language
def slip_in_words(slip: int | None) -> str:
    """14 days late; 3 days early; on time."""
    if slip is None:
        return ""
    if slip == 0:
        return _("on time")
    said = words.days(abs(slip))
    return _("%(days)s late") % {"days": said} if slip > 0 else _("%(days)s early") % {"days": said}


def milestone_day(day: date | None, precision: str) -> str:
    """A milestone's date as exactly as it is known."""
    return words.month(day) if precision == Precision.MONTH else words.day(day)
