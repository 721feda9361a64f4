"""Who holds what in a scope, as its page shows it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from people.actions import appoint
from people.choices import Role
from people.models import Account, Person
from tests import factories
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def keeper(client: Client) -> Account:
    account = factories.account()
    client.force_login(account)
    return account


@pytest.fixture
def ada(keeper: Account) -> Person:
    return factories.person("Ada Fenwick")


class TestTheSeatsOfAScope:
    def links(self, client: Client, url: str) -> list[str]:
        (table,) = read(client.get(url).content.decode()).all("table")
        found = [link.attributes["href"] for link in table.all("a")]
        return [href for href in found if href.startswith("/people/")]

    def test_lead_to_the_pages_of_their_holders(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        project = factories.project("Lending")
        appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=ada, by=keeper.person)
        appoint(scope=project.scope, role=Role.SPONSOR, post="Head of Tools", by=keeper.person)
        url = f"/scopes/{project.reference}/"
        assert self.links(client, url) == [f"/people/{ada.reference}/"]
        with clock.stopped_at(clock.now() + timedelta(days=2)):
            client.force_login(keeper)
            there = f"/people/{ada.reference}/?at=2012-07-04"
            assert self.links(client, f"{url}?at=2012-07-04") == [there]
        lead = factories.account(ada, "ada")
        client.force_login(lead)
        assert self.links(client, url) == []
        assert "Ada Fenwick" in client.get(url).content.decode()

    def test_say_until_when_they_are_held(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        scope = factories.project("Lending").scope
        for role, days in (
            (Role.SPONSOR, {}),
            (Role.PROJECT_LEAD, {"ends_on": date(2012, 7, 31)}),
            (Role.TEAM_MEMBER, {"starts_on": date(2012, 7, 1), "ends_on": date(2012, 7, 31)}),
        ):
            appoint(scope=scope, role=role, person=ada, by=keeper.person, **days)
        page = read(client.get(f"/scopes/{scope.reference}/").content.decode())
        cells = [c.text for c in page.all("td") if c.attributes["data-label"] == "Since"]
        assert cells == ["–", "until 31 July 2012", "1 July 2012 until 31 July 2012"]

    def test_stand_in_the_order_of_their_roles(self, client: Client, keeper: Account) -> None:
        scope = keeper.person.appointments.get().scope
        for role, name in ((Role.READER, "Rae"), (Role.AUDITOR, "Ola"), (Role.READER, "Ann")):
            factories.holder(role, scope, name)
        rows = client.get("/scopes/OFFICE/").context["seats"]["rows"]
        assert [tuple(cell.text for cell in row["cells"][:2]) for row in rows] == [
            ("Programme office", "Olive Tarrant"),
            ("Auditor", "Ola"),
            ("Reader", "Rae"),
            ("Reader", "Ann"),
        ]
