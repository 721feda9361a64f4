"""All projects, milestones and status reports: narrowed, sorted, counted, as at a day, exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record, create_record, edit_record
from audit.writing import audited
from audit.writing import create as write
from people.actions import appoint
from people.choices import Role, UnitKind
from people.models import OrganisationUnit, Person
from people.queries import office
from projects.lifecycle import timing
from projects.models import Milestone, Project
from projects.queries import lists
from tests import factories
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, TODAY, kept
from values import clock
from values.partial_dates import UNKNOWN, PartialDate

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Delivery:
    """Two programmes; one project is red and led from Libraries, one is not rated."""

    officer: Person
    keeper: Client
    lead: Client
    tools: Project
    doors: Project
    homes: Project
    late: Milestone
    unit: OrganisationUnit


@pytest.fixture(scope="module")
def delivery(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Delivery]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        built = deliver()
        with clock.stopped_at(MOMENT + timedelta(days=2)):
            edit_record(built.tools, by=built.officer, title="Tools for all")
            factories.at_stage(built.tools, "closed")
            yield built


def deliver() -> Delivery:
    by = factories.officer()
    open_doors, warm_homes = factories.programme(), factories.programme("Warm Homes")
    tools = factories.project("=Tools", programme=open_doors, stage="implementing")
    doors = factories.project("Élan", programme=open_doors)
    homes = factories.project("Boilers", programme=warm_homes)
    gone = factories.project("Gone", programme=warm_homes)
    archive_record(gone, by=by)
    unit = create_record(OrganisationUnit, by=by, name="Libraries", kind=UnitKind.TEAM)
    lead = factories.person("Lena Marsh", organisation_unit=unit)
    appoint(scope=tools.scope, role=Role.PROJECT_LEAD, person=lead, by=by)
    factories.report(
        project=tools, period_end=date(2012, 6, 30), overall_rag="red", overall_reason="Late."
    )
    factories.report(project=homes, period_end=date(2012, 6, 15))
    late = factories.milestone(
        project=tools, baseline_on=TODAY, forecast_on=TODAY + timedelta(days=40)
    )
    factories.milestone("Van bought", project=homes, baseline_on=TODAY, actual_on=TODAY)
    factories.milestone("Not counted", project=gone)
    return Delivery(
        officer=by,
        keeper=browser_of(factories.account()),
        lead=browser_of(factories.account(lead)),
        tools=tools,
        doors=doors,
        homes=homes,
        late=late,
        unit=unit,
    )


def page(browser: Client, url: str) -> Element:
    answer = browser.get(url)
    assert answer.status_code == 200, answer.content.decode()
    return read(answer.content.decode())


def table(browser: Client, url: str) -> list[list[str]]:
    """The words in the rows of a list, as a reader sees them."""
    (body,) = page(browser, url).all("tbody")
    return [[cell.text for cell in row.all("th", "td")] for row in body.all("tr")]


def names(browser: Client, url: str) -> list[str]:
    return [row[0] for row in table(browser, url)]


def test_all_projects_say_how_they_stand(delivery: Delivery) -> None:
    assert table(delivery.keeper, "/projects/") == [
        ["Tools for all", "Open Doors", "Closed", "Red", "30 Jun 2012", "Lena Marsh"],
        ["Élan", "Open Doors", "Scoping", "Not rated", "None yet", "Nobody yet"],
        ["Boilers", "Warm Homes", "Scoping", "Green", "15 Jun 2012", "Nobody yet"],
    ]
    (main,) = page(delivery.keeper, "/projects/").all("main")
    assert "3 projects: Red 1, Green 1, Not rated 1" in main.text


def test_all_projects_are_as_they_were(delivery: Delivery) -> None:
    then = names(delivery.keeper, "/projects/?at=2012-07-04")
    assert then == ["=Tools", "Élan", "Boilers"]
    assert names(delivery.keeper, "/projects/?at=2012-07-04&stage=implementing") == ["=Tools"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("title=elan", ["Élan"]),
        ("stage=scoping", ["Élan", "Boilers"]),
        ("rag=red", ["Tools for all"]),
        ("rag=none", ["Élan"]),
        ("lead=marsh", ["Tools for all"]),
        ("lead=nobody", []),
        ("sort=title", ["Boilers", "Élan", "Tools for all"]),
        ("sort=-title", ["Tools for all", "Élan", "Boilers"]),
        ("sort=rag", ["Tools for all", "Boilers", "Élan"]),
        ("sort=-reported_on", ["Tools for all", "Boilers", "Élan"]),
        ("sort=stage", ["Élan", "Boilers", "Tools for all"]),
    ],
)
def test_all_projects_are_narrowed_and_sorted(
    delivery: Delivery, asked: str, found: list[str]
) -> None:
    if not found:
        shown = page(delivery.keeper, f"/projects/?{asked}").text
        assert "Nothing that you may see matches" in shown
    else:
        assert names(delivery.keeper, f"/projects/?{asked}") == found


def test_a_list_is_narrowed_by_programme_and_by_the_unit_of_the_lead(delivery: Delivery) -> None:
    programme = delivery.homes.programme_id
    assert names(delivery.keeper, f"/projects/?programme={programme}") == ["Boilers"]
    assert names(delivery.keeper, f"/projects/?unit={delivery.unit.pk}") == ["Tools for all"]
    milestones = f"/milestones/?unit={delivery.unit.pk}"
    assert names(delivery.keeper, milestones) == ["First library open"]


@pytest.mark.one_engine
@pytest.mark.parametrize("asked", ["sort=leads", "sort=--title", "sort=scope", "format=pdf"])
def test_what_a_list_cannot_do_is_refused(delivery: Delivery, asked: str) -> None:
    assert delivery.keeper.get(f"/projects/?{asked}").status_code == 400


@pytest.mark.one_engine
def test_a_heading_sorts_keeps_the_rest_and_says_how(delivery: Delivery) -> None:
    found = page(delivery.keeper, "/projects/?at=2012-07-04&stage=scoping&sort=title")
    (head,) = found.all("thead")
    sorted_by = {th.text: th.attributes.get("aria-sort") for th in head.all("th")}
    assert sorted_by["Project ▲"] == "ascending"
    links = {a.text: a.attributes["href"] for a in head.all("a")}
    assert links["Stage"] == "?sort=stage&at=2012-07-04&stage=scoping"
    assert links["Project ▲"] == "?sort=-title&at=2012-07-04&stage=scoping"
    assert "Lead" not in links
    (panel,) = (f for f in found.all("form") if "filter" in f.attributes.get("class", ""))
    hidden = {i.attributes["name"] for i in panel.all("input") if i.attributes["type"] == "hidden"}
    assert hidden == {"at", "sort"}


def test_all_milestones_say_their_slip_and_state(delivery: Delivery) -> None:
    assert table(delivery.keeper, "/milestones/?sort=-slip_days") == [
        ["First library open", "Tools for all Open Doors", "4 Jul 2012", "13 Aug 2012",
         "Not yet", "40 days late", "Nobody yet", "Slipped"],
        ["Van bought", "Boilers Warm Homes", "4 Jul 2012", "Not set", "4 Jul 2012",
         "on time", "Nobody yet", "Done"],
    ]  # fmt: skip
    assert names(delivery.keeper, "/milestones/?slip=month&state=slipped") == ["First library open"]
    assert names(delivery.keeper, "/milestones/?slip=on_time") == ["Van bought"]


def test_the_database_counts_slip_and_state_as_the_rules_do(delivery: Delivery) -> None:
    """Every mixture of dates, known to the day, to the month, to the year, and not at all."""
    days = [
        None, PartialDate.day(date(2012, 2, 1)), PartialDate.day(date(2012, 7, 6)),
        PartialDate.day(date(2012, 9, 30)), PartialDate.month(2012, 7), PartialDate.month(2012, 6),
        PartialDate.financial_year(2012),
    ]  # fmt: skip
    project = factories.project(programme=factories.programme("Grid"))
    names = ("baseline_on", "forecast_on", "actual_on")
    with audited(by=delivery.officer, reason="A grid"):
        for dates in product(days, days, [*days[:3], PartialDate.month(2012, 6), UNKNOWN]):
            fields = dict(zip(names, dates, strict=True))
            write(Milestone, project=project, title="m", **fields)
    rows = lists.milestones(delivery.officer, None).filter(project_id=project.pk)
    assert len(rows) == 7 * 7 * 5
    for row in rows:
        found = timing(row.baseline_on, row.forecast_on, row.actual_on, clock.today())
        days_late = found.slip.days if found.slip else None
        assert (row.slip_days, row.state) == (days_late, found.state), vars(row)


def test_all_reports_are_those_that_were_submitted(delivery: Delivery) -> None:
    factories.draft_report(project=delivery.doors)
    assert table(delivery.keeper, "/status-reports/") == [
        ["30 Jun 2012", "Tools for all Open Doors", "Red", "Late.", "Olive Tarrant",
         "Not yet"],
        ["15 Jun 2012", "Boilers Warm Homes", "Green", "Not recorded", "Olive Tarrant",
         "Not yet"],
    ]  # fmt: skip


def test_a_workbook_holds_real_dates_and_numbers(delivery: Delivery) -> None:
    answer = delivery.keeper.get("/milestones/?sort=-slip_days&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    heading, late, _done = sheet.iter_rows(values_only=True)
    assert heading == (
        "Milestone", "Project", "Programme", "Baseline", "Forecast", "Actual", "Slip in days",
        "Owner", "First agreed", "Times re-baselined", "State",
    )  # fmt: skip
    assert late == (
        "First library open", "Tools for all", "Open Doors", datetime(2012, 7, 4),
        datetime(2012, 8, 13), None, 40, None, datetime(2012, 7, 4), 0, "Slipped",
    )  # fmt: skip
    assert sheet["D2"].number_format == "d mmm yyyy"


def test_a_file_holds_what_the_page_shows_and_no_formula(delivery: Delivery) -> None:
    answer = delivery.keeper.get("/projects/?at=2012-07-04&rag=red&format=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        ["Project", "Reference", "Also called", "Category", "Programme", "Start", "Expected end",
         "Stage", "Rating", "Rating before", "Last report", "Lead"],
        ["'=Tools", delivery.tools.reference, "", "", "Open Doors", "", "", "Implementing", "Red",
         "Not rated", "2012-06-30", "Lena Marsh"],
    ]  # fmt: skip
    book = delivery.keeper.get("/projects/?at=2012-07-04&rag=red&format=xlsx")
    cell = load_workbook(io.BytesIO(book.content)).active["A2"]
    assert (cell.value, cell.data_type) == ("=Tools", "s")


def test_everybody_finds_and_downloads_what_is_for_them(delivery: Delivery) -> None:
    outsider = browser_of(factories.account(factories.person("Otto Vane")))
    assert "There is nothing here that you may see yet." in page(outsider, "/projects/").text
    assert outsider.get("/projects/?format=csv").status_code == 403
    assert names(delivery.lead, "/projects/") == ["Tools for all", "Élan"]
    reader = browser_of(factories.account(factories.holder(Role.READER, office(), "Rhoda Steele")))
    assert len(names(reader, "/projects/")) > 2
    assert reader.get("/projects/?format=csv").status_code == 403
