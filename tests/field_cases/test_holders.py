"""Field cases of who holds a role: as it was printed, what limits it, and who held it before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from governance.queries.boards import board_rows
from people.actions import appoint
from people.choices import Role
from people.models import Appointment
from people.queries import appointments_of
from people.succession.merging import merge_people
from projects.models import Project
from tests import factories
from tests.sweeps.pages import read
from values import clock

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 29, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> object:
    with clock.stopped_at(TODAY):
        yield


@pytest.fixture
def project() -> Project:
    return factories.project("Libraries", programme=factories.programme("Open Doors"))


@pytest.fixture
def keeper(project: Project) -> Client:
    client = Client()
    client.force_login(factories.account())
    return client


def tables(client: Client, url: str) -> list[list[list[str]]]:
    """The cells of each table of a page, without its head."""
    page = read(client.get(url).content.decode())
    return [
        [[cell.text for cell in row.all("th", "td")] for row in body.all("tr")]
        for body in page.all("tbody")
    ]


def test_field_case_A27_what_was_printed_stays_readable_after_a_merge(
    project: Project, keeper: Client
) -> None:
    duplicate, kept = factories.person("Debora Walden"), factories.person("Deborah Walden")
    held = {"starts_on": date(2010, 1, 1), "by": factories.officer()}
    appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=duplicate, **held)
    appoint(scope=project.scope, role=Role.SPONSOR, person=kept, **held)
    merge_people(duplicate=duplicate, kept=kept, by=factories.officer(), reason="Entered twice")
    seats = Appointment.objects.filter(person=kept).order_by("id")
    assert list(seats.values_list("printed_as", flat=True)) == ["Debora Walden", ""]
    (roles,) = tables(keeper, f"/scopes/{project.reference}/")
    assert [row[:2] for row in roles] == [
        ["Sponsor", "Deborah Walden"],
        ["Project lead", "Deborah Walden (printed as Debora Walden)"],
    ]


def test_field_case_A28_what_limits_a_role_stands_wherever_its_holder_is_listed(
    project: Project, keeper: Client
) -> None:
    lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lynn Parker", limited_to="Schools")
    factories.holder(Role.PROJECT_LEAD, project.scope, "Mo Reed", is_suggested=True)
    factories.holder(Role.PROJECT_LEAD, project.scope, "Ann Lee")
    board = factories.board("Learning Board", programme=project.programme)
    factories.holder(Role.CHAIR, board.scope, "Bo Ray", limited_to="Schools")
    (projects,) = tables(keeper, f"/programmes/{project.programme.reference}/projects/")
    assert projects[0][-1] == "Lynn Parker (Schools), Mo Reed, suggested, Ann Lee"
    assert board_rows([board], None)[0].chairs == ("Bo Ray (Schools)",)
    (boards,) = tables(keeper, "/boards/")
    assert "Bo Ray (Schools)" in boards[0]
    assert appointments_of([lead.pk], factories.officer()) == {
        lead.pk: ("Project lead (Schools), Libraries",)
    }


SIX = [
    (Role.SENIOR_RESPONSIBLE_OWNER, "Ada Fenwick", date(2009, 1, 5), date(2010, 3, 31)),
    (Role.SENIOR_RESPONSIBLE_OWNER, "Bo Ray", date(2010, 4, 1), date(2011, 6, 30)),
    (Role.PROGRAMME_DIRECTOR, "Cy Dunn", date(2009, 1, 5), date(2011, 3, 31)),
    (Role.PROGRAMME_MANAGER, "Di Marsh", date(2009, 2, 1), date(2009, 12, 31)),
    (Role.PROGRAMME_MANAGER, "Ed Orme", date(2010, 1, 1), date(2010, 12, 31)),
    (Role.CRITICAL_FRIEND, "Flo Penn", None, date(2011, 9, 30)),
]


def test_field_case_A29_roles_that_ended_before_they_were_entered_are_listed_as_earlier(
    project: Project, keeper: Client
) -> None:
    programme = project.programme
    for role, name, first, last in SIX:
        factories.holder(role, programme.scope, name, starts_on=first, ends_on=last)
    earlier = [
        ["Critical friend", "Flo Penn", "–", "30 September 2011"],
        ["Senior responsible owner", "Bo Ray", "1 April 2010", "30 June 2011"],
        ["Programme director", "Cy Dunn", "5 January 2009", "31 March 2011"],
        ["Programme manager", "Ed Orme", "1 January 2010", "31 December 2010"],
        ["Senior responsible owner", "Ada Fenwick", "5 January 2009", "31 March 2010"],
        ["Programme manager", "Di Marsh", "1 February 2009", "31 December 2009"],
    ]
    for url in (f"/scopes/{programme.reference}/", f"/programmes/{programme.reference}/boards/"):
        assert tables(keeper, url)[0] == earlier, url


def test_field_case_A29_a_day_before_the_first_record_says_where_earlier_holders_are(
    project: Project, keeper: Client
) -> None:
    board = factories.board("Learning Board", programme=project.programme)
    programme = project.programme.reference
    for url in (
        f"/scopes/{programme}/", f"/programmes/{programme}/boards/",
        f"/projects/{project.reference}/", f"/boards/{board.reference}/",
    ):  # fmt: skip
        response = keeper.get(url, {"at": "2010-06-01"})
        sentence = (
            "The first record here dates from 29 November 2026. Who held a role before then is "
            "listed under “Earlier holders” on today’s pages of people and roles."
        )
        assert (response.status_code, sentence in response.content.decode()) == (400, True), url
