"""All the programmes that a person may see, each with its projects counted by rating."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from programmes.choices import RAGS
from programmes.models import Programme
from programmes.queries import ProgrammeRow, programme_row
from projects.queries import Latest, latest_by_programme


@dataclass(frozen=True)
class CountedProgramme:
    """A programme with its projects counted by their latest rating."""

    programme: ProgrammeRow
    counts: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        return self.programme.title

    @property
    def reference(self) -> str:
        return self.programme.reference


@dataclass(frozen=True)
class ProgrammeLine(CountedProgramme):
    """A programme in a list, with the reports of its projects."""

    projects: int
    newest: date | None
    old: int = 0  # how many of the projects have an old last report

    @property
    def state_words(self) -> str:
        return self.programme.state_words


def programme_lines(rows: Iterable[Programme], moment: datetime | None) -> list[ProgrammeLine]:
    """Programmes with their ratings at a moment. One query, besides that for the programmes."""
    programmes = [programme_row(row) for row in rows]
    ratings: dict[int, list[str]] = defaultdict(list)
    newest: dict[int, list[Latest]] = defaultdict(list)
    for programme_id, latest in latest_by_programme([p.id for p in programmes], moment):
        ratings[programme_id].append(latest.rag if latest else "")
        if latest:
            newest[programme_id].append(latest)
    return [
        ProgrammeLine(
            programme=programme,
            counts=counted(ratings[programme.id]),
            projects=len(ratings[programme.id]),
            newest=_newest(newest[programme.id]),
            old=sum(latest.is_old for latest in newest[programme.id]),
        )
        for programme in programmes
    ]


def _newest(latest_reports: list[Latest]) -> date | None:
    """The end of the period of the report that counts as the latest."""
    latest = max(latest_reports, key=lambda report: report.counts_on, default=None)
    return latest.period_end if latest else None


def counted(ratings: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each rating is there, the worst first, without those that are not."""
    counted = Counter(ratings)
    return tuple((rag, counted[rag]) for rag in RAGS if counted[rag])
