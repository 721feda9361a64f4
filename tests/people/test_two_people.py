"""The roles that keep the office and the system are given by two people."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from audit.errors import Refused
from people import policy
from people.actions import (
    appoint,
    confirm_appointment,
    deactivate_person,
    edit_appointment,
    end_appointment,
    restore_appointment,
)
from people.choices import Act, Role
from people.models import Appointment, Person
from people.queries import office
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Person:
    return factories.officer()


@pytest.fixture
def second(first: Person) -> Person:
    return factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")


@pytest.fixture
def proposed(first: Person) -> Appointment:
    ada = factories.person("Ada Fenwick")
    return appoint(scope=office(), role=Role.PROGRAMME_OFFICE, person=ada, by=first)


def keeps_office(person: Person | None) -> bool:
    assert person is not None
    return policy.can(Person.objects.get(pk=person.pk), Act.KEEP_OFFICE)


def test_what_one_proposes_gives_nothing_until_another_confirms(
    proposed: Appointment, first: Person, second: Person
) -> None:
    assert (proposed.is_suggested, proposed.proposed_by, proposed.confirmed_by) == (
        True,
        first,
        None,
    )
    assert not keeps_office(proposed.person)
    confirmed = confirm_appointment(proposed, by=second)
    assert (confirmed.is_suggested, confirmed.proposed_by, confirmed.confirmed_by) == (
        False,
        first,
        second,
    )
    assert keeps_office(proposed.person)
    assert [row.history_user_id for row in proposed.history.order_by("history_id")] == [
        first.pk,
        second.pk,
    ]


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("first", "You proposed this appointment: somebody else must confirm it."),
        ("holder", "Nobody gives themselves a role."),
        ("lead", "You may not give this role."),
        ("auditor", "You may not give this role."),
    ],
)
def test_who_cannot_be_the_second(
    proposed: Appointment, first: Person, who: str, sentence: str
) -> None:
    people = {
        "first": lambda: first,
        "holder": lambda: proposed.person,
        "lead": lambda: factories.holder(Role.PROJECT_LEAD, factories.project().scope, "Lena"),
        "auditor": lambda: factories.holder(Role.AUDITOR, office(), "Grace"),
    }
    with pytest.raises(Refused) as refusal:
        confirm_appointment(proposed, by=people[who]())  # type: ignore[arg-type]
    assert str(refusal.value) == sentence
    assert not keeps_office(proposed.person)


def test_it_is_confirmed_once(proposed: Appointment, second: Person) -> None:
    confirm_appointment(proposed, by=second)
    third = factories.holder(Role.PROGRAMME_OFFICE, office(), "Tom Sefton")
    with pytest.raises(Refused, match=r"^This appointment is not waiting for a second person\.$"):
        confirm_appointment(proposed, by=third)


def test_a_plain_suggestion_waits_for_nobody(first: Person, second: Person) -> None:
    scope = factories.programme().scope
    seat = appoint(scope=scope, role=Role.CRITICAL_FRIEND, by=first, is_suggested=True)
    with pytest.raises(Refused, match=r"^This appointment is not waiting for a second person\.$"):
        confirm_appointment(seat, by=second)


def test_an_edit_is_no_second_person(proposed: Appointment, first: Person, second: Person) -> None:
    ben = factories.person("Ben Oakes")
    for by in (first, second):
        for change in ({"is_suggested": False}, {"person": ben}, {"role": Role.READER}):
            with pytest.raises(Refused, match=r"^Two people give this role"):
                edit_appointment(proposed, by=by, **change)
    assert not keeps_office(proposed.person)


def test_a_lesser_role_is_not_edited_into_a_greater_one(first: Person) -> None:
    ada = factories.person("Ada Fenwick")
    seat = appoint(scope=office(), role=Role.READER, person=ada, by=first)
    with pytest.raises(Refused, match=r"^Two people give this role"):
        edit_appointment(seat, by=first, role=Role.PROGRAMME_OFFICE)
    assert Appointment.objects.get(pk=seat.pk).role == Role.READER


def test_one_is_enough_to_end_it_and_two_to_bring_it_back(
    proposed: Appointment, first: Person, second: Person
) -> None:
    confirmed = confirm_appointment(proposed, by=second)
    edit_appointment(confirmed, by=first, ends_on=date(2099, 7, 4), post="Acting")
    with pytest.raises(Refused, match=r"^Two people give this role"):
        edit_appointment(confirmed, by=first, ends_on=date(2099, 7, 5))
    ended = end_appointment(confirmed, by=first)
    assert not keeps_office(ended.person)
    back = restore_appointment(ended, by=second)
    assert (back.is_archived, back.is_suggested, back.proposed_by, back.confirmed_by) == (
        False,
        True,
        second,
        None,
    )
    assert not keeps_office(back.person)
    assert not confirm_appointment(back, by=first).is_suggested


def test_the_last_who_administers_the_system_stays(first: Person) -> None:
    only = factories.holder(Role.SYSTEM_ADMINISTRATOR, office(), "Sol Reyes")
    seat = Appointment.objects.get(person=only)
    for attempt in (
        lambda: end_appointment(seat, by=first),
        lambda: edit_appointment(seat, by=first, ends_on=date(2012, 7, 3)),
        lambda: deactivate_person(person=only, by=first),
    ):
        with pytest.raises(Refused, match=r"^Somebody must still administer the system\.$"):
            attempt()
    factories.holder(Role.SYSTEM_ADMINISTRATOR, office(), "Una Firth")
    assert end_appointment(seat, by=first).is_archived


class TestThePage:
    def test_says_who_proposed_and_confirms(
        self, client: Client, proposed: Appointment, second: Person
    ) -> None:
        client.force_login(factories.account(second))
        assert "Waits for a second person" in text(client, "/scopes/OFFICE/")
        url = f"/scopes/OFFICE/appointments/{proposed.pk}/confirm/"
        assert "Ada Fenwick" in text(client, url)
        assert "Proposed by Olive Tarrant" in text(client, url)
        response = press(client, url, follow=True)
        assert "The appointment has been confirmed and is in force." in response.content.decode()
        assert keeps_office(proposed.person)
        assert "Waits for a second person" not in text(client, "/scopes/OFFICE/")
        assert "is not waiting for a second person" in text(client, url)

    def test_tells_the_first_to_ask_somebody_else(
        self, client: Client, proposed: Appointment, first: Person
    ) -> None:
        client.force_login(factories.account(first))
        url = f"/scopes/OFFICE/appointments/{proposed.pk}/confirm/"
        assert "somebody else who may give the role must confirm it" in text(client, url)
        response = client.post(url, {"version": proposed.version}, follow=True)
        assert "somebody else must confirm it" in response.content.decode()
        assert not keeps_office(proposed.person)


def text(client: Client, url: str) -> str:
    (main,) = read(client.get(url).content.decode()).all("main")
    return main.text


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (
            Role.PROGRAMME_OFFICE,
            "The appointment has been saved. It begins when a second person confirms it.",
        ),
        (Role.READER, "Appointment saved."),
    ],
)
def test_whoever_proposes_one_is_told_that_it_waits(
    client: Client, first: Person, role: Role, said: str
) -> None:
    client.force_login(factories.account(first))
    sent = {"role": role, "person": factories.person("Ada Fenwick").name, "position": "0"}
    url = f"/scopes/{office().reference}/appointments/add/"
    html = client.post(url, sent, follow=True).content.decode()
    assert said in html
