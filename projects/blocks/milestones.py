"""Milestones as a paper prints them, and those that slipped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import LiveContent, TableContent
from documents.tree import Column, Table
from projects.blocks.reading import Whole, milestones_chosen, which_projects
from projects.choices import LATE, MilestoneState
from projects.queries import MilestoneRow, lists
from records.blocks import About, Block, Choices, One, Some
from values import words

COLUMNS = {
    "title": gettext_lazy("Milestone"),
    "project": gettext_lazy("Project"),
    "baseline": gettext_lazy("Baseline"),
    "forecast": gettext_lazy("Forecast"),
    "actual": gettext_lazy("Actual"),
    "expected": gettext_lazy("Forecast or actual"),
    "slip": gettext_lazy("Slip"),
    "state": gettext_lazy("State"),
}
SHORT = {"baseline", "forecast", "actual", "expected", "slip", "state"}


class MilestoneChoices(Choices):
    projects = which_projects()
    which = One(
        gettext_lazy("Which milestones"),
        lambda about: [
            ("all", gettext_lazy("All")),
            ("late", gettext_lazy("Late, and not reached yet")),
            ("to-come", gettext_lazy("Not reached yet")),
            ("done", gettext_lazy("Reached")),
        ],
    )
    columns = Some(
        gettext_lazy("Columns"),
        lambda about: list(COLUMNS.items()),
        initial=["title", "project", "baseline", "expected", "slip", "state"],
    )


class Milestones(Block):
    """Milestones in a table: what was agreed, what is expected or was reached, and how far apart
    the two are. A baseline that was moved says so in the first column."""

    name, label, form = "milestones", gettext_lazy("Milestones"), MilestoneChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        found = milestones_chosen(about, chosen)
        rows_chosen = [(whole, row) for whole, row in found if _is_asked(row, chosen["which"])]
        table = table_of(_("Milestones"), rows_chosen, chosen["columns"])
        return TableContent(table, nil=_("No milestones have been set."))


class SlipChoices(Choices):
    projects = which_projects()
    columns = Some(
        gettext_lazy("Columns"),
        lambda about: list(COLUMNS.items()),
        initial=["title", "project", "slip", "baseline", "expected"],
    )


class Slips(Block):
    """Future milestones that are later than agreed: first the overdue ones, the longest overdue
    first, then those that have slipped furthest."""

    name, label, form = "slips", gettext_lazy("Milestones that slipped"), SlipChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        late = slipped(milestones_chosen(about, chosen))
        table = table_of(_("Milestones that slipped"), late, chosen["columns"])
        return TableContent(table, nil=_("No milestone has slipped."))


def slipped(pairs: list[tuple[Whole, MilestoneRow]]) -> list[tuple[Whole, MilestoneRow]]:
    """Late ones in an order that time alone does not change."""
    late = [found for found in pairs if found[1].state in LATE]

    def place(found: tuple[Whole, MilestoneRow]) -> tuple[Any, ...]:
        row = found[1]
        expected = row.forecast or row.baseline
        if row.state == MilestoneState.OVERDUE and expected:
            return (0, expected.last.toordinal(), row.id)
        return (1, -(row.slip_days or 0), row.id)

    return sorted(late, key=place)


def _is_asked(row: MilestoneRow, which: str) -> bool:
    return {
        "all": True,
        "late": row.is_late,
        "to-come": row.state != MilestoneState.DONE,
        "done": row.state == MilestoneState.DONE,
    }[which]


def table_of(caption: str, pairs: list[tuple[Whole, MilestoneRow]], columns: list[str]) -> Table:
    rows = [_cells(*pair) for pair in pairs]
    return Table(
        caption=caption,
        columns=tuple(
            Column(str(COLUMNS[key]), is_counted=key == "slip", is_short=key in SHORT)
            for key in columns
        ),
        rows=tuple(tuple(row[key] for key in columns) for row in rows),
    )


def _cells(whole: Whole, row: MilestoneRow) -> dict[str, str]:
    baseline, forecast = words.short_when(row.baseline), words.short_when(row.forecast)
    actual = words.short_when(row.actual)
    return {
        "title": f"{row.title} ({row.baseline_note})" if row.baseline_note else row.title,
        "project": whole.title,
        "baseline": baseline,
        "forecast": forecast,
        "actual": actual,
        "expected": actual if row.actual else forecast,
        "slip": row.slip_words or words.NOTHING,
        "state": row.state_words,
    }


def milestone_list(about: About) -> QuerySet:
    return lists.milestones(None, about.moment).filter(whole_id__in=about.programme_ids)
