"""The roadmap of a programme: what it draws, and its table."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.queries.roadmap import Roadmap, project_roadmap, roadmap
from documents.lanes import Lane, Lanes, Mark, Shape, Span, in_sheets
from meetings.models import ItemGate
from programmes.models import Phase, Programme
from programmes.queries import programme_at
from projects.queries import project_at
from registers.models import Dependency
from tests import factories
from tests.factories.gates import gate_review
from tests.factories.meetings import item, meeting

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
    assert [row.title for row in seen.undated] == ["Undated"]


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
        ("Doors tried", {"baseline_on": date(2012, 6, 20), "actual_on": date(2012, 6, 20)}),
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
                    Mark(date(2012, 3, 1), Shape.LATE, "Long overdue", "125 days overdue"),
                    Mark(date(2012, 6, 20), Shape.REACHED, "Doors tried", "reached"),
                    Mark(date(2012, 8, 11), Shape.LATE, "Later", "10 days late", date(2012, 8, 1)),
                ),
            ),
            Lane("Board meetings", (Mark(date(2012, 7, 16), Shape.MEETING, "16 July 2012"),)),
        ),
    )
    assert chart.table.rows == (
        ("Phases", "Design", "1 May 2012 to 30 September 2012", ""),
        ("Lending tools", "Long overdue, 125 days overdue", "1 March 2012", "–"),
        ("Lending tools", "Doors tried, reached", "20 June 2012", "–"),
        ("Lending tools", "Later, 10 days late", "11 August 2012", "1 August 2012"),
        ("Board meetings", "16 July 2012", "16 July 2012", "–"),
    )


def test_a_project_shows_what_it_waits_for_and_the_gates_that_are_on_an_agenda(
    programme: Programme,
) -> None:
    hub, vans = (factories.project(title, programme=programme) for title in ("Hub", "Vans"))
    first, then = date(2012, 8, 1), date(2012, 8, 11)
    hired = factories.milestone("Vans hired", project=vans, baseline_on=first, forecast_on=then)
    opens = factories.milestone("Hub opens", project=hub, baseline_on=date(2012, 8, 4))
    factories.entry(Dependency, "Vans first", giver=hired, taker=opens, scope=hub.scope)
    board = factories.board(programme=programme)
    sitting = meeting(board, held_on=date(2012, 7, 16))
    review = gate_review(project=hub, board=board)
    factories.create_record(ItemGate, by=factories.officer(), item=item(sitting), review=review)

    chart = project_roadmap(project_at(hub, None), factories.officer(), None).chart

    assert chart is not None
    assert isinstance(chart.drawn, Lanes)
    assert chart.drawn.lanes == (
        Lane("Hub", (Mark(date(2012, 8, 4), Shape.EXPECTED, "Hub opens"),)),
        Lane(
            "Dependencies",
            (
                Mark(
                    then,
                    Shape.LATE,
                    "Vans hired (Vans), for Hub opens (Hub)",
                    "7 days late",
                    date(2012, 8, 4),
                ),
            ),
        ),
        Lane(
            "Gates",
            (Mark(date(2012, 7, 16), Shape.GATE, f"{review.title} (Hub)", "on the agenda"),),
        ),
        Lane("Board meetings", (Mark(date(2012, 7, 16), Shape.MEETING, "16 July 2012"),)),
    )


def test_a_long_roadmap_goes_on_in_another_drawing() -> None:
    day = date(2012, 7, 4)
    marks = tuple(Mark(day, Shape.EXPECTED, str(n)) for n in range(5))
    drawn = Lanes(day, day, day, (Lane("A", marks[:2]), Lane("B", marks), Lane("C")))
    sheets = in_sheets(drawn, 3)
    assert [[(lane.label, len(lane.marks)) for lane in each.lanes] for each in sheets] == [
        [("A", 2)], [("B", 3)], [("B", 2), ("C", 0)],
    ]  # fmt: skip
    assert in_sheets(drawn, 8) == [drawn]
