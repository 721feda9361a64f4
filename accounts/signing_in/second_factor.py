"""The second factor: a code from a phone beside the password, or one of ten recovery codes."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from people import policy
from people.models import Account

USED = "second_factor"
"""The session's note that the second factor was given, or set up, in this sign-in."""


def has(account: Account) -> bool:
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()


def is_missing(request: HttpRequest, account: Account) -> bool:
    """Whether somebody must set up a second factor before anything else. One more query, for those
    who need one, until the session notes that it is set up."""
    if not settings.SECOND_FACTOR_REQUIRED or request.session.get(USED):
        return False
    return policy.needs_second_factor(account.person) and not has(account)


def remove(account: Account) -> None:
    """Forget an account's second factor and its recovery codes."""
    Authenticator.objects.filter(user=account).delete()
