"""The catalogue of bad input as far as it concerns accounts: a test for each number."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.actions import edit_record
from people.actions import deactivate_person, end_appointment
from people.choices import Role
from people.models import Account, Appointment
from people.queries import office
from tests import factories
from tests.accounts.signing_in import code_in, posted_mail, set_password, sign_in
from tests.browser.serving import site_environment
from tests.databases import Databases
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ROOT = Path(__file__).resolve().parents[2]
WRONG = "The sign-in name or the password is wrong."
TOO_MANY = "Too many wrong guesses. Wait five minutes, then try again."


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password is hashed: with a real hasher, that is what takes the time."""

    algorithm = "counting"
    times = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).times += 1
        digest = hashlib.md5((salt + password).encode(), usedforsecurity=False).hexdigest()
        return f"{self.algorithm}${salt}${digest}"


def account_of(name: str) -> Account:
    return factories.account(factories.person(name), ".".join(name.lower().split()))


def told(response: HttpResponse, name: str) -> tuple[int, str]:
    """The status and the page, without the name that was typed and the token against forgery."""
    html = response.content.decode().replace(name, "NAME")
    return response.status_code, "".join(
        line for line in html.splitlines() if "csrfmiddlewaretoken" not in line
    )


def test_catalogue_154_nothing_tells_an_account_from_none(settings: Any) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    account_of("Ada Fenwick")
    stopped, invited = account_of("Stella Quint"), account_of("Ivan Dell")
    stopped.is_active = False
    stopped.save()
    invited.set_unusable_password()
    invited.save()
    tries = {
        "wrong password": ("ada.fenwick", "not the password"),
        "unknown": ("nobody.atall", "not the password"),
        "stopped": ("stella.quint", "not the password"),
        "stopped, right password": ("stella.quint", factories.PASSWORD),
        "invited": ("ivan.dell", "not the password"),
    }
    answers, hashed = {}, {}
    for what, (name, password) in tries.items():
        before = CountingHasher.times
        answers[what] = told(sign_in(Client(), name, password), name)
        hashed[what] = CountingHasher.times - before
    assert len(set(answers.values())) == 1
    assert WRONG in answers["unknown"][1]
    assert hashed == dict.fromkeys(tries, 1)


@pytest.mark.parametrize("name", ["ada.fenwick", "nobody.atall"])
def test_catalogue_156_ten_guesses_in_five_minutes_from_wherever(name: str) -> None:
    account_of("Ada Fenwick")
    said = []
    for guess in range(12):
        response = Client(REMOTE_ADDR=f"192.0.2.{guess}").post(
            "/sign-in/",
            {"login": name if guess % 2 else name.upper(), "password": f"guess {guess}"},
            headers={"x-forwarded-for": f"198.51.100.{guess}"},
        )
        html = response.content.decode()
        said.append((response.status_code, WRONG in html, TOO_MANY in html))
    assert said == [(200, True, False)] * 10 + [(200, False, True)] * 2


def test_catalogue_156_the_owner_gets_in_while_a_stranger_guesses() -> None:
    account = account_of("Ada Fenwick")
    own = Client()
    assert sign_in(own, account.sign_in_name).status_code == 302
    own.post("/sign-out/")
    for guess in range(11):
        sign_in(Client(), account.sign_in_name, f"guess {guess}")
    assert TOO_MANY in sign_in(Client(), account.sign_in_name).content.decode()
    assert sign_in(own, account.sign_in_name).status_code == 302


def test_catalogue_156_no_browser_makes_itself_known() -> None:
    account, other = account_of("Ada Fenwick"), account_of("Ben Hale")
    bens = Client()
    sign_in(bens, other.sign_in_name)
    bens.post("/sign-out/")
    forged = Client()
    forged.cookies["mandate_browser"] = "number.signature"
    for guess in range(11):
        sign_in(Client(), account.sign_in_name, f"guess {guess}")
    for stranger in (bens, forged):
        assert TOO_MANY in sign_in(stranger, account.sign_in_name).content.decode()


def test_catalogue_156_one_address_does_not_guess_at_everybody() -> None:
    account_of("Ada Fenwick")
    for guess in range(100):
        sign_in(Client(), f"somebody.{guess}", "guess")
    assert TOO_MANY in sign_in(Client(), "ada.fenwick").content.decode()
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9"), "ada.fenwick").status_code == 302


