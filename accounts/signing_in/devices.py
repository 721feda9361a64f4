"""Browsers in which somebody is signed in, or has been.

Ten wrong guesses at a sign-in name close it for five minutes. So that a stranger who guesses does
not lock its owner out, a browser in which the owner has signed in has ten guesses of its own: it
holds a cookie that only this site can make and that names nobody."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from people.models import Account
from values import words
from values.likeness import likeness

YEAR = 365 * 24 * 3600
SALT = "accounts.signing_in.devices"


def cookie_name() -> str:
    return f"{settings.HOST_PREFIX}mandate_browser"


def remember(response: HttpResponseBase, sign_in_name: str) -> None:
    """Let this browser count its own guesses at this sign-in name from now on."""
    number = secrets.token_urlsafe(16)
    response.set_cookie(
        cookie_name(),
        f"{number}.{_signature(number, sign_in_name)}",
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def guesser(request: HttpRequest, sign_in_name: str) -> str:
    """The name under which guesses are counted: the sign-in name, or this browser's own."""
    name = likeness(sign_in_name)
    number, _dot, signature = request.COOKIES.get(cookie_name(), "").partition(".")
    is_known = constant_time_compare(signature, _signature(number, name))
    return f"{name} {number}" if is_known else name


def _signature(number: str, sign_in_name: str) -> str:
    return salted_hmac(SALT, f"{number} {likeness(sign_in_name)}", algorithm="sha256").hexdigest()


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
           ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class Device:
    """A browser in which somebody is signed in."""

    pk: int
    words: str
    address: str
    signed_in: str
    last_seen: str
    is_this: bool


def devices_of(account: Account, session_key: str | None = None) -> list[Device]:
    """Where somebody is signed in, the latest first; `session_key` is the session that asks. Four
    queries for each device."""
    rows = sorted(
        UserSession.objects.purge_and_list(account), key=lambda row: row.last_seen_at, reverse=True
    )
    return [
        Device(
            pk=row.pk,
            words=in_words(row.user_agent),
            address=row.ip,
            signed_in=words.moment(row.created_at),
            last_seen=words.moment(row.last_seen_at),
            is_this=row.session_key == session_key,
        )
        for row in rows
    ]


def in_words(user_agent: str) -> str:
    """A browser's own description in three words, such as "Firefox on Windows"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if not system:
        return browser
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}


def end_all(account: Account, *, but: str | None = None) -> int:
    """Sign an account out everywhere, `but` in one session, and return in how many."""
    rows = list(UserSession.objects.filter(user=account).exclude(session_key=but or ""))
    for row in rows:
        row.end()
    return len(rows)
