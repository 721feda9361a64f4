"""How long a sign-in lasts, where one is signed in, and what asks who it is again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.choices import Role
from people.models import Account, Appointment
from people.queries import office
from tests import factories
from tests.accounts.signing_in import posted_mail, sign_in
from tests.sending import press
from tests.sweeps.pages import read
from values import clock

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Version/18.0 Safari/604"
NEW = "three herons at dusk"


@pytest.fixture(autouse=True)
def as_delivered(settings: Any) -> None:
    """The limits that a council gets; the tests' own settings are generous."""
    settings.SIGN_IN_IDLE_MINUTES, settings.SIGN_IN_HOURS = 60, 12


@pytest.fixture
def keeper() -> Account:
    return factories.account(sign_in_name="olive")


@pytest.fixture
def ada(keeper: Account) -> Account:
    return factories.account(factories.person(email="ada@example.org"), "ada")


def said(response: HttpResponse) -> str:
    return read(response.content.decode()).text


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def signed_in(name: str, **settings: Any) -> Client:
    client = Client(**settings)
    sign_in(client, name)
    return client


def test_a_sign_in_ends_after_an_hour_without_use(ada: Account) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("ada")
    for minutes, lasts in ((59, True), (59 + 60, True), (59 + 60 + 61, False)):
        with clock.stopped_at(began + timedelta(minutes=minutes)):
            assert is_signed_in(client) is lasts
    with clock.stopped_at(began + timedelta(minutes=59 + 60 + 61)):
        assert client.get("/papers/")["Location"] == "/sign-in/?next=/papers/"
        assert "Sign in" in said(client.get("/sign-in/"))


def test_a_sign_in_ends_after_twelve_hours_in_use(ada: Account) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("ada")
    met = []
    for minutes in range(0, 12 * 60 + 46, 45):
        with clock.stopped_at(began + timedelta(minutes=minutes)):
            met.append(is_signed_in(client))
    assert met == [True] * 17 + [False]


def test_the_limits_are_settings(ada: Account, settings: Any) -> None:
    settings.SIGN_IN_IDLE_MINUTES, settings.SIGN_IN_HOURS = 5, 1
    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("ada")
    with clock.stopped_at(began + timedelta(minutes=6)):
        assert not is_signed_in(client)


def test_use_is_noted_at_most_once_a_minute(ada: Account) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("ada")
    written = {}
    for seconds in (10, 59, 61, 90, 122):
        with (
            clock.stopped_at(began + timedelta(seconds=seconds)),
            CaptureQueriesContext(connection) as queries,
        ):
            client.get("/papers/")
        written[seconds] = sum(query["sql"].startswith("UPDATE") for query in queries)
    assert written == {10: 0, 59: 0, 61: 2, 90: 0, 122: 2}
    assert UserSession.objects.get().last_seen_at == began + timedelta(seconds=122)


def test_a_session_that_says_no_time_is_over(ada: Account) -> None:
    client = signed_in("ada")
    session = client.session
    del session["signed_in_at"]
    session.save()
    assert not is_signed_in(client)


def test_devices_are_listed_and_ended(ada: Account) -> None:
    here = signed_in("ada", HTTP_USER_AGENT=FIREFOX)
    phone = signed_in("ada", HTTP_USER_AGENT=PHONE)
    page = said(here.get("/account/"))
    assert "Firefox on Windows 127.0.0.1" in page
    assert "Safari on iPhone 127.0.0.1" in page
    other = UserSession.objects.get(user_agent=PHONE)
    answer = here.post(f"/account/devices/{other.pk}/end/", follow=True)
    assert "That device has been signed out." in said(answer)
    assert not is_signed_in(phone)
    assert is_signed_in(here)
    own = UserSession.objects.get()
    assert "sign out instead" in said(here.post(f"/account/devices/{own.pk}/end/", follow=True))
    assert is_signed_in(here)


def test_a_password_is_changed_with_the_old_one(ada: Account) -> None:
    here, elsewhere = signed_in("ada"), signed_in("ada")
    typed = {"current": factories.PASSWORD, "password": NEW, "again": NEW}
    wrong = here.post("/account/password/", typed | {"current": "guess"})
    assert "The password is wrong." in said(wrong)
    weak = here.post("/account/password/", typed | {"password": "short", "again": "short"})
    assert "This password is too short." in said(weak)
    done = here.post("/account/password/", typed, follow=True)
    assert "Your password has been changed. Other devices have been signed out." in said(done)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert sign_in(Client(), "ada", NEW).status_code == 302
    assert sign_in(Client(), "ada").status_code == 200
    assert [message.subject for message in posted_mail()] == [
        "Your password for Mandate was changed"
    ]


def test_the_office_signs_somebody_out_everywhere(keeper: Account, ada: Account) -> None:
    hers, office_client = [signed_in("ada") for _ in range(2)], signed_in("olive")
    answer = press(
        office_client,
        f"/people/{ada.person.reference}/sign-out/",
        on=f"/people/{ada.person.reference}/",
        follow=True,
    )
    assert "Signed out on 2 devices." in said(answer)
    assert [is_signed_in(client) for client in hers] == [False, False]
    assert is_signed_in(office_client)


def test_a_role_in_the_office_is_given_once_it_is_clear_who_gives_it(
    keeper: Account, ada: Account
) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("olive")
    seat = {"role": Role.READER, "person": ada.person.name, "position": 0}
    page = "/scopes/OFFICE/appointments/add/"
    with clock.stopped_at(began + timedelta(minutes=11)):
        asked = client.post(page, seat)
        confirm = f"/account/confirm/?next={page.replace('/', '%2F')}"
        assert (asked.status_code, asked["Location"]) == (302, confirm)
        assert not Appointment.objects.filter(person=ada.person).exists()
        wrong = client.post(confirm, {"password": "guess", "next": page})
        assert "The password is wrong." in said(wrong)
        done = client.post(confirm, {"password": factories.PASSWORD, "next": page})
        assert (done.status_code, done["Location"]) == (302, "/scopes/OFFICE/")
        assert Appointment.objects.get(person=ada.person).role == Role.READER
        again = client.post(page, seat | {"role": Role.AUDITOR})
        assert again["Location"] == "/scopes/OFFICE/"


def test_a_role_elsewhere_is_given_without_being_asked_again(keeper: Account, ada: Account) -> None:
    scope = factories.programme().scope
    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("olive")
    with clock.stopped_at(began + timedelta(minutes=30)):
        page = f"/scopes/{scope.reference}/appointments/add/"
        seat = {"role": Role.CRITICAL_FRIEND, "person": ada.person.name, "position": 0}
        assert client.post(page, seat)["Location"] == f"/scopes/{scope.reference}/"


@pytest.mark.parametrize("page", ["account/recovery-codes/new/", "account/second-step/"])
def test_second_steps_are_changed_once_it_is_clear_who_does(ada: Account, page: str) -> None:
    from tests.accounts.signing_in import set_up_second_step  # noqa: PLC0415  beside its only use

    began = clock.now()
    with clock.stopped_at(began):
        client = signed_in("ada")
        if "codes" in page:
            set_up_second_step(client)
    with clock.stopped_at(began + timedelta(minutes=11)):
        assert client.post(f"/{page}")["Location"].startswith("/account/confirm/?next=")


def test_signing_out_leaves_nothing(ada: Account) -> None:
    client = signed_in("ada")
    assert Session.objects.count() == 1
    client.post("/sign-out/")
    assert Session.objects.count() == 0
    assert office().title == "Programme office"
