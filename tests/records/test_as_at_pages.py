"""People, their roles and the units as they were on a past day."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from audit.actions import archive_record, create_record, edit_record
from people import policy
from people.actions import appoint, deactivate_person, edit_appointment
from people.choices import Role, UnitKind
from people.models import OrganisationUnit, Person
from people.queries import HeldRow, held_by
from programmes.actions import edit_programme
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.story import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

THEN = {"at": "2012-06-10"}


@pytest.fixture
def ada(client: Client) -> Person:
    """On 1 June a librarian who manages Open Doors; on 20 June she marries, moves to another unit,
    hands over and is deactivated, the programme is renamed, and Bea joins."""
    with on(6, 1):
        by = factories.officer()
        client.force_login(factories.account())
        library = create_record(OrganisationUnit, by=by, name="Libraries", kind=UnitKind.TEAM)
        council = OrganisationUnit.objects.get(kind=UnitKind.COUNCIL)
        library = edit_record(library, by=by, parent=council)
        programme = factories.programme("Open Doors")
        ada = factories.person("Ada Fenwick", job_title="Librarian", organisation_unit=library)
        manages = appoint(scope=programme.scope, role=Role.PROGRAMME_MANAGER, person=ada, by=by)
    with on(6, 20):
        team = create_record(OrganisationUnit, by=by, name="Property", kind=UnitKind.TEAM)
        ada = edit_record(ada, by=by, name="Ada Hale", job_title="Surveyor", organisation_unit=team)
        edit_programme(programme, by=by, title="Wider Doors")
        edit_appointment(manages, by=by, ends_on=date(2012, 6, 19))
        appoint(scope=programme.scope, role=Role.CRITICAL_FRIEND, person=ada, by=by)
        archive_record(library, by=by)
        factories.person("Bea Lomax")
        factories.account(ada, "ada.hale")
        ada = deactivate_person(person=ada, by=by)
    return ada


def main(client: Client, url: str, at: dict[str, str] | None = None) -> str:
    (found,) = read(client.get(url, at).content.decode()).all("main")
    return found.text


def listed(client: Client, **query: str) -> list[tuple[str, str, str]]:
    rows = client.get("/people/", query).context["rows"]
    cells = ([cell.text for cell in row["cells"]] for row in rows)
    return [(name, title, roles) for name, title, _unit, roles in cells]


def test_the_list_is_of_who_was_there_with_what_they_held(client: Client, ada: Person) -> None:
    office = ("Olive Tarrant", "Programme officer", "Programme office, Programme office")
    then = ("Ada Fenwick", "Librarian", "Programme manager, Open Doors")
    assert listed(client, **THEN) == [then, office]
    assert listed(client, **THEN, name="hale") == []
    assert listed(client, **THEN, is_archived="True") == []
    assert listed(client, is_archived="True") == [
        ("Ada Hale", "Surveyor", "Critical friend, Wider Doors")
    ]


def test_a_person_is_shown_as_they_were(client: Client, ada: Person) -> None:
    url = f"/people/{ada.reference}/"
    then, now = main(client, url, THEN), main(client, url)
    for said in ("Ada Fenwick", "Librarian", "Libraries", "Programme manager Open Doors"):
        assert said in then, said
        assert said not in now, said
    for said in ("Ada Hale", "Surveyor", "Property", "Critical friend", "Wider", "ada.hale"):
        assert said in now, said
        assert said not in then, said
    for said in ("ign in", "igns in", "Bring back", "Deactivate"):
        assert said not in then, said
    assert f"{url}edit/" not in client.get(url, THEN).content.decode()


def test_what_they_held_is_read_with_its_words_of_the_day(ada: Person) -> None:
    from records.pages.moments import end_of  # noqa: PLC0415

    (then,) = held_by(ada.pk, factories.officer(), end_of(date(2012, 6, 10)))
    assert then == HeldRow(
        person_id=ada.pk,
        role=Role.PROGRAMME_MANAGER,
        limited_to="",
        scope_reference="PRG-0001",
        scope_title="Open Doors",
        starts_on=then.starts_on,
        ends_on=None,
        is_suggested=False,
        is_proposed=False,
    )
    assert (then.words, then.lets) == ("Programme manager", policy.lets(Role.PROGRAMME_MANAGER))
    assert [(h.scope_title, h.ends_on) for h in held_by(ada.pk, factories.officer(), None)] == [
        ("Wider Doors", date(2012, 6, 19)),
        ("Wider Doors", None),
    ]


def test_somebody_who_came_later_was_not_recorded_yet(client: Client, ada: Person) -> None:
    bea = Person.objects.get(name="Bea Lomax")
    response = client.get(f"/people/{bea.reference}/", THEN)
    assert response.status_code == 404
    assert "“Bea Lomax” had not yet been recorded" in response.content.decode()


def test_one_sees_only_oneself_in_the_past_too(client: Client, ada: Person) -> None:
    with on(6, 2):
        cyril = factories.person("Cyril Deane")
    client.force_login(factories.account(cyril))
    assert "Cyril Deane" in main(client, f"/people/{cyril.reference}/", THEN)
    for url in (f"/people/{ada.reference}/", "/people/", "/units/"):
        assert client.get(url, THEN).status_code in (403, 404), url


def test_the_units_are_those_of_the_day(client: Client, ada: Person) -> None:
    def units(**asked: str) -> list[list[str]]:
        rows = client.get("/units/", asked).context["rows"]
        return [[cell.text for cell in row["cells"]] for row in rows]

    (council, *_), library = units(**THEN)
    assert library == ["Libraries", "Team", council, "1"]
    assert [unit[0] for unit in units()] == ["Property", council]
    assert [unit[0] for unit in units(is_archived="True")] == ["Libraries"]
    assert "Add a unit" not in main(client, "/units/", THEN)
    assert "Add a unit" in main(client, "/units/")
