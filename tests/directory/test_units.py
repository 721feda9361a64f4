"""Organisation units as a tree, with who works in each; wards and divisions; and the filters of
the list of people."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from audit import writing
from audit.actions import archive_record, create_record, edit_record, unarchive_record
from audit.errors import Refused
from people.actions import appoint
from people.choices import Role, UnitKind, WardKind
from people.models import Account, OrganisationUnit, Person, Ward
from people.queries import unit_tree, units_within
from tests import factories
from tests.sending import press
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def keeper(client: Client) -> Account:
    account = factories.account()
    client.force_login(account)
    return account


def a_unit(
    name: str, parent: OrganisationUnit | None, kind: str = UnitKind.TEAM
) -> OrganisationUnit:
    by = factories.officer()
    return create_record(OrganisationUnit, by=by, name=name, kind=kind, parent=parent)


@pytest.fixture
def libraries(keeper: Account) -> OrganisationUnit:
    return a_unit("Libraries", OrganisationUnit.objects.get(), UnitKind.DEPARTMENT)


def said(client: Client, url: str) -> str:
    (main,) = read(client.get(url).content.decode()).all("main")
    return main.text


def names(client: Client, query: str) -> list[str]:
    return [row["cells"][0].text for row in client.get(f"/people/{query}").context["rows"]]


class TestUnits:
    def test_stand_below_what_they_are_part_of(
        self, client: Client, libraries: OrganisationUnit
    ) -> None:
        a_unit("Branches", libraries)
        a_unit("Archives", OrganisationUnit.objects.get(kind=UnitKind.COUNCIL))
        factories.person("Ada Fenwick", organisation_unit=libraries)
        rows = client.get("/units/").context["rows"]
        assert [[cell.text for cell in row["cells"]] for row in rows] == [
            ["Wolderby County Council", "Council", "", "0"],
            ["Archives", "Team", "Wolderby County Council", "0"],
            ["Libraries", "Department", "Wolderby County Council", "1"],
            ["Branches", "Team", "Libraries", "0"],
        ]

    def test_that_go_round_in_a_circle_are_listed_all_the_same(
        self, libraries: OrganisationUnit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """None is written any more, but one may have been loaded."""
        monkeypatch.setattr(writing, "refuse_rings", lambda *_: None)
        branches = a_unit("Branches", libraries)
        edit_record(libraries, by=factories.officer(), parent=branches)
        assert unit_tree(None) == [libraries.parent_id, branches.pk, libraries.pk]
        assert units_within(libraries.pk) == {libraries.pk, branches.pk}

    def test_show_who_works_there_and_what_is_part_of_them(
        self, client: Client, libraries: OrganisationUnit
    ) -> None:
        branches = a_unit("Branches", libraries)
        archive_record(a_unit("Vans", libraries), by=factories.officer())
        factories.person("Ada Fenwick", organisation_unit=libraries, job_title="Librarian")
        factories.person("Bertha Crowe", organisation_unit=branches)
        context = client.get(f"/units/{libraries.pk}/").context
        assert [row["cells"][0].text for row in context["people"]["rows"]] == ["Ada Fenwick"]
        assert [part.name for part in context["parts"]] == ["Branches"]
        assert context["parent"].name == "Wolderby County Council"

    def test_are_not_shown_to_who_does_not_see_people(
        self, client: Client, libraries: OrganisationUnit
    ) -> None:
        client.force_login(factories.account(factories.person("Otto Vane")))
        assert client.get(f"/units/{libraries.pk}/").status_code == 404
        assert client.get("/units/").status_code == 403


class TestPeople:
    def test_are_found_in_a_unit_and_its_parts(
        self, client: Client, libraries: OrganisationUnit
    ) -> None:
        branches = a_unit("Branches", libraries)
        factories.person("Ada Fenwick", organisation_unit=libraries)
        factories.person("Bertha Crowe", organisation_unit=branches)
        assert names(client, f"?unit={libraries.pk}") == ["Ada Fenwick", "Bertha Crowe"]
        assert names(client, f"?unit={branches.pk}") == ["Bertha Crowe"]

    def test_are_found_by_a_role_that_they_hold_today_or_held_on_a_day(
        self, client: Client, keeper: Account
    ) -> None:
        scope = factories.programme().scope
        for name, days in (
            ("Ada Fenwick", {}),
            ("Bertha Crowe", {"ends_on": date(2012, 7, 4)}),
            ("Cyril Deane", {"starts_on": date(2012, 7, 5)}),
            ("Dora Eames", {"is_suggested": True}),
        ):
            person = factories.person(name)
            role = Role.CRITICAL_FRIEND
            appoint(scope=scope, role=role, person=person, by=keeper.person, **days)
        asked = "?role=critical_friend"
        assert names(client, asked) == ["Ada Fenwick", "Bertha Crowe"]
        with clock.stopped_at(datetime(2012, 7, 6, 9, tzinfo=UTC)):
            client.force_login(keeper)
            assert names(client, asked) == ["Ada Fenwick", "Cyril Deane"]
            assert names(client, f"{asked}&at=2012-07-04") == ["Ada Fenwick", "Bertha Crowe"]


class TestWards:
    def test_are_added_edited_and_archived(self, client: Client, keeper: Account) -> None:
        assert "The parts of the area that elect" in said(client, "/wards/")
        form = Typist(client, "/wards/add/", keeper)
        response = form.send(name="Weir Bank", kind="ward")
        ward = Ward.objects.get()
        assert (response.status_code, response["Location"]) == (302, f"/wards/{ward.pk}/")
        assert (ward.name, ward.kind) == ("Weir Bank", WardKind.WARD)
        Typist(client, f"/wards/{ward.pk}/edit/", keeper).send(kind="division")
        assert "Weir Bank Electoral division" in said(client, "/wards/")
        press(client, f"/wards/{ward.pk}/archive/", {"reason": "Boundaries moved"})
        assert "Weir Bank" not in said(client, "/wards/")
        assert "Weir Bank" in said(client, "/wards/?is_archived=True")
        assert "Boundaries moved" in said(client, f"/wards/{ward.pk}/history/")

    def test_of_a_kind_have_each_a_name_of_their_own(self, keeper: Account) -> None:
        by: Person = keeper.person
        first = create_record(Ward, by=by, name="Weir Bank", kind=WardKind.WARD)
        create_record(Ward, by=by, name="Weir Bank", kind=WardKind.DIVISION)
        sentence = "There is already one of this name and kind"
        with pytest.raises(Refused, match=sentence):
            create_record(Ward, by=by, name="WEIR BANK", kind=WardKind.WARD)
        archive_record(first, by=by)
        create_record(Ward, by=by, name="Weir bank", kind=WardKind.WARD)
        with pytest.raises(Refused, match=sentence):
            unarchive_record(Ward.objects.get(pk=first.pk), by=by)
