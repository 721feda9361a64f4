"""Milestones as pages and papers read them, now or at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from people.models import Person
from projects.choices import LATE, MilestoneState
from projects.lifecycle import Timing, timing
from projects.models import Milestone
from values import clock, words
from values.partial_dates import PartialDate
from values.words import kept_by_language


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone and how it stands. It is put into words only where a page needs them: a programme
    may have hundreds."""

    id: int
    project_id: int | None  # None for one of a programme itself
    title: str
    baseline: PartialDate | None
    forecast: PartialDate | None
    actual: PartialDate | None
    first_agreed: PartialDate | None
    times_rebaselined: int
    timing: Timing
    owner: str = ""
    url: str = ""
    scope: str = ""  # the title of its project or programme, in a table of several

    @property
    def baseline_words(self) -> str:
        return words.when(self.baseline)

    @property
    def forecast_words(self) -> str:
        return words.when(self.forecast)

    @property
    def actual_words(self) -> str:
        return words.when(self.actual)

    @property
    def slip_days(self) -> int | None:
        """Later is positive; only rough if one of its dates is known only to a period."""
        return self.timing.slip.days if self.timing.slip else None

    @property
    def slip_words(self) -> str:
        return slip_in_words(self.timing)

    @property
    def state(self) -> str:
        return self.timing.state.value

    @property
    def state_words(self) -> str:
        return state_words(self.timing.state)

    @property
    def state_tone(self) -> str:
        return TONES[self.timing.state]

    @property
    def is_late(self) -> bool:
        return self.timing.state in LATE

    @property
    def baseline_note(self) -> str:
        """How often it was re-baselined, and the baseline first agreed."""
        return rebaselined_words(self.times_rebaselined, self.first_agreed)

    @property
    def baseline_in_full(self) -> str:
        """With the baseline first agreed, if it has been re-baselined since."""
        note = self.baseline_note
        return f"{self.baseline_words} ({note})" if note else self.baseline_words


def milestones(
    project_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[MilestoneRow]]:
    """The milestones of projects at a moment, by baseline. One query."""
    rows = Milestone.objects.at(moment, project_id__in=set(project_ids))
    return by_project(_owned(rows, moment), moment)


def milestones_in(
    scope_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[MilestoneRow]]:
    """The milestones of projects and of programmes themselves at a moment, by their scopes and by
    baseline. One query."""
    rows = Milestone.objects.at(moment, scope_id__in=set(scope_ids))
    on = clock.day_of(moment)
    by_scope: dict[int, list[MilestoneRow]] = defaultdict(list)
    for row in _owned(rows, moment):
        by_scope[row.scope_id].append(milestone_row(row, on))
    return by_scope


def _owned(milestones: Any, moment: datetime | None) -> Iterable[Any]:
    """The values by name of those in use, in order, each with the name of its owner."""
    owner_name = value_at(moment, Person, "owner_id", "name")
    named = milestones.live().in_order().annotate(owner_name=owner_name)
    rows: Iterable[Any] = named.values_list("scope_id", *MILESTONE, "owner_name", named=True)
    return rows


MILESTONE = ("id", "project_id", "title", "baseline_on", "forecast_on", "actual_on",
             "first_agreed_on", "times_rebaselined")  # fmt: skip


def by_project(rows: Iterable[Any], moment: datetime | None) -> dict[int, list[MilestoneRow]]:
    """Milestones, or their values by name (MILESTONE), as recorded at a moment, by project."""
    on = clock.day_of(moment)
    by_project: dict[int, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        by_project[row.project_id].append(milestone_row(row, on))
    return by_project


TONES = {
    MilestoneState.DONE: "green",
    MilestoneState.OVERDUE: "red",
    MilestoneState.SLIPPED: "amber",
    MilestoneState.ON_TRACK: "blue",
    MilestoneState.UNDATED: "grey",
}


def milestone_row(row: Any, on: date) -> MilestoneRow:
    """A milestone, or its values by name (MILESTONE), and how it stands on a day."""
    return MilestoneRow(
        id=row.id,
        project_id=row.project_id,
        title=row.title,
        baseline=row.baseline_on,
        forecast=row.forecast_on,
        actual=row.actual_on,
        first_agreed=row.first_agreed_on,
        times_rebaselined=row.times_rebaselined,
        owner=getattr(row, "owner_name", "") or "",
        timing=timing(row.baseline_on, row.forecast_on, row.actual_on, on),
    )


@kept_by_language
def rebaselined_words(times: int, first_agreed: PartialDate | None) -> str:
    """Re-baselined twice; first agreed 30 October 2026. Empty when it never was."""
    if not times:
        return ""
    often = {1: _("once"), 2: _("twice")}.get(times) or _("%(times)d times") % {"times": times}
    facts = {"often": often, "day": words.when(first_agreed)}
    return _("Re-baselined %(often)s; first agreed %(day)s") % facts


@kept_by_language
def state_words(state: MilestoneState) -> str:
    return str(state.label)


@kept_by_language
def slip_in_words(standing: Timing) -> str:
    """14 days late; about a month late; 3 days early; 60 days overdue; on time."""
    slip = standing.slip
    if slip is None:
        return ""
    if slip.days == 0:
        return _("on time") if slip.is_exact else _("about on time")
    facts = {"days": words.span(slip)}
    if standing.state == MilestoneState.OVERDUE:
        return _("%(days)s overdue") % facts
    return _("%(days)s late") % facts if slip.days > 0 else _("%(days)s early") % facts
