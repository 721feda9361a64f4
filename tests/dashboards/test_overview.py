"""All programmes together: sentences, one line for each, and how ratings moved."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from dashboards.queries.overdue import overdue
from dashboards.queries.overview import Overview, overview
from programmes.models import Programme
from programmes.queries import programme_row
from projects.models import Project
from projects.queries.together import rated_projects
from registers.models import Dependency
from tests import factories
from tests.factories import money
from tests.factories.reporting import calendar
from tests.sweeps.story import on
from values import clock

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
    return overview([programme_row(each) for each in programmes], factories.officer(), None)


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
    money.amount(money.line(scope=doors.scope), budget_pence=10_000_000, forecast_pence=11_000_000)
    rooms = money.line("Rooms", scope=late.scope, kind="capital")
    money.amount(rooms, budget_pence=500, forecast_pence=500)

    found = seen(doors, homes)

    assert found.sentences == [
        "1 of 5 projects is red; 1 is amber.",
        "1 milestone to come is later than agreed.",
        "£375k of savings is still to be found.",
    ]
    assert [
        (line.title, line.counts, line.late, line.variance_words, line.to_find_pence)
        for line in found.lines
    ] == [
        ("Open Doors", (("red", 1), ("amber", 1), ("green", 1)), 0, "£10k over budget (10%)", None),
        ("Warm Homes", (("green", 1), ("", 1)), 1, "on budget", 37_500_000),
    ]
    assert [(row.title, row.scope, row.slip_days) for row in found.slipped] == [
        ("First library open", "Late", 10)
    ]
    assert [(each.kind, each.budget_pence, each.variance_pence) for each in found.money] == [
        ("revenue", 10_000_000, 1_000_000), ("capital", 500, 0),
    ]  # fmt: skip
    assert found.savings is not None
    assert (found.savings.required_pence, found.savings.still_to_find_pence) == (
        37_500_000, 37_500_000,
    )  # fmt: skip
    assert [
        (before, [[project.title for project in cell.projects] for cell in cells])
        for before, cells in found.movements
    ] == [
        ("red", [[], ["Better"], []]),
        ("amber", [[], [], []]),
        ("green", [["Worse"], [], ["Same"]]),
    ]
    assert found.has_moved


def test_it_tells_late_reports_what_to_check_and_dependencies_in_trouble() -> None:
    by = factories.officer()
    with on(5, 1):
        doors = factories.programme("Open Doors")
        calendar(doors, by, starts_on=date(2012, 6, 15), ends_on=date(2012, 6, 29))
        vans, hub = (factories.project(title, programme=doors) for title in ("Vans", "Hub"))
        closed = factories.programme("Elsewhere")
        factories.project("Not asked for", programme=closed)
    dates = {"baseline_on": date(2012, 8, 1), "forecast_on": date(2012, 8, 11)}
    hired = factories.milestone("Vans hired", project=vans, **dates)
    opens = factories.milestone("Hub opens", project=hub, baseline_on=date(2012, 8, 4))
    factories.entry(Dependency, "Vans first", giver=hired, taker=opens, scope=hub.scope)

    asked = ([programme_row(doors)], rated_projects([doors.pk], None), by)
    found, then = overdue(*asked, None), overdue(*asked, clock.now())

    assert found.reports is not None
    assert [(row.title, row.leads) for row in found.reports] == [("Vans", ""), ("Hub", "")]
    assert (found.reports_in_all, found.to_check) == (2, 2)
    assert [(row["giver"], row["taker"], row["late"]) for row in found.dependencies] == [
        ("Vans hired (Vans)", "Hub opens (Hub)", "7 days late")
    ]
    assert (then.reports, then.to_check) == (None, None)


def test_its_page_can_be_of_one_portfolio(client: Client) -> None:
    places = factories.portfolio("Places")
    factories.programme("Open Doors", portfolio=places)
    factories.programme("Warm Homes")
    client.force_login(factories.account())
    pages = [client.get(f"/overview/{query}") for query in ("", f"?portfolio={places.reference}")]
    told = [[line.title for line in page.context["overview"].lines] for page in pages]
    assert told == [["Open Doors", "Warm Homes"], ["Open Doors"]]
    assert client.get("/overview/?portfolio=PFO-9999").status_code == 404


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
