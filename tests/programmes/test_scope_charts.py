"""Charts of programmes and projects: on their pages, and as files."""

from __future__ import annotations

import pytest
from django.test import Client

from people.choices import Role
from projects.models import Project
from tests import factories
from tests.factories import money
from tests.factories.gates import put_right
from tests.sweeps.story import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]
FINDING = "2011/12 to 2012/13: £20k over budget (2%)."


@pytest.fixture
def project() -> Project:
    project = factories.project("Lending tools", programme=factories.programme())
    line = money.line(scope=project.scope)
    money.amount(line, 2011, budget_pence=50_000_000, forecast_pence=50_000_000, actual_pence=0)
    money.amount(line, 2012, budget_pence=50_000_000, forecast_pence=102_000_000)
    return project


def client(role: Role = Role.PROGRAMME_OFFICE, project: Project | None = None) -> Client:
    person = factories.holder(role, project.scope) if project else factories.officer()
    browser = Client()
    browser.force_login(factories.account(person))
    return browser


def url(project: Project, name: str) -> str:
    return f"/scopes/{project.reference}/charts/{name}"


def test_a_chart_is_sent_as_a_drawing_a_picture_and_its_table(project: Project) -> None:
    officer = client()
    sent = {kind: officer.get(url(project, f"budget.{kind}")) for kind in ("svg", "png", "csv")}
    assert [answer["Content-Type"] for answer in sent.values()] == [
        "image/svg+xml", "image/png", "text/csv; charset=utf-8",
    ]  # fmt: skip
    assert [answer["Content-Disposition"] for answer in sent.values()] == [
        f'attachment; filename="{project.reference}-budget.{kind}"' for kind in sent
    ]
    assert FINDING in sent["svg"].content.decode()
    assert sent["png"].content.startswith(b"\x89PNG")
    assert sent["csv"].content.decode("utf-8-sig").splitlines() == [
        "Financial year,Budget,Forecast,Actual,Variance",
        "2011/12,£500k,£500k,£0,£500k under budget (100%)",
        "2012/13,£500k,£1.02m,not known,£520k over budget (104%)",
    ]


def test_its_page_states_the_finding_and_offers_the_files(project: Project) -> None:
    page = client().get(f"/scopes/{project.reference}/money/").content.decode()
    assert FINDING in page
    assert [kind for kind in ("svg", "png", "csv") if url(project, f"budget.{kind}") in page] == [
        "svg", "png", "csv",
    ]  # fmt: skip


def test_a_chart_that_is_not_there_is_not_found(project: Project) -> None:
    officer, empty = client(), factories.project("Empty")
    addresses = [url(project, "budget.pdf"), url(project, "nothing.svg"), url(empty, "budget.svg")]
    assert [officer.get(address).status_code for address in addresses] == [404, 404, 404]


def test_whoever_takes_no_files_away_sees_the_chart_and_no_link_to_them(project: Project) -> None:
    member = client(Role.TEAM_MEMBER, project)
    page = member.get(f"/scopes/{project.reference}/money/").content.decode()
    assert (FINDING in page, "/charts/" in page) == (True, False)
    assert member.get(url(project, "budget.csv")).status_code == 403
    elsewhere = client(Role.TEAM_MEMBER, factories.project("Elsewhere"))
    assert elsewhere.get(url(project, "budget.csv")).status_code == 404


def test_a_chart_as_at_a_past_day_is_what_was_known_then() -> None:
    with on(6, 1):
        project = factories.project("Lending tools")
        amount = money.amount(money.line(scope=project.scope), budget_pence=50_000_000)
    with on(6, 20):
        put_right(amount, budget_pence=70_000_000)
    officer = client()
    told = [
        officer.get(url(project, f"budget.csv{query}")).content.decode().splitlines()[1]
        for query in ("", "?at=2012-06-10")
    ]
    assert told == [
        "2012/13,£700k,not known,not known,not known",
        "2012/13,£500k,not known,not known,not known",
    ]
