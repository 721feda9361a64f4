"""How projects stand by their reports: the one answer to "which report is the latest"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from programmes.choices import WORRYING, Rag
from projects.queries.projects import ProjectRow
from projects.queries.status_reports import (
    STRIP,
    ReportRow,
    StripCell,
    age_words,
    recent,
    report_row,
    strip,
    with_names,
)
from values import clock
from values.clock import end_of


@dataclass(frozen=True)
class Standing:
    """A project by its reports at a moment: the latest, the one before it, and its ratings."""

    project: ProjectRow
    latest: ReportRow | None
    before: ReportRow | None
    strip: list[StripCell]
    reports: list[ReportRow]  # the newest first: all, where they were asked for
    age_words: str = ""  # if the latest is old: "last reported 27 weeks ago"

    @property
    def rag(self) -> str:
        return self.latest.overall.rag if self.latest else ""

    @property
    def moved(self) -> bool:
        return bool(self.latest and self.before and self.rag != self.before.overall.rag)

    @property
    def is_worrying(self) -> bool:
        """Red or amber, or with a red part."""
        return bool(self.latest and (self.rag in WORRYING or self.latest.red_parts))

    @property
    def worry(self) -> str:
        """The worst rating that gives concern: red for a whole that is better than a red part."""
        if not self.is_worrying:
            return ""
        return self.rag if self.rag in WORRYING else Rag.RED.value

    @property
    def compared_with(self) -> ReportRow | None:
        """Changes since this report are news: the report before the latest, since it covered
        everything earlier; or the only one."""
        return self.before or self.latest


def standings(projects: Iterable[ProjectRow], moment: datetime | None) -> list[Standing]:
    """How projects stand at a moment, in their order, each with its latest two reports. One
    query."""
    projects = list(projects)
    found = recent([project.id for project in projects], moment)
    on = clock.day_of(moment)
    told = ((project, found.get(project.id, [])) for project in projects)
    return [
        _standing(project, [report_row(row, {}) for row in rows[:2]], strip(rows, on - STRIP), on)
        for project, rows in told
    ]


def standing_in_full(project: ProjectRow, moment: datetime | None) -> Standing:
    """How one project stands, with all its recent reports and who submitted and accepted them. Two
    queries."""
    rows = recent([project.id], moment).get(project.id, [])
    on = clock.day_of(moment)
    return _standing(project, with_names(rows, moment), strip(rows, on - STRIP), on)


def _standing(
    project: ProjectRow, newest_first: list[ReportRow], cells: list[StripCell], on: date
) -> Standing:
    latest = newest_first[0] if newest_first else None
    return Standing(
        project=project,
        latest=latest,
        before=newest_first[1] if len(newest_first) > 1 else None,
        strip=cells,
        reports=newest_first,
        age_words=age_words(latest.counts_on, on) if latest else "",
    )


@dataclass(frozen=True)
class Start:
    """The time from which changes in a project are news."""

    on: date
    moment: datetime


def starts(standings: Iterable[Standing]) -> dict[int, Start]:
    """The time from which each project's changes are news: its last report, at the end of its
    period or when it was submitted, whichever came first. For a project without a report, the
    earliest time of the others counts; without any report nothing is news."""
    starts: dict[int, Start | None] = {}
    for standing in standings:
        report = standing.compared_with
        starts[standing.project.id] = _start(report) if report else None
    earliest = min((s for s in starts.values() if s), key=lambda s: s.moment, default=None)
    return {key: start or earliest for key, start in starts.items()} if earliest else {}


def _start(report: ReportRow) -> Start:
    closed = end_of(report.counts_on)
    submitted = report.submitted_at
    return Start(report.counts_on, min(closed, submitted) if submitted else closed)
