"""An earlier version is restored as a new change, with a reason, by the record's own rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from audit.actions import archive_record, edit_record, restore_version
from audit.errors import Refused
from audit.queries.history import told
from audit.queries.versions import history_for
from benefits.models import Benefit
from people.actions import edit_appointment
from people.choices import Role
from people.models import Account, Appointment
from people.queries import office
from projects.actions import edit_project
from projects.models import Milestone, Project
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

WHEN = "4 July 2012, 10:00"
TEXT = "The library lends tools to everybody in the county."


@pytest.fixture
def keeper(client: Client) -> Account:
    account = factories.account()
    client.force_login(account)
    return account


@pytest.fixture
def project(keeper: Account) -> Project:
    """A project whose second version has another title and summary."""
    found = factories.project("Tools", summary=TEXT, second_title="High")
    return edit_project(
        found, by=keeper.person, title="Toys", summary=TEXT.replace("tools", "toys")
    )


@pytest.fixture
def typist(client: Client, keeper: Account, project: Project) -> Typist:
    """Somebody with the page open on which the first version is restored."""
    return Typist(client, address(project), keeper)


def address(project: Project, version: Any = 1) -> str:
    return f"/projects/{project.reference}/history/{version}/restore/"


def said(response: HttpResponse) -> str:
    (main,) = read(response.content.decode()).all("main")
    return main.text


def part_address(part: Milestone, version: int = 1) -> str:
    return f"/scopes/{part.project.reference}/milestones/{part.pk}/history/{version}/restore/"


def test_the_page_shows_what_would_change(client: Client, project: Project) -> None:
    text = said(client.get(address(project)))
    assert f"Restore the version of {WHEN}" in text
    assert "Title was Toys → became Tools" in text
    assert "The library lends removed: toys added: tools to everybody in the county." in text
    assert "Also called" not in text


def test_restoring_is_a_new_change_with_the_reason(typist: Typist, project: Project) -> None:
    before = list(project.history.order_by("history_id").values())
    response = typist.send(reason="Closed by mistake")
    assert response.headers["Location"] == f"/projects/{project.reference}/history/"
    project.refresh_from_db()
    assert (project.title, project.summary) == ("Tools", TEXT)
    assert (project.version, project.scope.title) == (3, "Tools")
    after = list(project.history.order_by("history_id").values())
    assert after[:-1] == before
    history = history_for(project, factories.officer())
    newest = told(history, history.change_sets())[0]
    assert newest.reason == f"Version of {WHEN} restored: Closed by mistake"
    assert newest.actor_id == typist.account.person_id


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_asked_for(typist: Typist, project: Project, reason: str) -> None:
    response = typist.send(reason=reason)
    assert response.status_code == 200
    assert "Say why you are restoring this version." in said(response)
    assert Project.objects.get().version == 2


def test_the_action_asks_for_the_reason_too(project: Project) -> None:
    with pytest.raises(Refused, match="Say why"):
        restore_version(
            project,
            {"title": "Tools"},
            by=factories.officer(),
            reason=" ",
            expected_version=2,
            edit=edit_project,
        )


def test_a_reason_has_its_length(typist: Typist) -> None:
    assert "must be 300 characters or fewer" in said(typist.send(reason="x" * 301))


def test_what_the_form_does_not_offer_stays_as_it_is(typist: Typist, project: Project) -> None:
    """A version is no way round the form: the reference, say, and who may see the record."""
    archived_then = {"is_archived": False, "reference": project.reference, "scope": project.scope}
    typist.send(reason="Back", is_archived="on", reference="PRJ-9999", title="Typed", stage="x")
    project.refresh_from_db()
    assert project.title == "Tools"
    assert {name: getattr(project, name) for name in archived_then} == archived_then


def test_somebody_saved_meanwhile(typist: Typist, project: Project, keeper: Account) -> None:
    edit_project(project, by=keeper.person, second_title="Low")
    response = typist.send(reason="Back")
    assert "Somebody else has changed this since you opened it." in said(response)
    assert "Also called was Low → became High" in said(response)
    assert Project.objects.get().version == 3
    assert typist.send(reason="Back").status_code == 302
    assert (Project.objects.get().title, Project.objects.get().second_title) == ("Tools", "High")


def test_sent_twice_it_acts_once(typist: Typist, project: Project) -> None:
    typist.send(reason="Back")
    assert "There is nothing to restore" in said(typist.send(reason="Back"))
    assert Project.objects.get().version == 3


def test_nothing_is_restored_where_nothing_differs(client: Client, project: Project) -> None:
    sentence = "There is nothing to restore: today’s version is the same."
    assert sentence in said(client.get(address(project, 2)))
    response = client.post(address(project, 2), {"reason": "Back", "version": 2})
    assert sentence in said(response)
    assert Project.objects.get().version == 2


@pytest.mark.parametrize("version", [0, 3, 99, 10**30])
def test_a_version_that_does_not_exist_is_not_found(
    client: Client, project: Project, version: int
) -> None:
    assert client.get(address(project, version)).status_code == 404
    assert client.post(address(project, version), {}).status_code == 404


def test_an_archived_record_is_brought_back_first(
    client: Client, project: Project, keeper: Account
) -> None:
    archive_record(project, by=keeper.person)
    sentence = "Toys is archived: bring it back first."
    assert sentence in said(client.get(address(project)))
    response = client.post(address(project), {"reason": "Back", "version": 3})
    assert sentence in said(response)
    assert Project.objects.get().version == 3


@pytest.mark.parametrize("above", ["project", "programme"])
def test_nothing_is_restored_below_what_is_archived(
    client: Client, project: Project, keeper: Account, above: str
) -> None:
    milestone = factories.milestone("Shelf", project=project)
    milestone = edit_record(milestone, by=keeper.person, title="Van")
    archive_record(project if above == "project" else project.programme, by=keeper.person)
    archived = "Toys" if above == "project" else project.programme.title
    response = client.post(part_address(milestone), {"reason": "Back", "version": 2})
    assert f"{archived} is archived." in said(response)
    assert Milestone.objects.get().title == "Van"


def test_an_appointment_is_not_restored_in_an_archived_project(
    client: Client, project: Project, keeper: Account
) -> None:
    factories.holder(Role.PROJECT_LEAD, project.scope)
    seat = edit_appointment(
        Appointment.objects.get(scope=project.scope), by=keeper.person, ends_on=date(2012, 8, 1)
    )
    archive_record(project, by=keeper.person)
    url = f"/scopes/{project.reference}/appointments/{seat.pk}/history/1/restore/"
    assert "Toys is archived." in said(client.get(url))


def test_what_a_version_points_at_must_be_in_use(client: Client, keeper: Account) -> None:
    owner = factories.person("Edwin Ashdown")
    benefit = factories.benefit(owner=owner)
    edit_record(benefit, by=keeper.person, owner=None)
    url = f"/programmes/{benefit.programme.reference}/benefits/{benefit.pk}/history/1/restore/"
    assert "Owner was empty → became Edwin Ashdown" in said(client.get(url))
    archive_record(owner, by=keeper.person)
    response = client.post(url, {"reason": "Back", "version": 2})
    assert "Edwin Ashdown is archived." in said(response)
    assert Benefit.objects.get().owner is None


def test_the_records_own_rules_hold(client: Client, project: Project, keeper: Account) -> None:
    """What two people give is not had back by restoring the version before its end."""
    second = factories.holder(Role.PROGRAMME_OFFICE, office(), "Second Keeper")
    theirs = Appointment.objects.get(person=second)
    edit_appointment(theirs, by=keeper.person, ends_on=date(2012, 7, 3))
    client.force_login(keeper)
    url = f"/scopes/OFFICE/appointments/{theirs.pk}/history/1/restore/"
    response = client.post(url, {"reason": "Back", "version": 2})
    assert "Two people give this role: end this appointment and make another." in said(response)
    assert Appointment.objects.get(pk=theirs.pk).ends_on == date(2012, 7, 3)


def test_who_may_only_see_restores_nothing(client: Client, project: Project) -> None:
    member = factories.holder(Role.TEAM_MEMBER, project.scope, "Mona Pryce")
    client.force_login(factories.account(member))
    assert client.get(address(project)).status_code == 403
    assert client.post(address(project), {"reason": "Back", "version": 2}).status_code == 403
    client.force_login(factories.account(factories.person("Otto Vane")))
    assert client.get(address(project)).status_code == 404


def test_a_submitted_report_has_no_such_page(client: Client, keeper: Account) -> None:
    report = factories.report()
    url = f"/projects/{report.project.reference}/reports/{report.pk}/history/"
    assert "restore" not in client.get(url).content.decode()
    assert client.get(f"{url}1/restore/").status_code == 404