def test_catalogue_157_signing_in_and_out_need_the_token_and_the_own_origin() -> None:
    account = account_of("Ada Fenwick")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    met = {
        url: strict.post(url, {}, headers=headers).status_code
        for url in ("/sign-out/",)
        for headers in ({}, {"origin": "https://evil.example"})
    }
    assert met == {"/sign-out/": 403}
    nobody = Client(enforce_csrf_checks=True)
    data = {"login": account.sign_in_name, "password": factories.PASSWORD}
    assert nobody.post("/sign-in/", data).status_code == 403
    page = nobody.get("/sign-in/")
    token = {"csrfmiddlewaretoken": str(page.context["csrf_token"])}
    evil = {"origin": "https://evil.example"}
    assert nobody.post("/sign-in/", data | token, headers=evil).status_code == 403
    assert nobody.post("/sign-in/", data | token).status_code == 302


ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "https://testserver@evil.example/",
    "javascript:alert(1)",
    "/\r\nSet-Cookie: a=b",
    "\t//evil.example",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_catalogue_158_nobody_is_led_elsewhere(wanted: str) -> None:
    account = account_of("Ada Fenwick")
    client = Client()
    data = {"login": account.sign_in_name, "password": factories.PASSWORD, "next": wanted}
    signed_in = client.post("/sign-in/", data)
    met = [signed_in, client.get("/sign-in/", {"next": wanted})]
    met.append(client.post("/sign-out/", {"next": wanted}))
    locations = [response.headers["Location"] for response in met]
    assert [status.status_code for status in met] == [302] * 3
    assert all(place.startswith("/") and "evil" not in place for place in locations)
    assert all("\r" not in place and "\n" not in place for place in locations)


FORGOTTEN = "/forgotten-password/"


def ask(name: str, **headers: str) -> HttpResponse:
    return Client().post(FORGOTTEN, {"sign_in_name": name}, follow=True, headers=headers)


def with_address(name: str) -> Account:
    address = f"{name.split()[0].lower()}@example.org"
    return factories.account(factories.person(name, email=address), name.split()[0].lower())


def test_catalogue_155_asking_for_a_link_tells_nothing() -> None:
    with_address("Ada Fenwick")
    stopped, invited = with_address("Stella Quint"), with_address("Ivan Dell")
    stopped.is_active = False
    stopped.save()
    invited.set_unusable_password()
    invited.save()
    account_of("Nora Mailless")
    answers = {}
    for name in ("ada", "nobody", "stella", "ivan", "nora.mailless"):
        with CaptureQueriesContext(connection) as asked:
            Client().post(FORGOTTEN, {"sign_in_name": name})
        answers[name] = (*told(ask(name), name), len(asked))
    assert len(set(answers.values())) == 1
    assert (
        "If this name has an email address, a message with a code is on its way."
        in answers["nobody"][1]
    )
    assert [message.to for message in posted_mail()] == [["ada@example.org"]] * 2


GONE = b"This code does not match the sign-in name"


def test_catalogue_155_a_code_works_once_and_one_of_two_ends_both() -> None:
    with_address("Ada Fenwick")
    ask("ADA ")
    ask("ada")
    first, second = (code_in(message) for message in posted_mail())
    assert b"Your password has been set." in set_password(second, "three herons at dusk").content
    for typed in (first, second):
        assert GONE in set_password(typed, "four herons at dusk").content
    assert sign_in(Client(), "ada", "three herons at dusk").status_code == 302


def test_catalogue_155_a_code_dies_with_the_address_and_after_an_hour() -> None:
    account = with_address("Ada Fenwick")
    began = clock.now()
    with clock.stopped_at(began):
        ask("ada")
    (message,) = posted_mail()
    typed = code_in(message)
    with clock.stopped_at(began + timedelta(minutes=61)):
        assert GONE in set_password(typed, "short").content
    with clock.stopped_at(began + timedelta(minutes=59)):
        assert GONE not in set_password(typed, "short").content
        edit_record(account.person, by=factories.officer(), email="new@example.org")
        assert GONE in set_password(typed, "short").content


def test_catalogue_155_a_link_leads_to_this_host_only() -> None:
    with_address("Ada Fenwick")
    assert ask("ada", host="evil.example").status_code == 400
    assert posted_mail() == []
    ask("ada", **{"x-forwarded-host": "evil.example"})
    assert "http://testserver/set-password/" in posted_mail()[0].body
    assert "evil" not in posted_mail()[0].body


