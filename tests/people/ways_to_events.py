"""Each kind of security event, produced by doing it."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client

from accounts.signing_in.recovering import confirm, propose, recover
from accounts.signing_in.recovering import stop as stop_change
from meetings.actions.feeds import make_feed
from people.choices import Role
from people.models import Account, Person
from people.queries import office
from projects.models import Project
from tests import factories
from tests.accounts.signing_in import set_up_second_step
from tests.reports.publishing import fit_to_publish
from tests.sending import press
from values import clock

SECRET = "correct horse battery staple"


def signed_in(account: Account) -> Client:
    """A browser whose sign-in is no event of the test."""
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(account)
    return client


def sign_in(account: Account, project: Project) -> None:
    typed = {"login": account.sign_in_name, "password": factories.PASSWORD}
    assert Client().post("/sign-in/", typed).status_code == 302


def fail_to_sign_in(account: Account, project: Project) -> None:
    typed = {"login": account.sign_in_name, "password": SECRET}
    assert Client().post("/sign-in/", typed).status_code == 200


def sign_out(account: Account, project: Project) -> None:
    assert signed_in(account).post("/sign-out/").status_code == 302


def be_refused(account: Account, project: Project) -> None:
    outsider = factories.account(factories.person("Otto Vane"))
    assert signed_in(outsider).get(f"/projects/{project.reference}/").status_code == 404


def change_a_role(account: Account, project: Project) -> None:
    url = f"/scopes/{project.scope.reference}/appointments/add/"
    sent = {"role": Role.PROJECT_LEAD, "person": factories.person().name, "position": 0}
    assert signed_in(account).post(url, sent).status_code == 302


def export(account: Account, project: Project) -> None:
    url = f"/projects/{project.reference}/history/?format=csv"
    assert signed_in(account).get(url).status_code == 200


def page_of(person: Person, page: str) -> str:
    return f"/people/{person.reference}/{page}/"


def invite(account: Account, project: Project) -> None:
    person = factories.person()
    sent = {"sign_in_name": "ada"}
    assert signed_in(account).post(page_of(person, "sign-in"), sent).status_code == 302


def an_account() -> Person:
    return factories.account(factories.person(), "ada").person


def invited() -> Person:
    person = an_account()
    Account.objects.filter(person=person).update(invited_at=clock.now())
    return person


def pressed(account: Account, person: Person, verb: str) -> HttpResponse:
    return press(signed_in(account), page_of(person, verb), on=f"/people/{person.reference}/")


def withdraw(account: Account, project: Project) -> None:
    assert pressed(account, invited(), "withdraw").status_code == 302


def stop(account: Account, project: Project) -> None:
    assert pressed(account, an_account(), "stop").status_code == 302


def merge(account: Account, project: Project) -> None:
    kept = factories.person("Ada Fenwyck")
    sent = {"kept": kept.name, "reason": SECRET}
    assert press(signed_in(account), page_of(an_account(), "merge"), sent).status_code == 302


def allow(account: Account, project: Project) -> None:
    person = an_account()
    Account.objects.filter(person=person).update(is_active=False)
    assert pressed(account, person, "stop").status_code == 302


def sign_out_everywhere(account: Account, project: Project) -> None:
    person = an_account()
    sign_in(Account.objects.get(person=person), project)
    assert pressed(account, person, "sign-out").status_code == 302


def change_password(account: Account, project: Project) -> None:
    new = {"password": SECRET, "again": SECRET}
    sent = {"current": factories.PASSWORD} | new
    assert signed_in(account).post("/account/password/", sent).status_code == 302


def enrol(account: Account, project: Project) -> None:
    set_up_second_step(signed_in(account))


def make_codes(account: Account, project: Project) -> None:
    client = signed_in(account)
    TOTP.activate(account, "SECRET")
    assert client.post("/account/recovery-codes/new/").status_code == 302


def remove_second_factor(account: Account, project: Project) -> None:
    client = signed_in(account)
    TOTP.activate(account, "SECRET")
    assert client.post("/account/second-step/remove/").status_code == 302


def read_what_is_restricted(account: Account, project: Project) -> None:
    paper = factories.paper(programme=project.programme)
    factories.restriction(record=paper)
    assert signed_in(account).get(f"/papers/{paper.reference}/").status_code == 200


def publish(account: Account, project: Project) -> None:
    ready = fit_to_publish(programme=project.programme)
    assert signed_in(ready.publisher).post(ready.publish, ready.sent()).status_code == 302


def propose_a_change(account: Account, project: Project) -> None:
    propose(person=factories.person(), by=account.person, **CHANGE)


def confirm_a_change(account: Account, project: Project) -> None:
    other = factories.holder(Role.PROGRAMME_OFFICE, office(), "Ben Hoy")
    change = propose(person=factories.person(), by=other, **CHANGE)
    confirm(change, by=account.person)


def stop_a_change(account: Account, project: Project) -> None:
    stop_change(propose(person=factories.person(), by=account.person, **CHANGE), by=account.person)


def recover_an_account(account: Account, project: Project) -> None:
    recover(account=account, operator="Ines Cole", why=SECRET)


CHANGE = {"kind": "address", "email": "new@example.org", "why": SECRET}


def make_a_calendar_address(account: Account, project: Project) -> None:
    assert signed_in(account).post("/calendars/", {"board": ""}).status_code == 200


def withdraw_a_calendar_address(account: Account, project: Project) -> None:
    feed, _code = make_feed(account=account)
    url = f"/calendars/{feed.pk}/withdraw/"
    assert signed_in(account).post(url).status_code == 302


WAYS: dict[str, Callable[[Account, Project], None]] = {
    "signed_in": sign_in,
    "sign_in_refused": fail_to_sign_in,
    "signed_out": sign_out,
    "refused": be_refused,
    "role_changed": change_a_role,
    "exported": export,
    "published": publish,
    "restricted_read": read_what_is_restricted,
    "account_invited": invite,
    "invitation_withdrawn": withdraw,
    "account_moved": merge,
    "account_stopped": stop,
    "account_allowed": allow,
    "sessions_ended": sign_out_everywhere,
    "password_set": change_password,
    "second_factor_enrolled": enrol,
    "recovery_codes_made": make_codes,
    "second_factor_removed": remove_second_factor,
    "sign_in_change_proposed": propose_a_change,
    "sign_in_change_done": confirm_a_change,
    "sign_in_change_stopped": stop_a_change,
    "account_recovered": recover_an_account,
    "calendar_address_made": make_a_calendar_address,
    "calendar_address_withdrawn": withdraw_a_calendar_address,
}
