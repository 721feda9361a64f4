"""Codes with which somebody sets a password, once: by invitation, or because it was forgotten.

A code is twelve letters and digits, typed beside the sign-in name. It is worked out, with the
site's key, from what must not have changed since. So it dies when it is used, when a newer
invitation is sent or it is withdrawn, when the account is stopped, and when the person's address
changes; nothing is stored. A message also holds it after the # of an address, which a browser never
sends: no log and no other site learns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import quote

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import localtime

from people.models import Account, Person
from values import clock
from values.likeness import likeness

SALT = "accounts.signing_in.codes"
INVITATION, FORGOTTEN = "invitation", "forgotten"
LASTS = {INVITATION: timedelta(days=7), FORGOTTEN: timedelta(hours=1)}
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""No two of these characters can be mistaken for each other."""
LENGTH, GROUP = 12, 4
MINUTE = 60


def invitation(account: Account) -> str:
    """The code of the invitation that is open."""
    since = account.invited_at.isoformat() if account.invited_at else ""
    return worked_out(INVITATION, since, *_facts(account))


def forgotten(account: Account, minute: int | None = None) -> str:
    """The code for somebody who has forgotten the password, as made in a given minute since 1970,
    or now. Signing in makes it void."""
    made_in = _this_minute() if minute is None else minute
    since = account.last_login.isoformat() if account.last_login else ""
    return worked_out(FORGOTTEN, made_in, since, *_facts(account))


def account_of(sign_in_name: str, typed: str) -> Account | None:
    """The account whose password this name and code may set now; None when they do not match, or no
    longer do. The work is the same whatever name is given."""
    accounts = Account.objects.named(sign_in_name).filter(is_active=True, person__is_archived=False)
    account: Account | None = accounts.first()
    fits = [is_same(code, typed) for code in _open_codes(account or nobody())]
    return account if account is not None and any(fits) else None


def invited_until(account: Account) -> datetime | None:
    """Until when the invitation that is open can be used, in London's time; None without one."""
    if account.invited_at is None:
        return None
    until = account.invited_at + LASTS[INVITATION]
    return localtime(until) if clock.now() <= until else None


def nobody() -> Account:
    """An account that does not exist, for work that must take as long as with a real one."""
    return Account(person=Person(name="", email="nobody@example.org"), sign_in_name="")


def behind_the_sign(code: str, sign_in_name: str = "") -> str:
    """What follows the # of an address; a script on the page fills in the form with it."""
    return f"#{quote(sign_in_name, safe='')}/{code}"


def worked_out(*facts: object) -> str:
    """The code worked out from some facts, in groups."""
    digest = salted_hmac(SALT, repr(facts), algorithm="sha256").digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _sign in range(LENGTH):
        number, at = divmod(number, len(SIGNS))
        signs.append(SIGNS[at])
    return "-".join("".join(signs[at : at + GROUP]) for at in range(0, LENGTH, GROUP))


def is_same(code: str, typed: str) -> bool:
    """Whether what somebody typed is the code, in any case and grouping."""
    return constant_time_compare(*(re.sub(r"[^a-z0-9]", "", likeness(t)) for t in (code, typed)))


def _open_codes(account: Account) -> Iterator[str]:
    """The codes that can set this account's password now."""
    if account.pk is None or invited_until(account) is not None:
        yield invitation(account)
    if account.pk is None or account.has_usable_password():
        now = _this_minute()
        for minute in range(now, now - int(LASTS[FORGOTTEN].total_seconds()) // MINUTE, -1):
            yield forgotten(account, minute)


def _this_minute() -> int:
    return int(clock.now().timestamp()) // MINUTE


def _facts(account: Account) -> list[object]:
    return [account.pk, account.password, account.person.email]
