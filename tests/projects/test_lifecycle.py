"""What dates say of a milestone, and which move of a report is legal."""

from __future__ import annotations

from datetime import date

import pytest

from programmes.choices import Precision
from projects.choices import MilestoneState, ReportState
from projects.lifecycle import (
    first_day,
    last_day,
    may_move_report,
    milestone_state,
    slip_days,
)
from projects.models import Milestone
from projects.queries import milestone_row

JUNE, FOURTH, FIFTH, AUGUST = (
    date(2012, 6, 30),
    date(2012, 7, 4),
    date(2012, 7, 5),
    date(2012, 8, 1),
)
DAY, MONTH = Precision.DAY, Precision.MONTH


@pytest.mark.parametrize(
    ("state", "to", "expected"),
    [
        (ReportState.DRAFT, ReportState.SUBMITTED, True),
        (ReportState.DRAFT, ReportState.DRAFT, False),
        (ReportState.SUBMITTED, ReportState.DRAFT, True),
        (ReportState.SUBMITTED, ReportState.SUBMITTED, False),
    ],
)
def test_a_report_is_submitted_and_may_come_back(state: str, to: str, expected: bool) -> None:
    assert may_move_report(state, to) is expected


@pytest.mark.parametrize(
    ("baseline", "forecast", "actual", "expected"),
    [
        (None, None, None, None),
        (None, FOURTH, None, None),
        (None, None, FOURTH, None),
        (FOURTH, None, None, None),
        (FOURTH, FOURTH, None, 0),
        (FOURTH, FIFTH, None, 1),
        (FOURTH, JUNE, None, -4),
        (FOURTH, AUGUST, None, 28),
        (FOURTH, AUGUST, FOURTH, 0),
        (FOURTH, FOURTH, AUGUST, 28),
        (FOURTH, None, JUNE, -4),
        (date(2012, 2, 28), date(2012, 3, 1), None, 2),
    ],
)
def test_slip(
    baseline: date | None, forecast: date | None, actual: date | None, expected: int | None
) -> None:
    assert slip_days(baseline, forecast, actual) == expected


@pytest.mark.parametrize(
    ("baseline", "forecast", "actual", "expected"),
    [
        (None, None, None, MilestoneState.UNDATED),
        (None, None, FOURTH, MilestoneState.DONE),
        (None, None, FIFTH, MilestoneState.UNDATED),
        (JUNE, AUGUST, FOURTH, MilestoneState.DONE),
        (JUNE, AUGUST, FIFTH, MilestoneState.SLIPPED),
        (JUNE, None, None, MilestoneState.OVERDUE),
        (FOURTH, None, None, MilestoneState.ON_TRACK),
        (FIFTH, None, None, MilestoneState.ON_TRACK),
        (FOURTH, FIFTH, None, MilestoneState.SLIPPED),
        (FIFTH, FOURTH, None, MilestoneState.ON_TRACK),
        (AUGUST, JUNE, None, MilestoneState.OVERDUE),
        (None, JUNE, None, MilestoneState.OVERDUE),
        (None, FOURTH, None, MilestoneState.ON_TRACK),
        (None, AUGUST, None, MilestoneState.ON_TRACK),
    ],
)
def test_how_a_milestone_stands_on_the_fourth_of_july(
    baseline: date | None, forecast: date | None, actual: date | None, expected: MilestoneState
) -> None:
    assert milestone_state(baseline, forecast, actual, FOURTH) == expected


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        (None, DAY, None, None),
        (None, MONTH, None, None),
        (FOURTH, DAY, FOURTH, FOURTH),
        (FOURTH, MONTH, date(2012, 7, 1), date(2012, 7, 31)),
        (date(2012, 2, 1), MONTH, date(2012, 2, 1), date(2012, 2, 29)),
        (date(2013, 2, 28), MONTH, date(2013, 2, 1), date(2013, 2, 28)),
        (date(2012, 12, 31), MONTH, date(2012, 12, 1), date(2012, 12, 31)),
    ],
)
def test_a_date_known_to_the_month_is_any_day_of_it(
    day: date | None, precision: str, first: date | None, last: date | None
) -> None:
    assert (first_day(day, precision), last_day(day, precision)) == (first, last)


@pytest.mark.parametrize(
    ("baseline", "forecast", "actual", "on", "state", "slip", "words"),
    [
        # A month is not over before its last day, whichever day stands for it.
        ((2012, 7, 1), None, None, (2012, 7, 31), "on_track", None, ""),
        ((2012, 7, 31), None, None, (2012, 7, 31), "on_track", None, ""),
        ((2012, 7, 1), None, None, (2012, 8, 1), "overdue", None, ""),
        ((2012, 7, 1), (2012, 7, 20), None, (2012, 7, 4), "on_track", 0, "on time"),
        ((2012, 7, 31), (2012, 9, 1), None, (2012, 7, 4), "slipped", 61, "61 days late"),
        ((2012, 7, 1), None, (2012, 7, 31), (2012, 7, 4), "done", 0, "on time"),
        ((2012, 7, 1), None, (2012, 6, 1), (2012, 7, 4), "done", -31, "31 days early"),
    ],
)
def test_a_milestone_known_to_the_month(
    baseline: tuple[int, int, int],
    forecast: tuple[int, int, int] | None,
    actual: tuple[int, int, int] | None,
    on: tuple[int, int, int],
    state: str,
    slip: int | None,
    words: str,
) -> None:
    milestone = Milestone(
        title="Hub opens",
        baseline_on=date(*baseline),
        forecast_on=date(*forecast) if forecast else None,
        actual_on=date(*actual) if actual else None,
        precision=MONTH,
    )
    row = milestone_row(milestone, date(*on))
    assert (row.state, row.slip_days, row.slip_words) == (state, slip, words)


def test_a_milestone_known_to_the_month_is_printed_as_one() -> None:
    milestone = Milestone(baseline_on=date(2012, 11, 30), precision=MONTH)
    row = milestone_row(milestone, FOURTH)
    assert (row.baseline_words, row.forecast_words, row.actual_words) == ("November 2012", "–", "–")
    milestone.precision = DAY
    assert milestone_row(milestone, FOURTH).baseline_words == "30 November 2012"
