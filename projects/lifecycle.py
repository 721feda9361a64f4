"""What is legal and what follows, without a database."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from programmes.choices import Precision
from projects.choices import MilestoneState, ReportState

# A report that is returned is a draft again.
MOVES_OF_REPORT = {
    ReportState.DRAFT: {ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.DRAFT},
}


def may_move_report(state: str, to: str) -> bool:
    return to in MOVES_OF_REPORT[ReportState(state)]


def first_day(day: date | None, precision: str) -> date | None:
    """The earliest day that a date may mean: one known to the month is any day of it."""
    return day.replace(day=1) if day and precision == Precision.MONTH else day


def last_day(day: date | None, precision: str) -> date | None:
    """The latest day that a date may mean: nothing is late before its month is over."""
    if day is None or precision != Precision.MONTH:
        return day
    return day.replace(day=monthrange(day.year, day.month)[1])


def slip_days(baseline: date | None, forecast: date | None, actual: date | None) -> int | None:
    """Calendar days between the baseline and the actual, or else the forecast; later is
    positive, earlier negative. None without a baseline or without either of the others."""
    reached = actual or forecast
    if baseline is None or reached is None:
        return None
    return (reached - baseline).days


def milestone_state(
    baseline: date | None, forecast: date | None, actual: date | None, on: date
) -> MilestoneState:
    """How a milestone stands on a day."""
    expected = forecast or baseline
    if actual is not None and actual <= on:
        return MilestoneState.DONE
    if expected is None:
        return MilestoneState.UNDATED
    if expected < on:
        return MilestoneState.OVERDUE
    if baseline is not None and expected > baseline:
        return MilestoneState.SLIPPED
    return MilestoneState.ON_TRACK
