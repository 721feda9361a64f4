"""The roadmap of a programme: what it draws, and its table."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.queries.roadmap import Roadmap, roadmap
from documents.lanes import Lane, Lanes, Mark, Shape, Span
from programmes.models import Phase, Programme
from programmes.queries import programme_at
from tests import factories
from tests.factories.meetings import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


@pytest.fixture
def programme() -> Programme:
    return factories.programme()


def found(programme: Programme) -> Roadmap:
    return roadmap(programme_at(programme, None), factories.officer(), None)


def test_nothing_is_drawn_where_nothing_has_a_day(programme: Programme) -> None:
    factories.milestone("Undated", project=factories.project(programme=programme))
    seen = found(programme)
    assert seen.chart is None
    assert [row.title for row in seen.milestones] == ["Undated"]


def test_it_draws_phases_milestones_and_meetings_of_its_time(programme: Programme) -> None:
    factories.create_record(
        Phase,
        by=factories.officer(),
        programme=programme,
        title="Design",
        starts_on=date(2012, 1, 1),
        ends_on=date(2012, 9, 30),
    )
    project = factories.project("Lending tools", programme=programme)
    for title, days in (
        ("Long reached", {"actual_on": date(2012, 1, 10)}),
        ("Just reached", {"baseline_on": date(2012, 6, 20), "actual_on": date(2012, 6, 20)}),
        ("Long overdue", {"baseline_on": date(2012, 3, 1)}),
        ("Later", {"baseline_on": date(2012, 8, 1), "forecast_on": date(2012, 8, 11)}),
        ("Far away", {"baseline_on": date(2016, 1, 1)}),
    ):
        factories.milestone(title, project=project, **days)
    meeting(factories.board(programme=programme), held_on=date(2012, 7, 16))

    chart = found(programme).chart

    assert chart is not None
    assert chart.headline == "3 milestones until 4 July 2015; 2 later than agreed."
    assert chart.drawn == Lanes(
        first=date(2012, 5, 1),
        last=date(2015, 7, 4),
        today=date(2012, 7, 4),
        lanes=(
            Lane("Phases", spans=(Span(date(2012, 5, 1), date(2012, 9, 30), "Design"),)),
            Lane(
                "Lending tools",
                (
                    Mark(date(2012, 3, 1), Shape.LATE, "Long overdue, 125 days overdue"),
                    Mark(date(2012, 6, 20), Shape.REACHED, "Just reached"),
                    Mark(date(2012, 8, 11), Shape.LATE, "Later, 10 days late", date(2012, 8, 1)),
                ),
            ),
            Lane("Board meetings", (Mark(date(2012, 7, 16), Shape.MEETING, "16 July 2012"),)),
        ),
    )
    assert chart.table.rows == (
        ("Phases", "Design", "1 May 2012 to 30 September 2012", ""),
        ("Lending tools", "Long overdue, 125 days overdue", "1 March 2012", "–"),
        ("Lending tools", "Just reached", "20 June 2012", "–"),
        ("Lending tools", "Later, 10 days late", "11 August 2012", "1 August 2012"),
        ("Board meetings", "16 July 2012", "16 July 2012", "–"),
    )
