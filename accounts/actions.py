"""Writes of accounts: inviting, setting a password, stopping. They leave no history, for an account
holds secrets; each is noted as an event instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import mail
from accounts.signing_in import codes, devices, second_factor
from audit.errors import Refused
from people import actions, events, recovery
from people.choices import SecurityEventKind
from people.models import Account, Person
from values import clock


@contextmanager
def acting_on(account: Account, read: int | None) -> Iterator[Account]:
    """For anyone who acts on another person's account: the account as it is now, locked, so that
    nobody else changes it meanwhile; its version changes afterwards. Raises Refused when they
    `read` another version of it."""
    with transaction.atomic():
        current = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        if read != current.version:
            raise Refused(
                _("This account has changed since you opened the page. Look at it again.")
            )
        current.version += 1
        current.save(update_fields=["version"])
        yield current


def invite(*, account: Account, by: Person, request: HttpRequest) -> str:
    """Open an invitation, in place of an earlier one, and return its code. Raises Refused for an
    account that was stopped, and where it takes two people: for somebody whose role reaches far, a
    first invitation goes to the recorded address; anything else takes two."""
    if not account.is_active:
        raise Refused(_("%(name)s may not sign in.") % {"name": account.person})
    is_sent_to_them = bool(account.person.email) and not account.has_usable_password()
    if not is_sent_to_them:
        _refuse_alone(account)
    account.invited_at = clock.now()
    account.save(update_fields=["invited_at"])
    _note(SecurityEventKind.ACCOUNT_INVITED, account, by, request)
    return codes.invitation(account)


def withdraw_invitation(*, account: Account, by: Person, request: HttpRequest) -> None:
    """Close an invitation: its code no longer works."""
    account.invited_at = None
    account.save(update_fields=["invited_at"])
    _note(SecurityEventKind.INVITATION_WITHDRAWN, account, by, request)


def set_may_sign_in(
    *, account: Account, is_active: bool, by: Person, request: HttpRequest
) -> Account:
    """Let an account sign in, or stop it at once, and return it; an open invitation ends. Raises
    Refused for one's own account, and for the last person who must remain
    (`people/last_ones.py`)."""
    if account.person_id == by.pk and not is_active:
        raise Refused(_("You cannot stop your own account."))
    actions.let_sign_in(account, is_active=is_active)
    kinds = SecurityEventKind
    _note(kinds.ACCOUNT_ALLOWED if is_active else kinds.ACCOUNT_STOPPED, account, by, request)
    return account


def set_own_password(*, account: Account, password: str, request: HttpRequest) -> Account:
    """Set the password of one's own account; every code to set a password dies with the old one.
    Raises Refused with the rule that the password breaks."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), {"password": list(error.messages)}) from error
    account.set_password(password)
    account.invited_at = None
    account.save(update_fields=["password", "invited_at"])
    _note(SecurityEventKind.PASSWORD_SET, account, account.person, request)
    tell(account, "password_changed")
    return account


def tell(account: Account, notice: str) -> None:
    """Send somebody a notice about their own account, if they have an address."""
    person = account.person
    if person.email:
        mail.send_later(mail.message(notice, person.email, name=person.name, at=clock.now()))


def forgotten(sign_in_name: str, page: str) -> EmailMessage | None:
    """The message that lets somebody set a new password on a page, given the page's whole address;
    None when there is nobody to send it to. The work is the same either way, so that the time
    reveals nothing."""
    accounts = Account.objects.named(sign_in_name).filter(is_active=True, person__is_archived=False)
    account = accounts.exclude(person__email="").first()
    is_real = account is not None and account.has_usable_password()
    to = account if account is not None and is_real else codes.nobody()
    letter = with_code("forgotten", to, codes.forgotten(to), page)
    return letter if is_real else None


def with_code(
    template: str, account: Account, code: str, page: str, **context: Any
) -> EmailMessage:
    """A message with a code to type on a page, and with an address that fills it in there."""
    person, name = account.person, account.sign_in_name
    context |= {"name": person.name, "sign_in_name": name, "code": code, "page": page}
    link = page + codes.behind_the_sign(code, name)
    return mail.message(template, person.email, link=link, **context)


def reset_second_factor(*, account: Account, by: Person, reason: str, request: HttpRequest) -> None:
    """Forget somebody's second factor, say because the phone is lost, and sign them out
    everywhere; the reason is one of `ResetReason`. Raises Refused for one's own."""
    if account.person_id == by.pk:
        raise Refused(_("Remove your own second step on the page of your own sign-in."))
    _refuse_alone(account)
    second_factor.remove(account)
    devices.end_all(account)
    _note(SecurityEventKind.SECOND_FACTOR_REMOVED, account, by, request, reason=reason)
    tell(account, "second_factor_reset")


def end_everywhere(*, account: Account, by: Person, request: HttpRequest) -> int:
    """Sign somebody out everywhere, and return in how many browsers."""
    count = devices.end_all(account)
    if not count:
        return 0
    _note(SecurityEventKind.SESSIONS_ENDED, account, by, request, count=count)
    return count


def _refuse_alone(account: Account) -> None:
    """For those whose role reaches far, `accounts/signing_in/recovering.py` does it, with two
    people."""
    if recovery.takes_two(account.person):
        raise Refused(str(recovery.TWO_CHANGE_THIS))


def _note(
    kind: SecurityEventKind, account: Account, by: Person, request: HttpRequest, **facts: Any
) -> None:
    """Record that somebody did something to an account: the event is about its person."""
    events.record(kind, request=request, person=by, record=account.person, **facts)
