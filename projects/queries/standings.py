"""How projects stand by their reports: the one answer to "which report is the latest"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from programmes.choices import WORRYING, Rag
from projects.queries.projects import ProjectRow
from projects.queries.status_reports import (
    STRIP,
    ReportRow,
    StripCell,
    age_words,
    brief_reports,
    reports,
    strip,
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
    reports: list[ReportRow]
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


@dataclass(frozen=True)
class BriefStanding:
    """What the list of a programme's projects shows of one: the ratings over time, what is red
    under a better whole, and, if the latest report is old, how old."""

    strip: list[StripCell] = field(default_factory=list)
    red_parts_words: str = ""
    age_words: str = ""


def brief_standings(
    project_ids: Iterable[int], moment: datetime | None
) -> dict[int, BriefStanding]:
    """How those of some projects that have reported stand at a moment. One query."""
    on = clock.day_of(moment)
    return {
        key: BriefStanding(
            strip=strip(newest_first, on - STRIP),
            red_parts_words=newest_first[0].red_parts_words,
            age_words=age_words(newest_first[0].counts_on, on),
        )
        for key, newest_first in brief_reports(project_ids, moment).items()
    }


def standings(
    projects: Iterable[ProjectRow], moment: datetime | None, with_names: bool = False
) -> list[Standing]:
    """How projects stand at a moment, in their order. As many queries as `reports` makes."""
    projects = list(projects)
    reports_of = reports([project.id for project in projects], moment, with_names=with_names)
    on = clock.day_of(moment)
    return [_standing(project, reports_of.get(project.id, []), on) for project in projects]


def _standing(project: ProjectRow, newest_first: list[ReportRow], on: date) -> Standing:
    latest = newest_first[0] if newest_first else None
    return Standing(
        project=project,
        latest=latest,
        before=newest_first[1] if len(newest_first) > 1 else None,
        strip=strip(newest_first, on - STRIP),
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
