"""The second step of signing in: a code from a phone, or a recovery code."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from people import policy
from people.actions import appoint
from people.choices import Role
from people.models import Account, SecurityEvent
from people.queries import office
from tests import factories
from tests.accounts.signing_in import code_of, posted_mail, set_up_second_step, sign_in
from tests.sending import press
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def required(settings: Any) -> None:
    """As at a council: the demonstration's own settings ask nobody for one."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def ada() -> Account:
    """Holds no role."""
    return factories.account(factories.person(email="ada@example.org"), "ada")


@pytest.fixture
def keeper() -> Account:
    return factories.account(sign_in_name="olive")


def said(response: HttpResponse) -> str:
    return read(response.content.decode()).text


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        (Role.PROGRAMME_OFFICE, True),
        (Role.SYSTEM_ADMINISTRATOR, True),
        (Role.COMMITTEE_OFFICER, True),
        (Role.LEGAL_OFFICER, True),
        (Role.AUDITOR, False),
        (Role.READER, False),
    ],
)
def test_roles_that_publish_or_administer_need_one(role: str, needs: bool) -> None:
    factories.officer()
    assert policy.needs_second_factor(factories.holder(role, office())) is needs


def test_a_lead_of_one_programme_needs_none() -> None:
    programme = factories.programme()
    lead = factories.holder(Role.PROGRAMME_MANAGER, programme.scope)
    assert not policy.needs_second_factor(lead)


def test_its_key_is_shown_in_groups_that_can_be_typed(keeper: Account) -> None:
    client = Client()
    sign_in(client, "olive")
    page = client.get("/account/second-step/")
    secret = page.context["form"].secret
    (key,) = read(page.content.decode()).all("code")
    groups = key.text.split()
    assert {len(group) for group in groups} == {4}
    assert "".join(groups) == secret


def test_who_needs_one_reaches_nothing_else_before(required: None, keeper: Account) -> None:
    client = Client()
    sign_in(client, "olive")
    for address in ("/", "/people/", "/activity/", "/account/", "/gallery/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "/account/second-step/")
    before = client.post("/people/add/", {"name": "Nobody"})
    assert (before.status_code, before["Location"]) == (302, "/account/second-step/")
    secret = set_up_second_step(client)
    assert client.get("/people/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    assert sign_in(client, "olive")["Location"] == "/sign-in/code/"
    assert client.get("/people/")["Location"] == "/sign-in/?next=/people/"
    cache.clear()
    assert client.post("/sign-in/code/", {"code": code_of(secret)})["Location"] == "/"
    assert client.get("/people/").status_code == 200


def test_who_gets_such_a_role_sets_one_up_at_the_next_click(
    required: None, keeper: Account, ada: Account
) -> None:
    client = Client()
    sign_in(client, "ada")
    assert client.get("/").status_code == 200
    appoint(scope=office(), role=Role.COMMITTEE_OFFICER, person=ada.person, by=keeper.person)
    assert client.get("/")["Location"] == "/account/second-step/"


def test_the_demonstration_asks_nobody_who_has_none(keeper: Account) -> None:
    client = Client()
    sign_in(client, "olive")
    assert client.get("/people/").status_code == 200


def test_it_is_set_up_used_and_removed(ada: Account) -> None:
    client = Client()
    sign_in(client, "ada")
    assert "Set up the second step" in said(client.get("/account/"))
    assert client.post("/account/second-step/", {"code": "000000"}).status_code == 200
    secret = set_up_second_step(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    assert [message.subject for message in posted_mail()] == [
        "Your second step for Mandate was set up"
    ]
    stored = list(Authenticator.objects.values_list("data", flat=True))
    assert not any(word in str(stored) for word in (secret, *codes))

    other = Client()
    assert sign_in(other, "ada")["Location"] == "/sign-in/code/"
    wrong = other.post("/sign-in/code/", {"code": "000000"})
    assert "The code is wrong, or has already been used." in said(wrong)
    assert other.post("/sign-in/code/", {}).status_code == 302
    assert other.post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert other.get("/account/").status_code == 200

    assert client.post("/account/second-step/remove/").status_code == 302
    assert not Authenticator.objects.exists()
    assert sign_in(Client(), "ada")["Location"] == "/"


def recovery_codes(client: Client) -> list[str]:
    return [code.text for code in read(client.get("/account/recovery-codes/").content.decode())
            .all("code")]  # fmt: skip


def test_a_code_works_once(ada: Account) -> None:
    client = Client()
    sign_in(client, "ada")
    secret = set_up_second_step(client)
    codes = recovery_codes(client)
    for code in (codes[0], code_of(secret)):
        answers = []
        for _time in range(2):
            other = Client()
            sign_in(other, "ada")
            answers.append(other.post("/sign-in/code/", {"code": code}).status_code)
        assert answers == [302, 200]
    assert recovery_codes(client) == codes[1:]
    client.post("/account/recovery-codes/new/")
    assert set(recovery_codes(client)) & set(codes) == set()


def test_ten_codes_are_guessed_in_five_minutes(ada: Account) -> None:
    client = Client()
    sign_in(client, "ada")
    secret = set_up_second_step(client)
    said_to = []
    for guess in range(11):
        other = Client(REMOTE_ADDR=f"192.0.2.{guess}")
        sign_in(other, "ada")
        said_to.append("Too many" in said(other.post("/sign-in/code/", {"code": f"{guess:06}"})))
    assert said_to == [False] * 10 + [True]
    assert "Too many" in said(other.post("/sign-in/code/", {"code": code_of(secret)}))


def test_setting_one_up_signs_other_devices_out(ada: Account) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, "ada")
    set_up_second_step(here)
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_the_office_resets_a_lost_phone_with_a_reason(keeper: Account, ada: Account) -> None:
    hers, office_client = Client(), Client()
    sign_in(hers, "ada")
    set_up_second_step(hers)
    sign_in(office_client, "olive")
    page = f"/people/{ada.person.reference}/second-step/"
    assert "Reset the second step" in said(office_client.get(f"/people/{ada.person.reference}/"))
    for reason in ("", "Because"):
        assert press(office_client, page, {"reason": reason}).status_code == 200
    assert Authenticator.objects.count() == 2
    answer = press(office_client, page, {"reason": "phone lost"}, follow=True)
    assert "The second step has been reset, and they have been signed out." in said(answer)
    event = SecurityEvent.objects.get(kind="second_factor_removed")
    assert (event.person_id, event.record_kind, event.record_id, event.facts) == (
        keeper.person_id,
        "people.person",
        ada.person_id,
        "reason phone lost",
    )
    assert hers.get("/account/").status_code == 302
    assert sign_in(Client(), "ada")["Location"] == "/"
    assert posted_mail()[-1].subject == (
        "Your second step for Mandate was reset by the programme office"
    )


def test_nobody_resets_their_own_through_the_office(keeper: Account) -> None:
    client = Client()
    sign_in(client, "olive")
    set_up_second_step(client)
    page = f"/people/{keeper.person.reference}/second-step/"
    answer = press(client, page, {"reason": "phone replaced"})
    assert "Remove your own second step on the page of your own sign-in." in said(answer)
    assert Authenticator.objects.count() == 2


def test_a_secret_sealed_with_a_key_that_is_gone_opens_nothing(ada: Account, settings: Any) -> None:
    client = Client()
    sign_in(client, "ada")
    secret = set_up_second_step(client)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key altogether, and as long as the first one was, or longer"
    other = Client()
    sign_in(other, "ada")
    assert other.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [old]
    again = Client()
    sign_in(again, "ada")
    cache.clear()
    assert again.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 302
