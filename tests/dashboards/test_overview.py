"""All programmes together: sentences, one line for each, and how ratings moved."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.queries.overview import Overview, OverviewLine, overview
from programmes.models import Programme
from programmes.queries import programme_row
from projects.models import Project
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


def rated(programme: Programme, title: str, *rags: str) -> Project:
    """A project with a report for each rating, the last to 4 July."""
    project = factories.project(title, programme=programme)
    for day, rag in zip((date(2012, 6, 20), date(2012, 7, 4))[-len(rags) :], rags, strict=True):
        factories.report(
            project=project, period_end=day, overall_rag=rag, overall_reason="As it is."
        )
    return project


def seen(*programmes: Programme) -> Overview:
    return overview([programme_row(programme) for programme in programmes], None)


def test_without_programmes_it_says_nothing() -> None:
    empty = seen()
    assert (empty.sentences, empty.lines, empty.has_moved) == ([], (), False)


def test_each_programme_has_its_line_and_every_moved_project_its_cell() -> None:
    doors, homes = factories.programme("Open Doors"), factories.programme("Warm Homes")
    rated(doors, "Worse", "green", "red")
    rated(doors, "Better", "red", "amber")
    rated(doors, "Same", "green", "green")
    rated(homes, "New", "green")
    late = factories.project("Late", programme=homes)
    factories.milestone(project=late, baseline_on=date(2012, 8, 1), forecast_on=date(2012, 8, 11))
    factories.savings_line(programme=homes, required_pence=37_500_000)

    found = seen(doors, homes)

    assert found.sentences == [
        "1 of 5 projects is red; 1 is amber.",
        "1 milestone to come is later than agreed.",
        "£375k of savings is still to be found.",
    ]
    assert found.lines == (
        OverviewLine(programme_row(doors), (("red", 1), ("amber", 1), ("green", 1)), 0, None),
        OverviewLine(programme_row(homes), (("green", 1), ("", 1)), 1, 37_500_000),
    )
    assert [
        (before, [[project.title for project in cell.projects] for cell in cells])
        for before, cells in found.movements
    ] == [
        ("red", [[], ["Better"], []]),
        ("amber", [[], [], []]),
        ("green", [["Worse"], [], ["Same"]]),
    ]
    assert found.has_moved


def test_a_cell_names_some_of_the_projects_that_moved_and_leads_to_all_of_them() -> None:
    doors = factories.programme("Open Doors")
    for title in ("One", "Two", "Three", "Four", "Five", "Six"):
        rated(doors, title, "green", "amber")
    rated(doors, "Same", "green", "green")

    cells = dict(seen(doors).movements)["green"]

    assert [(len(cell.projects), len(cell.named), cell.narrowed) for cell in cells] == [
        (0, 0, "before=green&rag=red"),
        (6, 5, "before=green&rag=amber"),
        (1, 0, "before=green&rag=green"),
    ]
