"""What dates say of a milestone, and which move of a report is legal."""

from __future__ import annotations

from datetime import date

import pytest

from projects.choices import ReportState
from projects.lifecycle import may_move_report, timing
from projects.models import Milestone
from projects.queries import milestone_row, slip_in_words
from values.partial_dates import UNKNOWN, PartialDate

JUNE, FOURTH, FIFTH, AUGUST = (
    date(2012, 6, 30),
    date(2012, 7, 4),
    date(2012, 7, 5),
    date(2012, 8, 1),
)


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


OCTOBER, NOVEMBER = PartialDate.month(2012, 10), PartialDate.month(2012, 11)


def known(on: date | PartialDate | None) -> PartialDate | None:
    return PartialDate.day(on) if isinstance(on, date) else on


@pytest.mark.parametrize(
    ("baseline", "forecast", "actual", "state", "slip"),
    [
        (None, None, None, "undated", ""),
        (None, None, FOURTH, "done", ""),
        (None, None, FIFTH, "undated", ""),
        (None, JUNE, None, "overdue", "4 days overdue"),
        (None, FOURTH, None, "on_track", ""),
        (None, AUGUST, None, "on_track", ""),
        (JUNE, None, None, "overdue", "4 days overdue"),
        (JUNE, JUNE, None, "overdue", "4 days overdue"),
        (date(2012, 5, 31), JUNE, None, "overdue", "34 days overdue"),
        (AUGUST, JUNE, None, "overdue", "4 days overdue"),
        (FOURTH, None, None, "on_track", ""),
        (FOURTH, FOURTH, None, "on_track", "on time"),
        (FOURTH, FIFTH, None, "slipped", "1 day late"),
        (JUNE, AUGUST, None, "slipped", "32 days late"),
        (FIFTH, FOURTH, None, "on_track", "1 day early"),
        (JUNE, AUGUST, FOURTH, "done", "4 days late"),
        (JUNE, AUGUST, FIFTH, "slipped", "32 days late"),
        (FOURTH, FOURTH, JUNE, "done", "4 days early"),
        (FOURTH, None, FOURTH, "done", "on time"),
        (FOURTH, None, UNKNOWN, "done", ""),
        # Known to a period: nothing is late before it is over, and the slip is said roughly.
        (PartialDate.month(2012, 7), None, None, "on_track", ""),
        (PartialDate.month(2012, 6), None, None, "overdue", "about 3 weeks overdue"),
        (PartialDate.month(2012, 7), date(2012, 7, 20), None, "on_track", "on time"),
        (OCTOBER, NOVEMBER, None, "slipped", "about a month late"),
        (OCTOBER, date(2012, 11, 20), None, "slipped", "about a month late"),
        (OCTOBER, date(2012, 11, 1), None, "slipped", "about 2 weeks late"),
        (date(2012, 10, 3), OCTOBER, None, "on_track", "about on time"),
        (OCTOBER, PartialDate.quarter(2012, 3), None, "on_track", "about on time"),
        (OCTOBER, PartialDate.financial_year(2013), None, "slipped", "about 11 months late"),
        (PartialDate.year(2012), PartialDate.year(2014), None, "slipped", "about 2 years late"),
        (PartialDate.season(2012, "summer"), None, PartialDate.season(2012, "spring"), "done",
         "about 3 months early"),
    ],
)  # fmt: skip
def test_how_a_milestone_stands_on_the_fourth_of_july(
    baseline: date | PartialDate | None,
    forecast: date | PartialDate | None,
    actual: date | PartialDate | None,
    state: str,
    slip: str,
) -> None:
    found = timing(known(baseline), known(forecast), known(actual), FOURTH)
    assert (found.state, slip_in_words(found)) == (state, slip)


def test_a_milestone_known_to_the_month_is_printed_as_one() -> None:
    row = milestone_row(Milestone(baseline_on=NOVEMBER, actual_on=UNKNOWN), FOURTH)
    assert (row.baseline_words, row.forecast_words, row.actual_words) == (
        "November 2012",
        "–",
        "not known",
    )