def test_catalogue_155_a_name_is_asked_for_three_times_at_most() -> None:
    with_address("Ada Fenwick")
    met = [ask(name).status_code for name in ("ada", "Ada", "ADA", "ada")]
    assert met == [200, 200, 200, 429]
    assert len(posted_mail()) == 3
    last = ask("ada")
    assert (last.status_code, last["Retry-After"]) == (429, "300")


def test_catalogue_156_a_new_password_opens_what_guessing_closed() -> None:
    with_address("Ada Fenwick")
    for guess in range(11):
        sign_in(Client(), "ada", f"guess {guess}")
    ask("ada")
    set_password(code_in(posted_mail()[0]), "three herons at dusk")
    assert sign_in(Client(), "ada", "three herons at dusk").status_code == 302


def signed_in(account: Account) -> Client:
    client = Client()
    sign_in(client, account.sign_in_name)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def sign_out(client: Client, account: Account) -> None:
    client.post("/sign-out/")


def change_password(client: Client, account: Account) -> None:
    new = {"password": "three herons at dusk", "again": "three herons at dusk"}
    signed_in(account).post("/account/password/", {"current": factories.PASSWORD} | new)


def deactivate(client: Client, account: Account) -> None:
    deactivate_person(person=account.person, by=factories.officer())


@pytest.mark.parametrize("end", [sign_out, change_password, deactivate])
def test_catalogue_159_an_old_session_is_dead(end: Any) -> None:
    account = account_of("Ada Fenwick")
    client = signed_in(account)
    old = Client()
    old.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_signed_in(old)
    end(client, account)
    assert not is_signed_in(old)


def test_catalogue_159_a_role_that_ends_ends_at_the_next_request() -> None:
    factories.account()
    person = factories.holder(Role.PROGRAMME_OFFICE, office())
    client = signed_in(factories.account(person, "ada"))
    assert client.get("/people/").status_code == 200
    end_appointment(Appointment.objects.get(person=person), by=factories.officer())
    assert client.get("/people/").status_code == 403


def test_catalogue_160_nobody_ends_the_session_of_another() -> None:
    theirs = signed_in(account_of("Ben Hale"))
    client = signed_in(account_of("Ada Fenwick"))
    session = UserSession.objects.get(user__sign_in_name="ben.hale")
    for number in (session.pk, session.session_key, "0", "9" * 40, "x"):
        assert client.post(f"/account/devices/{number}/end/").status_code == 404
    assert is_signed_in(theirs)


PRODUCTION = """
import django
django.setup()
from django.test import Client
from django.conf import settings
client = Client(headers={"host": "mandate.example"})
page = client.get("/sign-in/", secure=True)
names = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
print(*(getattr(settings, f"SESSION_COOKIE_{name}") for name in names))
for name, cookie in page.cookies.items():
    print(name, cookie["secure"], cookie["samesite"], cookie["path"], cookie["domain"])
"""


@pytest.mark.one_engine
def test_catalogue_161_cookies_are_this_hosts_and_secure(databases: Databases) -> None:
    environment = site_environment(databases.migrated()) | {"MANDATE_DEMO": "0"}
    environment |= {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "mandate.example"}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTION],
        env=environment,
        text=True,
        capture_output=True,
        cwd=ROOT,
    )
    assert done.stdout.splitlines() == [
        "__Host-sessionid True True Lax / None",
        "__Host-csrftoken True Lax / ",
    ], done.stderr


def test_catalogue_161_the_browsers_own_cookie_is_closed_to_scripts() -> None:
    account = account_of("Ada Fenwick")
    client = signed_in(account)
    cookie = client.cookies["mandate_browser"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert account.sign_in_name not in cookie.value


def test_catalogue_165_nobody_learns_of_people_whom_they_do_not_see() -> None:
    other = account_of("Ben Hale").person
    client = signed_in(account_of("Ada Fenwick"))
    pages = ("", "edit/", "history/", "activity/", "sign-in/", "second-step/")
    met = {page: client.get(f"/people/{other.reference}/{page}").status_code for page in pages}
    unknown = {page: client.get(f"/people/PER-9999/{page}").status_code for page in pages}
    assert met == unknown
    verbs = ("stop/", "withdraw/", "sign-out/", "sign-in/", "second-step/")
    assert {client.post(f"/people/{other.reference}/{verb}").status_code for verb in verbs} == {403}
    shown = [client.get(page).content.decode() for page in ("/", "/account/", "/account/password/")]
    assert [page for page in shown if "Ben Hale" in page] == []
