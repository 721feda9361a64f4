"""How much the measured databases hold, and when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

SPAN = timedelta(days=730)
REPORT_EVERY = timedelta(days=28)
LAST_REPORT_AFTER = timedelta(days=12)
"""From the last day to the end of the period that is being reported."""

LARGEST = 60
"""Projects of the first programme: a list of them fills a page of fifty."""


@dataclass(frozen=True)
class Size:
    """Counts of records, and of the versions that each of them has."""

    programmes: int
    projects: int
    milestones: int  # of a project
    reports: int  # for a project; the last is a draft
    people: int
    project_versions: int
    milestone_versions: int
    report_versions: int
    longest: int  # versions of one milestone in each programme
    history: int  # rows in all, at least
    fewer: int  # how many times fewer versions there are in the smaller database

    def programme_of(self, project: int) -> int:
        """The first programme is the largest; the others share the rest."""
        large = min(LARGEST, self.projects // 2)
        return 0 if project < large else 1 + (project - large) % (self.programmes - 1)


WHOLE = Size(100, 2_000, 10, 26, 1_200, 50, 20, 9, longest=200, history=1_000_000, fewer=12)
"""With a twelfth of the versions, but at least one, there is a tenth of the history."""

THOUSANDTH = Size(2, 6, 3, 4, 12, 10, 10, 9, longest=60, history=500, fewer=9)
"""For the test of the benchmarks: something of everything."""


@dataclass(frozen=True)
class Years:
    """The two years in which everything happened. `end` is the day at which pages are read."""

    end: date

    @classmethod
    def until_yesterday(cls) -> Years:
        return cls(datetime.now(UTC).date() - timedelta(days=1))

    @property
    def first_moment(self) -> datetime:
        return datetime.combine(self.end, time(6), UTC) - SPAN

    @property
    def last_moment(self) -> datetime:
        return datetime.combine(self.end, time(18), UTC)

    def period_end(self, number: int, of: int) -> date:
        """The end of a report's period; the last one is still to come."""
        return self.end + LAST_REPORT_AFTER - REPORT_EVERY * (of - 1 - number)


@dataclass(frozen=True)
class Names:
    """The names of the databases for Django: the whole one, the one with a tenth of its history,
    and the copy that is written into."""

    whole: str
    tenth: str
    written: str

    @classmethod
    def beside(cls, connection: Any) -> Names:
        """The databases beside the one that the connection leads to, which is the whole one."""
        whole = str(connection.settings_dict["NAME"])
        if connection.vendor != "sqlite":
            return cls(whole, "tenth", "written")
        folder = Path(whole).parent
        return cls(whole, str(folder / "tenth.sqlite3"), str(folder / "written.sqlite3"))
