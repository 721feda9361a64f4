"""Categories, options, means, partners and sites: what a project has besides plan and reports."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from audit.actions import create_record, edit_record
from audit.errors import Refused
from people.models import Person
from projects.actions import edit_project
from projects.models import Option, Partner, Project, ProjectCategory, Resource, Site
from projects.option_actions import edit_option
from projects.queries.parts import appraisal, resourcing
from tests import factories
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def by() -> Person:
    return factories.officer()


@pytest.fixture
def project(by: Person) -> Project:
    return factories.project("Two", programme=factories.programme(by=by))


def category(project: Project, by: Person, title: str = "High priority") -> ProjectCategory:
    return create_record(ProjectCategory, by=by, programme=project.programme, title=title)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


def test_a_category_is_of_one_programme_and_counts_its_projects(
    project: Project, by: Person
) -> None:
    high, review = category(project, by), category(project, by, "Service review")
    edit_project(project, by=by, category=high, second_title="Audit")
    factories.project("Three", programme=project.programme, category=high)
    elsewhere = category(factories.project(), by, "Elsewhere")
    with pytest.raises(Refused, match="Choose a category of the same programme"):
        edit_project(project, by=by, category=elsewhere)
    with pytest.raises(Refused, match="already has a category of that title"):
        edit_record(review, by=by, title="High priority")
    client = client_of(by)
    base = f"/programmes/{project.programme.reference}"
    page = read(client.get(f"{base}/project-categories/").content.decode())
    rows = [[cell.text for cell in row.all("td")] for row in next(page.all("tbody")).all("tr")]
    assert rows == [["0", "2"], ["0", "0"]]
    listed = read(client.get(f"{base}/projects/?category_title=high").content.decode()).text
    assert "High priority; also called Audit" in listed
    assert "2 projects" in listed


def test_of_several_options_one_is_preferred(project: Project, by: Person) -> None:
    nothing = factories.option("Leave it", project=project, is_do_nothing=True, cost_pence=0)
    first = factories.option("Rent", project=project, is_preferred=True)
    assert appraisal(project.pk, None).missing == []
    second = factories.option("Buy", project=project, cost_pence=1, is_preferred=True, position=9)
    edit_option(nothing, by=by, is_preferred=True, is_do_nothing=False)
    found = appraisal(project.pk, None)
    assert [(o.title, o.is_preferred, o.cost_pence) for o in found.options] == [
        ("Leave it", True, 0),
        ("Rent", False, None),
        ("Buy", False, 1),
    ]
    assert found.missing == ["Doing nothing is not among the options."]
    edit_option(Option.objects.get(pk=nothing.pk), by=by, is_preferred=False)
    assert appraisal(project.pk, None).missing[1:] == ["No option is preferred yet."]
    with pytest.raises(Refused, match="A cost cannot be negative"):
        edit_option(Option.objects.get(pk=first.pk), by=by, cost_pence=-1)
    edit_option(Option.objects.get(pk=first.pk), by=by, is_do_nothing=True)
    with pytest.raises(Refused, match="Another option is already that of doing nothing"):
        edit_option(Option.objects.get(pk=second.pk), by=by, is_do_nothing=True)
    raw = Option.objects.get(pk=second.pk)
    with pytest.raises(Refused, match="Another option is preferred already"):
        edit_record(Option.objects.get(pk=first.pk), by=by, is_preferred=True)
        edit_record(raw, by=by, is_preferred=True)


def test_days_agreed_are_added_up_as_far_as_they_are_known(project: Project, by: Person) -> None:
    for title, wanted, agreed in (("Analyst", "12.5", "0"), ("Trainer", None, None)):
        days = {
            "days_wanted": wanted and Decimal(wanted),
            "days_agreed": agreed and Decimal(agreed),
        }
        made = create_record(Resource, by=by, project=project, title=title, **days)
    found = resourcing(project.pk, None)
    assert (found.wanted, found.agreed) == (Decimal("12.5"), Decimal(0))
    with pytest.raises(Refused, match="Days cannot be negative"):
        edit_record(made, by=by, days_agreed=Decimal(-1))
    create_record(Partner, by=by, project=project, title="Police", kind="linked")
    create_record(Site, by=by, project=project, title="Mill House", address="1 Mill Lane")
    text = read(client_of(by).get(f"/projects/{project.reference}/people/").content.decode()).text
    for part in (
        "Analyst Not stated 12.5 0 Nobody yet",
        "Trainer Not stated Not stated Not yet Nobody yet",
        "In all, as far as known",
        "Police Linked, without taking part",
        "Mill House 1 Mill Lane",
    ):
        assert part in text, text
