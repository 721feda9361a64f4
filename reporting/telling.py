"""What reporting tells the form and the page of a status report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from projects.choices import OVERALL, Confidence, Dimension, rated_words
from projects.models import Project, StatusReport
from projects.queries import ReportRow
from reporting.choices import Acceptance, Points
from reporting.models import (
    ComputedRating,
    ConfidenceScale,
    IndependentRating,
    ReportingCalendar,
    ReportingPeriod,
)
from reporting.queries.periods import under_way
from values import clock

THREE = (Confidence.RED, Confidence.AMBER, Confidence.GREEN)


def next_period(project: Project) -> date | None:
    """The end of the period on which a project reports now by its calendar; None if it has reported
    on it, or there is no calendar."""
    today = clock.today()
    rows = ReportingPeriod.objects.live().filter(programme_id=project.programme_id)
    begun = list(rows.begun(today).in_order())
    reports = StatusReport.objects.live().filter(project=project)
    taken = set(reports.values_list("period_end", flat=True))
    for period in under_way(begun, today):
        if not any(period.starts_on <= end <= period.ends_on for end in taken):
            return period.ends_on
    return None


def ends_a_period(project: Project, day: date) -> bool:
    """Whether a project reports to a day by its calendar, in a period that has begun."""
    rows = ReportingPeriod.objects.live().filter(programme_id=project.programme_id, ends_on=day)
    return rows.begun(clock.today()).exists()


def is_shown_once_accepted(project: Project) -> bool:
    """Whether the newest calendar of its programme says so."""
    rows = ReportingCalendar.objects.live().filter(programme_id=project.programme_id)
    every = list(rows.order_by("-starts_on", "-id").values_list("starts_on", "acceptance"))
    begun = [acceptance for day, acceptance in every if day <= clock.today()]
    in_force = begun[:1] or [acceptance for _day, acceptance in every[-1:]]
    return in_force == [Acceptance.SHOWS]


def scale_on(on: date) -> Sequence[str]:
    """The points of the confidence scale that holds on a day; none without a scale."""
    scale = ConfidenceScale.objects.in_force(on).first()
    if scale is None:
        return ()
    return THREE if scale.points == Points.THREE else Confidence.values


def beside_report(report: ReportRow, moment: datetime | None) -> list[dict[str, Any]]:
    """The declared ratings of a submitted report beside those that the rules worked out then, and
    the independent one. Two queries."""
    computed = {
        row.dimension: row for row in ComputedRating.objects.at(moment, report_id=report.id).live()
    }
    independent = IndependentRating.objects.at(moment, project_id=report.project_id).live()
    latest = independent.order_by("-rated_on", "-id").first()
    if not computed and latest is None:
        return []
    rated = {OVERALL: report.overall, **dict(zip(Dimension.values, report.dimensions, strict=True))}
    lines = []
    for name, rating in rated.items():
        found, own = computed.get(name), latest if name == OVERALL else None
        if found is not None or own is not None:
            lines.append({
                "label": rated_words(name),
                "declared": rating.rag,
                "computed": found.computed_rag if found else "",
                "because": found.worked_out_from if found else "",
                "reason": found.reason if found and found.differs else "",
                "independent": own,
            })  # fmt: skip
    return lines
