"""Charts over a year: how projects were rated, and how far milestones slipped."""

from __future__ import annotations

from datetime import date

import pytest

from documents.bars import Bar, Bars
from documents.several_lines import Lines
from programmes.models import Programme
from projects.milestone_actions import edit_milestone
from projects.trends.months import month_ends
from projects.trends.ratings import ratings_chart
from projects.trends.slips import slips_chart
from tests import factories
from tests.sweeps.story import on
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    with on(4, 2):
        return factories.programme()


def test_a_year_is_twelve_ends_of_months_and_today() -> None:
    assert month_ends(date(2012, 3, 1))[-4:] == [
        date(2011, 12, 31), date(2012, 1, 31), date(2012, 2, 29), date(2012, 3, 1),
    ]  # fmt: skip
    assert len(month_ends(date(2012, 3, 1))) == 13


def test_ratings_are_counted_by_the_latest_report_at_the_end_of_each_month(
    programme: Programme,
) -> None:
    with on(4, 2):
        one, two = (factories.project(title, programme=programme) for title in ("One", "Two"))
    for month, day, project, rag in (
        (5, 10, one, "green"), (6, 10, one, "amber"), (6, 20, two, "red"), (7, 3, one, "red"),
    ):  # fmt: skip
        with on(month, day) as today:
            factories.report(
                project=project, period_end=today, overall_rag=rag, overall_reason="So it is."
            )
    with on(7, 4):
        chart = ratings_chart(programme.scope, None, None)
        assert ratings_chart(one.scope, None, None) is None
    assert chart is not None
    assert (chart.headline, chart.sentence) == (
        "2 of 2 rated projects are red; on 31 May 2012 it was 0 of 1.",
        "On 4 July 2012: 2 red.",
    )
    assert chart.drawn == Bars(
        (
            Bar("31 May 2012", (0.0, 0.0, 1.0), "1 green"),
            Bar("30 Jun 2012", (1.0, 1.0, 0.0), "1 red, 1 amber"),
            Bar("4 Jul 2012", (2.0, 0.0, 0.0), "2 red"),
        ),
        ("Red", "Amber", "Green"),
        ("red", "amber", "green"),
    )


def test_slips_are_measured_from_what_was_first_agreed(programme: Programme) -> None:
    with on(4, 2):
        project = factories.project("Hub", programme=programme)
        opens = factories.milestone("Opens", project=project, baseline_on=date(2012, 10, 1))
        factories.milestone("On time", project=project, baseline_on=date(2012, 11, 1))
        done = factories.milestone("Done", project=project, baseline_on=date(2012, 4, 5))
    with on(6, 20):
        moved = {"forecast_on": PartialDate.day(date(2012, 10, 11)), "reason": "No supplier"}
        edit_milestone(opens, by=factories.officer(), **moved)
        edit_milestone(done, by=factories.officer(), actual_on=PartialDate.day(date(2012, 6, 20)))
    with on(7, 4):
        chart = slips_chart(programme.scope, None, None)
    assert chart is not None
    assert (chart.headline, chart.sentence) == (
        "1 of 2 milestones to come is later than first agreed; on 30 April 2012 it was 0.",
        "Furthest behind: Opens (Hub), 10 days late.",
    )
    assert chart.table.rows == (
        ("Opens (Hub)", "30 Apr 2012", "on time"),
        ("Opens (Hub)", "31 May 2012", "on time"),
        ("Opens (Hub)", "30 Jun 2012", "10 days late"),
        ("Opens (Hub)", "4 Jul 2012", "10 days late"),
    )
    assert isinstance(chart.drawn, Lines)
    assert [point.value for point in chart.drawn.places] == [0.0, 0.0, 10.0, 10.0]


def test_nothing_is_drawn_without_reports_or_slips(programme: Programme) -> None:
    with on(7, 4):
        factories.milestone(project=factories.project(programme=programme))
        drawn = [draw(programme.scope, None, None) for draw in (ratings_chart, slips_chart)]
    assert drawn == [None, None]
