"""The milestone trend chart: what was expected of each milestone when each report was submitted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.charts import Chart
from documents.points import Point
from documents.several_lines import MOST_SERIES, Lines, Series
from documents.tree import Column, Table
from people.models import Person, Scope
from projects.models import Project
from projects.queries import MilestoneRow, milestones
from projects.queries.moves import Reported, Version, at, reported, versions
from values import words
from values.partial_dates import PartialDate

LEAST_REPORTS = 2


def trend_of_scope(scope: Scope, person: Person | None, moment: datetime | None) -> Chart | None:
    """Of a project. Four queries."""
    project = Project.objects.filter(scope=scope).first()
    if project is None:
        return None
    rows = milestones([project.pk], moment)[project.pk]
    return trend_chart(rows, versions(project.pk, moment), reported(project.pk, moment))


def trend_chart(
    rows: Iterable[MilestoneRow],
    versions: dict[int, list[Version]],
    reports: list[Reported],
) -> Chart | None:
    """Of the milestones that moved most, as many as a chart shows; None with fewer than two
    reports, or without a date."""
    if len(reports) < LEAST_REPORTS:
        return None
    told = [(row, _told(versions.get(row.id, []), reports)) for row in rows]
    told = [pair for pair in told if len(pair[1]) >= LEAST_REPORTS and not _is_over(*pair)]
    if not told:
        return None
    told.sort(key=lambda pair: -abs(_moved(pair[1])))
    shown = told[:MOST_SERIES]
    series = [Series(row.title, _steps(dates)) for row, dates in shown]
    moved = [pair for pair in told if _moved(pair[1])]
    return Chart(
        headline=_headline(len(moved), len(told), len(reports)),
        sentence=_sentence(moved),
        source=_("Source: what was expected on the day on which each report was submitted."),
        table=Table(
            caption=_("What was expected, report by report"),
            columns=(
                Column(_("Milestone")),
                Column(_("Report to"), is_short=True),
                Column(_("Expected"), is_short=True),
            ),
            rows=tuple(
                (each.name, point.place_words, point.value_words)
                for each in series
                for point in each.points
            ),
            note=_note(len(told) - len(shown)),
        ),
        drawn=Lines(tuple(series)),
    )


Told = list[tuple[Reported, PartialDate]]


def _told(found: list[Version], reports: list[Reported]) -> Told:
    """What was expected when each report was submitted; without those where nothing was."""
    dates = []
    for report in reports:
        version = at(found, report.at)
        expected = version.expected if version else None
        if expected is not None and expected.is_known:
            dates.append((report, expected))
    return dates


def _is_over(row: MilestoneRow, dates: Told) -> bool:
    """Whether it was reached before the first of these reports."""
    return row.actual is not None and row.actual.last < dates[0][0].period_end


def _moved(dates: Told) -> int:
    """By how many days from the first report to the last."""
    return (dates[-1][1].middle - dates[0][1].middle).days


def _steps(dates: Told) -> tuple[Point, ...]:
    """The first and the last, and each that differs from the one before or after: between two
    points a line is level, or it moved from one report to the next."""
    last = len(dates) - 1
    kept = [
        pair
        for n, pair in enumerate(dates)
        if n in (0, last) or not dates[n - 1][1] == pair[1] == dates[n + 1][1]
    ]
    return tuple(
        Point(
            report.period_end.toordinal(),
            expected.middle.toordinal(),
            words.short_day(report.period_end),
            words.short_when(expected),
        )
        for report, expected in kept
    )


def _headline(moved: int, count: int, reports: int) -> str:
    facts = {"moved": moved, "count": count, "reports": reports}
    if not moved:
        return _("No milestone has moved over %(reports)d reports.") % facts
    return (
        ngettext(
            "%(moved)d of %(count)d milestones has moved over %(reports)d reports.",
            "%(moved)d of %(count)d milestones have moved over %(reports)d reports.",
            moved,
        )
        % facts
    )


def _sentence(moved: list[tuple[MilestoneRow, Told]]) -> str:
    """The one that moved furthest."""
    if not moved:
        return _("Each is expected when it was expected at first.")
    row, dates = moved[0]
    facts = {
        "milestone": row.title,
        "first": words.when(dates[0][1]),
        "last": words.when(dates[-1][1]),
    }
    return _("%(milestone)s moved furthest, from %(first)s to %(last)s.") % facts


def _note(left_out: int) -> str:
    if not left_out:
        return ""
    return ngettext(
        "%(count)d milestone that moved less is left out.",
        "%(count)d milestones that moved less are left out.",
        left_out,
    ) % {"count": left_out}
