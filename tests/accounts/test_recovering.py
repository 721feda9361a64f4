"""It takes two people, never one, to change how somebody with a far-reaching role signs in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.signing_in import recovering, second_factor
from audit.actions import edit_record
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from people.actions import appoint, end_appointment
from people.choices import Role, SignInChangeKind
from people.models import Account, Appointment, Person, SecurityEvent, SignInChange
from people.queries import office
from people.succession.rules_of_two import pair_of, void_by
from tests import factories
from tests.accounts.signing_in import code_in, posted_mail, set_password, sign_in
from tests.sending import press
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

OLD, NEW = "ada.fenwick@example.org", "ada.fenwick@elsewhere.example"
GOOD = "seven lanterns over a weir"
TWO = "It takes two people to change how they sign in"


@dataclass
class Council:
    """Two who keep the office, and Ada, who clears."""

    first: Account
    second: Account
    ada: Account
    commit: Any

    def client(self, account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    def page(self, rest: str = "") -> str:
        return f"/people/{self.ada.person.reference}/{rest}"

    def propose(self, by: Account, kind: str = "address", **fields: Any) -> Any:
        sent = {"kind": kind, "email": NEW if kind == "address" else "", "why": "Came in person"}
        url = self.page("sign-in-changes/add/")
        with self.commit(execute=True):
            return self.client(by).post(url, sent | fields, follow=True)

    def verb(self, by: Account, verb: str) -> Any:
        change = SignInChange.objects.latest("id")
        url = f"/people/{change.person.reference}/sign-in-changes/{change.pk}/{verb}/"
        with self.commit(execute=True):
            return self.client(by).post(url, follow=True)

    def email(self) -> str:
        return Person.objects.get(pk=self.ada.person_id).email


def said(response: Any) -> str:
    return read(response.content.decode()).text


@pytest.fixture
def council(django_capture_on_commit_callbacks: Any) -> Council:
    first = factories.account(sign_in_name="olive")
    second = factories.holder(Role.PROGRAMME_OFFICE, office(), "Ben Hoy")
    ada = factories.holder(Role.LEGAL_OFFICER, office(), "Ada Fenwick")
    with_address = edited_by_two(ada, OLD)
    return Council(
        first,
        factories.account(second, "ben"),
        factories.account(with_address, "ada"),
        django_capture_on_commit_callbacks,
    )


def edited_by_two(person: Person, email: str) -> Person:
    from people import recovery  # noqa: PLC0415  the fixture alone goes round the rule

    with recovery.decided_by_two():
        found: Person = edit_record(person, by=factories.officer(), email=email)
    return found


def test_one_proposes_and_another_confirms_and_both_addresses_are_told(council: Council) -> None:
    answer = said(council.propose(council.first))
    assert "The change has been proposed. Both their addresses get a message." in answer

    assert {each.to[0] for each in posted_mail()} == {OLD, NEW}
    assert "You proposed this change" in said(council.verb(council.first, "confirm"))
    assert council.email() == OLD
    work = said(council.client(council.second).get("/"))
    assert "Ada Fenwick: Another email address" in work
    assert "The change has been made." in said(council.verb(council.second, "confirm"))
    assert council.email() == NEW
    assert sorted(each.to[0] for each in posted_mail()[2:]) == sorted([OLD, NEW])
    change = SignInChange.objects.get()
    assert (change.proposed_by, change.decided_by) == (council.first.person, council.second.person)
    kinds = SecurityEvent.objects.order_by("id").values_list("kind", "person_id")
    assert [k for k in kinds if k[0].startswith("sign_in_change")] == [
        ("sign_in_change_proposed", council.first.person_id),
        ("sign_in_change_done", council.second.person_id),
    ]
    assert "is no longer waiting" in said(council.verb(council.second, "confirm"))


def test_the_person_is_told_on_screen_until_it_is_decided_and_once_after(council: Council) -> None:
    council.propose(council.first)
    for _time in range(2):
        client = Client()
        sign_in(client, "ada")
        told = said(client.get("/"))
        assert "Olive Tarrant proposed a change to how you sign in: Another email address" in told
    council.verb(council.second, "confirm")
    for is_told in (True, False):
        client = Client()
        sign_in(client, "ada")
        page = said(client.get("/"))
        assert ("Proposed by Olive Tarrant, confirmed by Ben Hoy." in page) is is_told


@pytest.mark.parametrize("who", ["ada", "second", "first"])
def test_who_it_is_about_or_keeps_accounts_stops_it(council: Council, who: str) -> None:
    council.propose(council.first)
    assert "The change has been stopped." in said(council.verb(getattr(council, who), "stop"))
    assert "is no longer waiting" in said(council.verb(council.second, "confirm"))
    assert council.email() == OLD


def test_the_code_of_the_notice_stops_it_without_signing_in(council: Council) -> None:
    council.propose(council.first)
    letter = posted_mail()[0]
    code = re.search(r"and type (\S+)\.", letter.body)[1]  # type: ignore[index]
    assert f"http://testserver/stop-a-change/#/{code}\n" in letter.body
    wrong = {"code": code[:-1] + ("2" if code[-1] != "2" else "3")}
    assert "This code stops nothing" in said(Client().post("/stop-a-change/", wrong))
    assert "The change has been stopped." in said(
        Client().post("/stop-a-change/", {"code": code.upper()}, follow=True)
    )
    change = SignInChange.objects.get()
    assert (change.state, change.decided_by_id) == ("stopped", SYSTEM_ID)
    assert "This code stops nothing" in said(Client().post("/stop-a-change/", {"code": code}))
    assert council.email() == OLD


def test_where_nobody_else_could_confirm_it_waits_three_days(council: Council) -> None:
    seat = Appointment.objects.get(person=council.second.person)
    end_appointment(seat, by=council.first.person)
    began = clock.now()
    with clock.stopped_at(began):
        council.propose(council.first)
    for days, sentence in ((2.99, "it can be done from"), (3.01, "The change has been made.")):
        with clock.stopped_at(began + timedelta(days=days)):
            work = said(council.client(council.first).get("/"))
            assert ("Ada Fenwick: Another email address" in work) is (days > 3)
            assert sentence in said(council.verb(council.first, "confirm"))
    assert council.email() == NEW


def test_the_delay_is_over_once_somebody_else_can_confirm(council: Council) -> None:
    Account.objects.filter(pk=council.second.pk).update(is_active=False)
    began = clock.now()
    with clock.stopped_at(began):
        council.propose(council.first)
    Account.objects.filter(pk=council.second.pk).update(is_active=True)
    with clock.stopped_at(began + timedelta(days=4)):
        assert "You proposed this change" in said(council.verb(council.first, "confirm"))
        assert "The change has been made." in said(council.verb(council.second, "confirm"))


def test_whose_sign_in_it_is_never_confirms_it(council: Council) -> None:
    with pytest.raises(Refused, match="Change your own password and second step"):
        recovering.propose(
            person=council.second.person, kind="second_step", why="Lost", by=council.second.person
        )
    change = recovering.propose(
        person=council.second.person, kind="address", why="New", by=council.first.person, email=NEW
    )
    with pytest.raises(Refused, match="This changes your own sign-in"):
        recovering.confirm(change, by=council.second.person)
    with pytest.raises(Refused, match="You may not do this"):
        recovering.confirm(change, by=council.ada.person)


def test_a_second_step_is_reset_by_two(council: Council) -> None:
    TOTP.activate(council.ada, "SECRET")
    sent = {"reason": "phone lost"}
    alone = press(council.client(council.first), council.page("second-step/"), sent)
    assert TWO in said(alone)
    assert second_factor.has(council.ada)
    council.propose(council.first, "second_step")
    council.verb(council.second, "confirm")
    assert not second_factor.has(council.ada)


def test_a_new_code_is_sent_by_two_to_the_address_alone(council: Council) -> None:
    alone = press(council.client(council.first), council.page("sign-in/"))
    assert TWO in said(alone)
    assert posted_mail() == []
    council.propose(council.first, "invitation")
    answer = said(council.verb(council.second, "confirm"))
    assert "A message with a code to set a password is on its way" in answer
    assert "It is shown only now." not in answer
    (letter,) = [each for each in posted_mail() if "and the code" in each.body]
    assert letter.to == [OLD]
    assert "Your password has been set." in said(set_password(code_in(letter), GOOD))


class TestChains:
    """What one keeper of the office can do alone, one step after another, makes nobody of them."""

    @pytest.fixture(autouse=True)
    def ends_as_it_began(self, council: Council) -> Iterator[None]:
        before = (council.ada.password, OLD)
        yield
        ada = Account.objects.get(pk=council.ada.pk)
        assert (ada.password, council.email()) == before
        assert ada.person_id == council.ada.person_id
        cache.clear()
        assert sign_in(Client(), "ada").status_code == 302
        assert {each.to[0] for each in posted_mail()} <= {OLD, "ben.hale@example.org"}

    def edit(self, council: Council, **changed: Any) -> Any:
        person = Person.objects.get(pk=council.ada.person_id)
        sent = {"name": person.name, "version": person.version, "email": OLD} | changed
        return council.client(council.first).post(council.page("edit/"), sent)

    def test_change_the_address_and_forget_the_password(self, council: Council) -> None:
        assert TWO in said(self.edit(council, email=NEW))
        Client().post("/forgotten-password/", {"sign_in_name": "ada"})
        assert [each.to for each in posted_mail()] == [[OLD]]

    def test_restore_an_earlier_address(self, council: Council) -> None:
        url = council.page("history/1/restore/")  # when she had none
        version = Person.objects.get(pk=council.ada.person_id).version
        sent = {"reason": "Was right", "version": version}
        assert TWO in said(council.client(council.first).post(url, sent))

    def test_end_the_role_change_the_address_and_give_it_again(self, council: Council) -> None:
        end_appointment(Appointment.objects.get(person=council.ada.person), by=council.first.person)
        assert TWO in said(self.edit(council, email=NEW))
        invited = press(council.client(council.first), council.page("sign-in/"))
        assert TWO in said(invited)

    def test_deactivate_bring_back_and_invite(self, council: Council) -> None:
        client = council.client(council.first)
        press(client, council.page("archive/"), {"reason": "Left"})
        press(client, council.page("archive/"), {"reason": "Came back"})
        assert not Person.objects.get(pk=council.ada.person_id).is_archived
        assert "may not sign in" in said(press(client, council.page("sign-in/")))
        press(client, council.page("stop/"), on=council.page())
        assert TWO in said(press(client, council.page("sign-in/")))

    def test_merge_into_a_record_with_another_address(self, council: Council) -> None:
        ben = factories.person("Ben Hale", email="ben.hale@example.org")
        client = council.client(council.first)
        sent = {"kept": ben.name, "reason": "One person"}
        assert "would move to another email address" in said(
            press(client, council.page("merge/"), sent)
        )

    def test_use_her_address_and_her_name_for_another(self, council: Council) -> None:
        ben = factories.person("Ben Hale", email=OLD)
        client = council.client(council.first)
        answer = client.post(f"/people/{ben.reference}/sign-in/", {"sign_in_name": "ＡDA\u200b"})
        assert "Somebody else signs in with this name." in said(answer)
        client.post(f"/people/{ben.reference}/sign-in/", {"sign_in_name": "ben.hale"})
        typed = code_in(posted_mail()[-1])
        assert "does not match" in said(set_password(typed | {"sign_in_name": "ada"}, GOOD))

    def test_propose_and_confirm_alone(self, council: Council) -> None:
        change = recovering.propose(
            person=council.ada.person, kind="address", why="New", by=council.first.person, email=NEW
        )
        for by in (council.first.person, council.ada.person):
            with pytest.raises(Refused):
                recovering.confirm(change, by=by)

    def test_give_oneself_her_role(self, council: Council) -> None:
        first = council.first.person
        with pytest.raises(Refused, match="Nobody gives themselves a role"):
            appoint(scope=office(), role=Role.LEGAL_OFFICER, person=first, by=first)


def test_while_a_change_waits_nobody_is_merged(council: Council) -> None:
    from people.succession.merging import merge_people  # noqa: PLC0415  the only use

    council.propose(council.first)
    kept = factories.person("Ada Fenwyck", email=OLD)
    with pytest.raises(Refused, match="A change to how they sign in is waiting"):
        merge_people(
            duplicate=council.ada.person, kept=kept, by=council.second.person, reason="One"
        )


def test_a_change_that_one_person_made_as_two_says_that_it_is_void(council: Council) -> None:
    third = factories.account(factories.person("B. Hoy"), "b.hoy")
    change = recovering.propose(
        person=council.ada.person, kind="address", why="New", by=council.first.person, email=NEW
    )
    done, _code = recovering.confirm(change, by=council.second.person)
    pair = pair_of(council.first.person, council.second.person)
    found = [void.fields for void in void_by(pair).values() if void.record == done]
    assert found == [{"state": "void"}]
    assert done not in [void.record for void in void_by(pair_of(third.person, pair.kept)).values()]


def test_an_operator_recovers_an_account_and_is_named(council: Council) -> None:
    TOTP.activate(council.ada, "SECRET")
    Account.objects.filter(pk=council.ada.pk).update(is_active=False)
    out = StringIO()
    call_command(
        "recover_account", "ADA", operator="Ines Cole", reason="Nobody gets in", stdout=out
    )
    code = out.getvalue().split()[-1]
    typed = {"sign_in_name": "ada", "code": code}
    assert "Your password has been set." in said(set_password(typed, GOOD))
    assert "does not match" in said(set_password(typed, GOOD))
    assert not second_factor.has(council.ada)
    assert sign_in(Client(), "ada", GOOD).status_code == 302
    change = SignInChange.objects.get(kind=SignInChangeKind.RECOVERY)
    assert change.history.get().history_user_id == SYSTEM_ID
    said_why = "Recovered by the operator Ines Cole: Nobody gets in"
    assert change.history.get().history_change_reason == said_why
    event = SecurityEvent.objects.get(kind="account_recovered")
    assert (event.person_id, event.record_id) == (SYSTEM_ID, council.ada.person_id)
    assert code not in f"{event.facts} {event.path}"


@pytest.mark.parametrize(
    ("name", "operator", "sentence"),
    [("nobody", "Ines Cole", "Nobody signs in as nobody."), ("ada", " ", "Say who you are")],
)
def test_an_operator_is_told_what_is_missing(
    council: Council, name: str, operator: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("recover_account", name, operator=operator, reason="Locked out")
