"""A milestone may belong to a programme itself: entered, listed, compared and restored as those of
projects are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record, create_record, edit_record
from audit.errors import Refused
from dashboards.queries.programme import dashboard
from governance.tolerances import Time
from people.choices import Role
from people.models import Account
from programmes.models import Programme
from programmes.queries import programme_row
from projects.milestone_actions import add_milestone
from projects.models import Milestone, Project
from tests import factories
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, TODAY, kept
from values import clock

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Doors:
    programme: Programme
    project: Project
    own: Milestone
    manager: Account
    lead: Account

    @property
    def add(self) -> str:
        return f"/scopes/{self.programme.reference}/milestones/add/"


@pytest.fixture(scope="module")
def doors(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Doors]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        programme = factories.programme("Open Doors")
        project = factories.project("Lending", programme=programme)
        factories.milestone("Van bought", project=project, baseline_on=TODAY + timedelta(days=9))
        soon = {"baseline_on": date(2012, 7, 1), "forecast_on": TODAY + timedelta(days=3)}
        by = factories.officer()
        own = add_milestone(programme.scope, by=by, title="Board agrees the plan", **soon)
        manager, lead = (
            factories.account(factories.holder(role, scope, role))
            for role, scope in (
                (Role.PROGRAMME_MANAGER, programme.scope),
                (Role.PROJECT_LEAD, project.scope),
            )
        )
        yield Doors(programme, project, own, manager, lead)


@pytest.mark.one_engine
def test_whoever_manages_the_programme_adds_one_and_a_lead_of_a_project_does_not(
    doors: Doors,
) -> None:
    manager, lead = browser_of(doors.manager), browser_of(doors.lead)
    typed = {"title": "Report to the council", "baseline_on": "Q3 2012/13"}
    typed["form_key"] = str(uuid.uuid4())
    assert manager.post(doors.add, typed).url == f"/programmes/{doors.programme.reference}/about/"
    made = Milestone.objects.get(title="Report to the council")
    assert (made.programme, made.project, made.scope) == (
        doors.programme, None, doors.programme.scope,
    )  # fmt: skip
    assert lead.get(doors.add).status_code == 403
    assert "Report to the council" in _about(manager, doors)
    archive_record(made, by=factories.officer())


def _about(client: Client, doors: Doors) -> str:
    return client.get(f"/programmes/{doors.programme.reference}/about/").content.decode()


@pytest.mark.one_engine
def test_it_stands_in_the_list_of_all_on_the_dashboard_and_in_the_history(doors: Doors) -> None:
    client = browser_of(doors.manager)
    listed = client.get(f"/milestones/?programme={doors.programme.pk}").content.decode()
    assert listed.index("Board agrees the plan") < listed.index("Van bought")
    assert listed.count("The programme itself") == 1
    seen = dashboard(programme_row(doors.programme), None)
    assert [(m.title, m.scope) for m in seen.coming] == [
        ("Board agrees the plan", "The programme itself"),
        ("Van bought", "Lending"),
    ]
    assert [m.title for m in seen.slipped] == ["Board agrees the plan"]
    history = client.get(f"/programmes/{doors.programme.reference}/history/").content.decode()
    assert "Board agrees the plan" in history


@pytest.mark.one_engine
def test_its_owner_stands_beside_it_on_the_page_of_the_programme(doors: Doors) -> None:
    edit_record(doors.own, by=factories.officer(), owner=factories.person("Owen Reed"))
    assert "Owner: Owen Reed" in _about(browser_of(doors.manager), doors)
    (row,) = [m for m in dashboard(programme_row(doors.programme), None).coming if m.owner]
    assert (row.title, row.owner) == ("Board agrees the plan", "Owen Reed")


def test_it_belongs_to_a_project_or_to_a_programme_never_to_both_or_none(doors: Doors) -> None:
    by = factories.officer()
    for whole in ({}, {"project": doors.project, "programme": doors.programme}):
        with pytest.raises(Refused):
            create_record(Milestone, by=by, title="Lost", scope=doors.programme.scope, **whole)


def test_nothing_new_is_added_to_an_archived_programme(doors: Doors) -> None:
    by = factories.officer()
    gone = archive_record(factories.programme("Closed Doors"), by=by)
    with pytest.raises(Refused, match="Closed Doors is archived"):
        add_milestone(gone.scope, by=by, title="Too late")


def test_a_tolerance_on_time_watches_it_beside_those_of_the_projects(doors: Doors) -> None:
    late = {"baseline_on": TODAY, "forecast_on": TODAY + timedelta(days=40)}
    slipped = factories.milestone("Shelves", project=doors.project, **late)
    watched = Time().forecast(doors.programme.scope)
    assert (watched.value, watched.cause) == (40, "Shelves")
    archive_record(slipped, by=factories.officer())
    assert Time().forecast(doors.programme.scope).cause == "Board agrees the plan"


def test_its_baseline_first_agreed_stays(doors: Doors) -> None:
    moved = edit_record(doors.own, by=factories.officer(), forecast_on=TODAY + timedelta(days=4))
    assert (moved.first_agreed_on, moved.times_rebaselined) == (moved.baseline_on, 0)
