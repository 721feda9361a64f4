"""How all programmes stand together: ratings now and before, milestones, savings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import ngettext

from benefits.queries import SavingsRow, SavingsTotals, savings_in_brief, savings_totals
from dashboards.queries import headline
from dashboards.queries.programme_list import CountedProgramme, counted
from money.choices import Spending
from money.queries.years import YearSum, added_up, in_year
from people.models import Person
from programmes.choices import RAGS
from programmes.financial_year import financial_year_of
from programmes.queries import ProgrammeRow
from projects.queries import MilestoneRow
from projects.queries.together import (
    RatedProject,
    late_milestones,
    rated_projects,
)
from values.clock import day_of
from values.money import short

NAMED = 5
"""Projects of one movement that the page names; the list has all."""
MOST_SLIPPED = 6


@dataclass(frozen=True)
class OverviewLine(CountedProgramme):
    """A programme among the others; the savings are None where it has no line."""

    late: int
    to_find_pence: int | None
    money: YearSum | None = None
    """All its budget lines in the financial year of the page's day."""

    @property
    def variance_words(self) -> str:
        return self.money.variance_in(short) if self.money else ""


@dataclass(frozen=True)
class Cell:
    """The projects whose rating moved from one to another, or stayed; the list of all projects,
    narrowed to them, has the rest of a long one."""

    before: str
    now: str
    projects: list[RatedProject]

    @property
    def named(self) -> list[RatedProject]:
        """Those that the page names: what has not moved is no news."""
        return [] if self.before == self.now else self.projects[:NAMED]

    @property
    def narrowed(self) -> str:
        return urlencode({"before": self.before, "rag": self.now})


@dataclass(frozen=True)
class Overview:
    projects: tuple[RatedProject, ...]
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
            headline.ratings(project.rag for project in self.projects),
            slipped % {"n": late} if late else "",
            headline.to_be_found(missing),
        ]
        return [sentence for sentence in said if sentence]

    @property
    def movements(self) -> list[tuple[str, list[Cell]]]:
        """For each rating in the report before the latest, the projects by their latest rating:
        those that have two reports."""
        found: dict[tuple[str, str], list[RatedProject]] = defaultdict(list)
        for project in self.projects:
            found[project.before, project.rag].append(project)
        rated = [rag for rag in RAGS if rag]
        return [
            (before, [Cell(before, now, found[before, now]) for now in rated]) for before in rated
        ]

    @property
    def has_moved(self) -> bool:
        return any(project.has_moved for project in self.projects)


def overview(
    programmes: Sequence[ProgrammeRow], person: Person, moment: datetime | None
) -> Overview:
    """All that the page says of these programmes. The number of queries does not depend on the
    number of records."""
    keys = [programme.id for programme in programmes]
    projects = rated_projects(keys, moment)
    late, slipped = late_milestones(projects, keys, moment, MOST_SLIPPED)
    savings = savings_in_brief(keys, moment)
    missing = _missing(savings)
    money = _money(programmes, projects, person, moment)
    rags: dict[int, list[str]] = defaultdict(list)
    for project in projects:
        rags[project.programme_id].append(project.rag)
    lines = (
        OverviewLine(
            programme=programme,
            counts=counted(rags[programme.id]),
            late=late[programme.id],
            to_find_pence=missing.get(programme.id),
            money=money.get(programme.id),
        )
        for programme in programmes
    )
    return Overview(
        projects=tuple(projects),
        lines=tuple(lines),
        slipped=tuple(_slipped(programmes, projects, slipped)),
        savings=savings_totals(savings) if savings else None,
        money=tuple(money[kind] for kind in Spending.values if kind in money),
    )


def _slipped(
    programmes: Sequence[ProgrammeRow],
    projects: Sequence[RatedProject],
    slipped: Iterable[tuple[int, MilestoneRow]],
) -> Iterable[MilestoneRow]:
    """Milestones, each with the title of its project or programme instead of its scope."""
    titles = {programme.scope_id: programme.title for programme in programmes}
    titles |= {project.scope_id: project.title for project in projects}
    for scope, row in slipped:
        yield replace(row, scope=titles[scope])


def _money(
    programmes: Sequence[ProgrammeRow],
    projects: Sequence[RatedProject],
    person: Person,
    moment: datetime | None,
) -> dict[int | str, YearSum]:
    """The budget lines of this year added up by programme, and by capital and revenue. Two
    queries."""
    of: dict[int, int] = {programme.scope_id: programme.id for programme in programmes}
    of |= {project.scope_id: project.programme_id for project in projects}
    year = financial_year_of(day_of(moment))
    found: dict[int | str, list[dict[str, Any]]] = defaultdict(list)
    for row in in_year(of, moment, year, person):
        found[of[row["scope_id"]]].append(row)
        found[row["kind"]].append(row)
    return {
        key: added_up(year, rows, key if isinstance(key, str) else "")
        for key, rows in found.items()
    }


def _missing(lines: Iterable[SavingsRow]) -> dict[int, int]:
    """What is still to be found, by programme."""
    found: dict[int, int] = defaultdict(int)
    for line in lines:
        found[line.programme_id] += line.still_to_find_pence or 0
    return dict(found)
