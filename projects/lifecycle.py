"""What is legal and what follows, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audit.partial_dates import Gap, PartialDate, gap
from projects.choices import MilestoneState, ReportState

# A report that is returned is a draft again.
MOVES_OF_REPORT = {
    ReportState.DRAFT: {ReportState.SUBMITTED},
    ReportState.SUBMITTED: {ReportState.DRAFT},
}


def may_move_report(state: str, to: str) -> bool:
    return to in MOVES_OF_REPORT[ReportState(state)]


@dataclass(frozen=True)
class Standing:
    """How a milestone stands on a day. The slip is against its baseline: `slip` is None where
    there is nothing to measure it from, or nobody knows when it was reached."""

    state: MilestoneState
    slip: Gap | None


def standing(
    baseline: PartialDate | None,
    forecast: PartialDate | None,
    actual: PartialDate | None,
    on: date,
) -> Standing:
    """The one place where slip, overdue and on track are worked out.

    A milestone is overdue when the last day that its forecast, or else its baseline, may mean is
    over: nothing is late before its month is. Its slip then runs to this day, since it cannot be
    reached earlier.
    """
    if actual is not None and (actual.first <= on):
        return Standing(MilestoneState.DONE, gap(baseline, actual))
    expected = forecast or baseline
    if expected is None:
        return Standing(MilestoneState.UNDATED, None)
    if expected.last < on:
        promised = baseline if baseline is not None and baseline.last < on else expected
        return Standing(MilestoneState.OVERDUE, gap(promised, PartialDate.day(on)))
    slip = gap(baseline, forecast)
    if slip is not None and slip.days > 0:
        return Standing(MilestoneState.SLIPPED, slip)
    return Standing(MilestoneState.ON_TRACK, slip)
