"""The office invites people, and each sets a password that nobody else knows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts import mail
from audit.actions import edit_record
from people.actions import deactivate_person, open_account
from people.models import Account, Person
from tests import factories
from tests.accounts import signing_in
from tests.accounts.signing_in import code_in, posted_mail, sign_in
from tests.sending import press
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

GOOD = "seven lanterns over a weir"
GONE = (
    "This code does not match the sign-in name, has been used or withdrawn, is too old, or has "
    "been replaced by a newer one."
)
INVITE = "/people/{}/sign-in/"


@pytest.fixture
def keeper(client: Client) -> Account:
    """Somebody of the office, signed in."""
    account = factories.account()
    client.force_login(account)
    return account


@pytest.fixture
def ada() -> Person:
    return factories.person(email="ada.fenwick@example.org")


def said(response: HttpResponse) -> str:
    return read(response.content.decode()).text


def invite(client: Client, person: Person, name: str = "ada.fenwick") -> HttpResponse:
    typed = {"sign_in_name": name}
    return press(client, INVITE.format(person.reference), typed, follow=True)


def set_password(typed: dict[str, str], password: str = GOOD, again: str = GOOD) -> HttpResponse:
    return signing_in.set_password(typed, password, again)


def test_a_person_is_invited_sets_a_password_and_signs_in(
    client: Client, keeper: Account, ada: Person
) -> None:
    page = said(client.get(INVITE.format(ada.reference)))
    assert "A message with a code goes to ada.fenwick@example.org." in page

    answer = said(invite(client, ada))

    assert "A message with a code to set a password is on its way" in answer
    assert "Signs in as ada.fenwick (no password yet)" in answer
    (letter,) = posted_mail()
    assert letter.to == ["ada.fenwick@example.org"]
    assert letter.subject == "Set your password for Mandate at Wolderby County Council"
    assert "Olive Tarrant of the programme office invites you to sign in to Mandate." in letter.body
    typed = code_in(letter)
    assert f"http://testserver/set-password/#ada.fenwick/{typed['code']}\n" in letter.body
    assert "Your password has been set. Sign in with it." in said(set_password(typed))
    assert sign_in(Client(), "ada.fenwick", GOOD).status_code == 302
    assert "Signs in as ada.fenwick " in said(client.get(f"/people/{ada.reference}/"))
    assert [each.subject for each in posted_mail()[1:]] == ["Your password for Mandate was changed"]


@pytest.fixture
def written(settings: Any, tmp_path: Path) -> Path:
    """The folder of the demonstration's messages, in which nothing is sent."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def test_the_demonstration_says_where_the_message_is_and_shows_the_code(
    client: Client, keeper: Account, ada: Person, written: Path, settings: Any
) -> None:
    where = f"This demonstration sends no mail: the message is a file in {written}."
    answer = invite(client, ada)
    assert where in said(answer)
    (letter,) = written.iterdir()
    (box,) = [
        box
        for box in read(answer.content.decode()).all("input")
        if box.attributes.get("id") == "code-to-hand-over"
    ]
    assert f"and the code {box.attributes['value']}." in letter.read_text()
    settings.EMAIL_FILE_PATH = str(settings.BASE_DIR / "var" / "mail-of-a-test")
    assert mail.written_to() == "var/mail-of-a-test"


def test_a_councils_page_says_nothing_of_it(
    client: Client, keeper: Account, ada: Person, written: Path, settings: Any
) -> None:
    settings.DEMO = False
    answer = invite(client, ada)
    assert "This demonstration" not in said(answer)
    assert "code-to-hand-over" not in answer.content.decode()


def test_who_has_no_address_gets_a_code_that_the_office_sees_once(
    client: Client, keeper: Account
) -> None:
    ben = factories.person("Ben Hale")
    answer = invite(client, ben, "ben.hale")
    (box,) = [
        box
        for box in read(answer.content.decode()).all("input")
        if box.attributes.get("id") == "code-to-hand-over"
    ]
    typed = {"sign_in_name": "ben.hale", "code": box.attributes["value"]}
    assert "It is shown only now." in said(answer)
    assert "It is shown only now." not in said(client.get(f"/people/{ben.reference}/"))
    assert posted_mail() == []
    assert "Your password has been set." in said(set_password(typed))


def test_a_code_works_once(client: Client, keeper: Account, ada: Person) -> None:
    invite(client, ada)
    typed = code_in(posted_mail()[0])
    set_password(typed)
    other = "another long password"
    assert GONE in said(set_password(typed, other, other))
    assert sign_in(Client(), "ada.fenwick", GOOD).status_code == 302


def test_a_code_lasts_seven_days(client: Client, keeper: Account, ada: Person) -> None:
    began = clock.now()
    with clock.stopped_at(began):
        invite(client, ada)
    typed = code_in(posted_mail()[0])
    week = timedelta(days=7)
    for later, works in ((-timedelta(seconds=2), True), (timedelta(seconds=2), False)):
        with clock.stopped_at(began + week + later):
            assert (GONE not in said(set_password(typed, "short", "short"))) is works


def withdrawn(client: Client, keeper: Account, ada: Person) -> None:
    press(client, f"/people/{ada.reference}/withdraw/", on=f"/people/{ada.reference}/")


def sent_again(client: Client, keeper: Account, ada: Person) -> None:
    invite(client, ada)


