"""The chart of punctuality."""

from __future__ import annotations

from datetime import date

import pytest

from documents.bars import Bar
from reporting.charts import chart_of
from reporting.models import ReportingPeriod
from reporting.owing import Punctuality

pytestmark = pytest.mark.one_engine


def counted(month: int, in_time: int, late: int, missing: int) -> Punctuality:
    period = ReportingPeriod(ends_on=date(2012, month, 6))
    return Punctuality(period, in_time + late + missing, in_time, late, missing)


def test_it_says_how_many_reports_came_in_time_in_all_and_in_the_latest_period() -> None:
    chart = chart_of([counted(6, 4, 0, 0), counted(7, 1, 2, 1)])
    assert chart is not None
    assert (chart.headline, chart.sentence) == (
        "5 of 8 reports (62%) came in time over 2 periods.",
        "Of the period to 6 July 2012: 1 in time, 2 late, 1 missing.",
    )
    assert chart.table.rows == (
        ("6 June 2012", "4", "4", "0", "0"),
        ("6 July 2012", "4", "1", "2", "1"),
    )
    assert chart.drawn.bars == (  # type: ignore[union-attr]
        Bar("6 Jun 2012", (4.0, 0.0, 0.0), "4 of 4 in time"),
        Bar("6 Jul 2012", (1.0, 2.0, 1.0), "1 of 4 in time"),
    )


def test_without_a_report_that_was_due_there_is_no_chart() -> None:
    assert (chart_of([]), chart_of([counted(7, 0, 0, 0)])) == (None, None)
