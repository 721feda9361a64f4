"""How all programmes stand together: ratings now and before, milestones, savings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from benefits.queries import SavingsRow, SavingsTotals, savings_rows, savings_totals
from dashboards.queries import headline
from money.choices import Spending
from money.queries.years import YearSum, added_up, in_year
from people.models import Person
from programmes.choices import RAGS
from programmes.financial_year import financial_year_of
from programmes.queries import ProgrammeRow
from projects.queries import (
    MilestoneRow,
    ProjectRow,
    Standing,
    milestones_in,
    project_rows,
    standings,
)
from values.clock import day_of
from values.money import short


@dataclass(frozen=True)
class OverviewLine:
    """A programme among the others; the savings are None where it has no line."""

    programme: ProgrammeRow
    counts: tuple[tuple[str, int], ...]
    late: int
    to_find_pence: int | None
    money: YearSum | None = None
    """All its budget lines in the financial year of the page's day."""

    @property
    def title(self) -> str:
        return self.programme.title

    @property
    def reference(self) -> str:
        return self.programme.reference

    @property
    def budget_pence(self) -> int | None:
        return self.money.budget_pence if self.money else None

    @property
    def variance_words(self) -> str:
        return self.money.variance_in(short) if self.money else ""


@dataclass(frozen=True)
class Overview:
    standings: tuple[Standing, ...]
    lines: tuple[OverviewLine, ...]
    slipped: tuple[MilestoneRow, ...] = ()
    """Those to come that are later than agreed, the latest first."""
    savings: SavingsTotals | None = None
    money: tuple[YearSum, ...] = ()
    """Of all programmes in one year: capital and revenue apart, never added up."""

    @property
    def sentences(self) -> list[str]:
        """The ratings, the late milestones and the savings; what has nothing to tell is left
        out."""
        late = sum(line.late for line in self.lines)
        missing = sum(line.to_find_pence or 0 for line in self.lines)
        slipped = ngettext(
            "%(n)d milestone to come is later than agreed.",
            "%(n)d milestones to come are later than agreed.",
            late,
        )
        said = [
            headline.ratings(self.standings),
            slipped % {"n": late} if late else "",
            headline.to_be_found(missing),
        ]
        return [sentence for sentence in said if sentence]

    @property
    def movements(self) -> list[tuple[str, list[list[ProjectRow]]]]:
        """For each rating in the report before the latest, the projects by their latest rating:
        those that have two reports."""
        found: dict[tuple[str, str], list[ProjectRow]] = defaultdict(list)
        for standing in self.standings:
            if standing.latest and standing.before:
                found[standing.before.overall.rag, standing.rag].append(standing.project)
        rated = [rag for rag in RAGS if rag]
        return [(before, [found[before, now] for now in rated]) for before in rated]

    @property
    def has_moved(self) -> bool:
        return any(standing.moved for standing in self.standings)


def overview(
    programmes: Sequence[ProgrammeRow], person: Person, moment: datetime | None
) -> Overview:
    """All that the page says of these programmes. The number of queries does not depend on the
    number of records."""
    keys = [programme.id for programme in programmes]
    projects = project_rows(keys, moment)
    seen = standings(projects, moment)
    of = {programme.scope_id: programme.id for programme in programmes}
    of |= {project.scope_id: project.programme_id for project in projects}
    late = _late(of, {each.scope_id: each.title for each in (*programmes, *projects)}, moment)
    savings = savings_rows(keys, moment)
    missing = _missing(savings)
    year = financial_year_of(day_of(moment))
    money = in_year(of, moment, year, person)
    lines = (
        OverviewLine(
            programme=programme,
            counts=_counts(s.rag for s in seen if s.project.programme_id == programme.id),
            late=len(late[programme.id]),
            to_find_pence=missing.get(programme.id),
            money=_added_up(year, [row for row in money if of[row["scope_id"]] == programme.id]),
        )
        for programme in programmes
    )
    by_kind = (_added_up(year, [r for r in money if r["kind"] == k], k) for k in Spending.values)
    every = [row for rows in late.values() for row in rows]
    return Overview(
        standings=tuple(seen),
        lines=tuple(lines),
        slipped=tuple(sorted(every, key=lambda row: -(row.slip_days or 0))),
        savings=savings_totals(savings) if savings else None,
        money=tuple(each for each in by_kind if each),
    )


def _late(
    of: Mapping[int, int], titles: Mapping[int, str], moment: datetime | None
) -> dict[int, list[MilestoneRow]]:
    """The milestones that are late, by programme: its own, and those of its projects, each with the
    title of either. One query."""
    late: dict[int, list[MilestoneRow]] = defaultdict(list)
    for scope, rows in milestones_in(of, moment).items():
        late[of[scope]] += [replace(row, scope=titles[scope]) for row in rows if row.is_late]
    return late


def _added_up(year: int, rows: list[dict[str, Any]], kind: str = "") -> YearSum | None:
    return added_up(year, rows, kind) if rows else None


def _counts(rags: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found = list(rags)
    return tuple((rag, found.count(rag)) for rag in RAGS if rag in found)


def _missing(lines: Iterable[SavingsRow]) -> dict[int, int]:
    """What is still to be found, by programme."""
    found: dict[int, int] = defaultdict(int)
    for line in lines:
        found[line.programme_id] += line.still_to_find_pence or 0
    return dict(found)