def stopped(client: Client, keeper: Account, ada: Person) -> None:
    press(client, f"/people/{ada.reference}/stop/", on=f"/people/{ada.reference}/")


def stopped_and_allowed(client: Client, keeper: Account, ada: Person) -> None:
    stopped(client, keeper, ada)
    stopped(client, keeper, ada)


def deactivated(client: Client, keeper: Account, ada: Person) -> None:
    deactivate_person(person=ada, by=keeper.person)


def moved(client: Client, keeper: Account, ada: Person) -> None:
    edit_record(ada, by=keeper.person, email="somebody.else@example.org")


@pytest.mark.parametrize(
    "end", [withdrawn, sent_again, stopped, stopped_and_allowed, deactivated, moved]
)
def test_a_code_dies_when(client: Client, keeper: Account, ada: Person, end: object) -> None:
    invite(client, ada)
    typed = code_in(posted_mail()[0])
    end(client, keeper, ada)  # type: ignore[operator]
    assert GONE in said(set_password(typed))
    assert not Account.objects.get(person=ada).has_usable_password()


def test_a_code_is_typed_in_any_case_and_groups(
    client: Client, keeper: Account, ada: Person
) -> None:
    invite(client, ada)
    typed = code_in(posted_mail()[0])
    spoken = typed["code"].replace("-", " ").upper()
    assert "is too short" in said(set_password(typed | {"code": f" {spoken}\u200b"}, "x", "x"))


def test_another_code_or_name_is_nobodys_and_says_no_more(
    client: Client, keeper: Account, ada: Person
) -> None:
    factories.account(factories.person("Ben Hale"), "ben.hale")
    invite(client, ada)
    typed = code_in(posted_mail()[0])
    changed = [
        typed | {"code": "2" + typed["code"][1:-1] + "9"},
        typed | {"sign_in_name": "ben.hale"},
        typed | {"sign_in_name": "nobody"},
    ]
    told = {said(set_password(wrong)).replace(wrong["sign_in_name"], "") for wrong in changed}
    assert len(told) == 1
    assert GONE in told.pop()


def test_ten_tries_of_a_name_close_it_for_five_minutes(
    client: Client, keeper: Account, ada: Person
) -> None:
    invite(client, ada)
    typed = code_in(posted_mail()[0])
    for _guess in range(10):
        assert GONE in said(set_password(typed | {"code": "2222-2222-2222"}))
    assert "Too many tries. Wait five minutes, then try again." in said(set_password(typed))
    assert not Account.objects.get(person=ada).has_usable_password()


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "This password is too short. It must contain at least 12 characters."),
        ("password1234", "password1234", "This password is too common."),
        ("adafenwick2026!", "adafenwick2026!", "Do not base the password on your own name"),
        ("Mandate-Wolderby1", "Mandate-Wolderby1", "Do not base the password on your own name"),
        (GOOD, "something else", "The two passwords differ"),
        ("", "", "Enter the new password"),
    ],
)
def test_a_weak_password_is_refused_with_the_rule(
    client: Client, keeper: Account, ada: Person, password: str, again: str, sentence: str
) -> None:
    invite(client, ada)
    answer = set_password(code_in(posted_mail()[0]), password, again)
    assert answer.status_code == 200
    assert sentence in said(answer)
    assert not Account.objects.get(person=ada).has_usable_password()


@pytest.mark.parametrize("name", ["", "per-0001", "PER-0001", "x" * 151])
def test_a_sign_in_name_that_cannot_be_is_refused(
    client: Client, keeper: Account, ada: Person, name: str
) -> None:
    answer = client.post(INVITE.format(ada.reference), {"sign_in_name": name})
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.content.decode()
    assert Account.objects.count() == 1
    assert posted_mail() == []


def test_a_new_code_leaves_the_old_password_until_it_is_used(
    client: Client, keeper: Account, ada: Person
) -> None:
    account = factories.account(ada)
    invite(client, ada)
    assert sign_in(Client(), account.sign_in_name).status_code == 302
    set_password(code_in(posted_mail()[0]))
    assert sign_in(Client(), account.sign_in_name).status_code == 200
    assert sign_in(Client(), account.sign_in_name, GOOD).status_code == 302


def test_who_was_stopped_is_not_invited(client: Client, keeper: Account, ada: Person) -> None:
    factories.account(ada)
    stopped(client, keeper, ada)
    answer = press(client, INVITE.format(ada.reference))
    assert "Ada Fenwick may not sign in." in said(answer)
    assert posted_mail() == []


def test_a_mail_server_that_is_down_is_said_and_the_code_is_shown(
    client: Client, keeper: Account, ada: Person, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    answer = said(invite(client, ada))
    assert "The message could not be sent. Hand the code over yourself." in answer
    assert "It is shown only now." in answer


def test_nobody_registers_by_themselves() -> None:
    for address in ("/signup/", "/accounts/signup/", "/sign-up/", "/register/"):
        assert Client().get(address).status_code == 404


def test_an_account_without_a_password_lets_nobody_in(ada: Person) -> None:
    open_account(person=ada, sign_in_name="ada.fenwick", by=factories.officer())
    for password in ("", "!", "None", factories.PASSWORD):
        assert sign_in(Client(), "ada.fenwick", password).status_code == 200
