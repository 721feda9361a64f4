"""Links with which somebody sets a password, once: by invitation, or because it was forgotten.

A link is signed, and holds a digest of what must not have changed since. So it dies when it is
used, when a newer invitation is sent or it is withdrawn, when the account is stopped, and when the
person's address changes; nothing is stored.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from audit import clock
from people.models import Account

SALT = "accounts.signing_in.links"
INVITATION, FORGOTTEN = "invitation", "forgotten"
LASTS = {INVITATION: timedelta(days=7), FORGOTTEN: timedelta(hours=1)}


def token(account: Account, purpose: str) -> str:
    """What a link holds: text that can stand in an address."""
    made_at = int(clock.now().timestamp())
    return signing.dumps([account.pk, purpose, made_at, _state(account, purpose)], salt=SALT)


def account_of(text: str) -> Account | None:
    """Whose password a link may set now; None when it no longer works."""
    try:
        pk, purpose, made_at, state = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    account = Account.objects.filter(pk=pk, is_active=True, person__is_archived=False).first()
    if account is None or state != _state(account, purpose):
        return None
    is_over = clock.now().timestamp() > made_at + LASTS[purpose].total_seconds()
    return None if is_over else account


def invited_until(account: Account) -> datetime | None:
    """Until when the invitation that is open can be used, in London's time; None without one."""
    if account.invited_at is None:
        return None
    until = account.invited_at + LASTS[INVITATION]
    return localtime(until) if clock.now() <= until else None


def _state(account: Account, purpose: str) -> str:
    """A digest of what a link of this kind holds to. An invitation is open only while the account
    says so; whoever signs in has not forgotten the password."""
    own = account.invited_at if purpose == INVITATION else account.last_login
    since = own.isoformat() if own else ""
    facts = [account.pk, purpose, account.password, account.person.email, since]
    return salted_hmac(SALT, repr(facts), algorithm="sha256").hexdigest()[:32]
