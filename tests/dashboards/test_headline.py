"""The sentence with which a dashboard begins."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.queries.headline import headline, reported
from dashboards.queries.programme import dashboard
from programmes.models import Programme
from programmes.queries import programme_at
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


@pytest.fixture
def programme() -> Programme:
    return factories.programme()


def said(programme: Programme) -> list[str]:
    return headline(dashboard(programme_at(programme, None), None))


def rated(programme: Programme, *rags: str) -> None:
    for number, rag in enumerate(rags):
        project = factories.project(f"Project {number}", programme=programme)
        if rag:
            factories.report(
                project=project,
                period_end=date(2012, 7, 4),
                overall_rag=rag,
                overall_reason="As it is.",
            )


def test_without_projects_it_says_nothing(programme: Programme) -> None:
    assert said(programme) == []


@pytest.mark.parametrize(
    ("rags", "sentence"),
    [
        (("",), "No project has been rated yet."),
        (("green", "green"), "Every project is green."),
        (("green", ""), "No project is red or amber; 1 of 2 has no rating."),
        (("green", "", ""), "No project is red or amber; 2 of 3 have no rating."),
        (("amber", "green"), "No project is red; 1 of 2 is amber."),
        (("amber", "amber", "green"), "No project is red; 2 of 3 are amber."),
        (("red", "green"), "1 of 2 projects is red."),
        (("red", "red", "amber"), "2 of 3 projects are red; 1 is amber."),
    ],
)
def test_the_worst_rating_comes_first(
    programme: Programme, rags: tuple[str, ...], sentence: str
) -> None:
    rated(programme, *rags)
    assert said(programme) == [sentence]


def test_it_names_the_milestone_that_slips_most_and_what_is_still_to_be_found(
    programme: Programme,
) -> None:
    rated(programme, "green")
    project = programme.projects.get()
    for title, forecast in (("Doors open", 14), ("Vans hired", 20)):
        factories.milestone(
            title,
            project=project,
            baseline_on=date(2012, 7, 10),
            forecast_on=date(2012, 7, forecast),
        )
    factories.savings_line(programme=programme, required_pence=37_500_000)
    assert said(programme) == [
        "Every project is green.",
        "Slips most: “Vans hired” of Project 0, to 20 July 2012 (10 days late).",
        "£375k of savings is still to be found.",
    ]


def test_it_says_to_which_day_reports_reach_and_how_many_are_old() -> None:
    day = date(2012, 7, 4)
    assert [reported(None, 0), reported(day, 0), reported(day, 1), reported(day, 2)] == [
        "",
        "Reports to 4 July 2012, none of them old.",
        "Reports to 4 July 2012; 1 project last reported more than 8 weeks ago.",
        "Reports to 4 July 2012; 2 projects last reported more than 8 weeks ago.",
    ]
