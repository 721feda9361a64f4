"""The catalogue of bad input as far as it concerns accounts: a test for each number."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client

from people.models import Account
from tests import factories
from tests.people.signing_in import sign_in

pytestmark = pytest.mark.django_db

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


def test_catalogue_140_no_filter_reaches_a_password(client: Client) -> None:
    account = account_of("Ada Fenwick")
    client.force_login(factories.account())
    right, other = account.password[0], "~"
    pages = {
        client.get(f"/people/?account__password__startswith={start}&page=1").content
        for start in (right, other)
    }
    assert len({told_once(page) for page in pages}) == 1
    assert b"Ada Fenwick" in pages.pop()


def told_once(page: bytes) -> bytes:
    """The page without what differs each time it is asked for."""
    return b"".join(
        line
        for line in page.splitlines()
        if b"csrfmiddlewaretoken" not in line and b"startswith" not in line
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
