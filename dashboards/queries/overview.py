"""How all programmes stand together: ratings now and before, milestones, savings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from benefits.queries import SavingsRow, savings_rows
from dashboards.queries import headline
from programmes.choices import RAGS
from programmes.queries import ProgrammeRow
from projects.queries import ProjectRow, Standing, milestones_in, project_rows, standings


@dataclass(frozen=True)
class OverviewLine:
    """A programme among the others; the savings are None where it has no line."""

    programme: ProgrammeRow
    counts: tuple[tuple[str, int], ...]
    late: int
    to_find_pence: int | None

    @property
    def title(self) -> str:
        return self.programme.title

    @property
    def reference(self) -> str:
        return self.programme.reference


@dataclass(frozen=True)
class Overview:
    standings: tuple[Standing, ...]
    lines: tuple[OverviewLine, ...]

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


def overview(programmes: Sequence[ProgrammeRow], moment: datetime | None) -> Overview:
    """All that the page says of these programmes. The number of queries does not depend on the
    number of records."""
    keys = [programme.id for programme in programmes]
    projects = project_rows(keys, moment)
    seen = standings(projects, moment)
    late = _late(programmes, projects, moment)
    missing = _missing(savings_rows(keys, moment))
    lines = (
        OverviewLine(
            programme=programme,
            counts=_counts(s.rag for s in seen if s.project.programme_id == programme.id),
            late=late[programme.id],
            to_find_pence=missing.get(programme.id),
        )
        for programme in programmes
    )
    return Overview(tuple(seen), tuple(lines))


def _late(
    programmes: Iterable[ProgrammeRow], projects: Iterable[ProjectRow], moment: datetime | None
) -> Counter[int]:
    """How many milestones are late, by programme: its own and those of its projects. One query."""
    of = {programme.scope_id: programme.id for programme in programmes}
    of |= {project.scope_id: project.programme_id for project in projects}
    late: Counter[int] = Counter()
    for scope, rows in milestones_in(of, moment).items():
        late[of[scope]] += sum(row.is_late for row in rows)
    return late


def _counts(rags: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found = list(rags)
    return tuple((rag, found.count(rag)) for rag in RAGS if rag in found)


def _missing(lines: Iterable[SavingsRow]) -> dict[int, int]:
    """What is still to be found, by programme."""
    found: dict[int, int] = defaultdict(int)
    for line in lines:
        found[line.programme_id] += line.still_to_find_pence or 0
    return dict(found)
