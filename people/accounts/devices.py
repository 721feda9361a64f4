"""Browsers in which somebody has signed in before.

Ten wrong guesses at a sign-in name close it for five minutes. So that a stranger who guesses does
not lock its owner out, a browser in which the owner has signed in has ten guesses of its own: it
holds a cookie that only this site can make, which names no one.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

YEAR = 365 * 24 * 3600
SALT = "people.accounts.devices"


def cookie_name() -> str:
    return f"{settings.COOKIE_PREFIX}mandate_browser"


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
    """Under which name guesses are counted: the sign-in name's, or this browser's own."""
    name = _same(sign_in_name)
    number, _dot, signature = request.COOKIES.get(cookie_name(), "").partition(".")
    is_known = constant_time_compare(signature, _signature(number, name))
    return f"{name} {number}" if is_known else name


def _signature(number: str, sign_in_name: str) -> str:
    return salted_hmac(SALT, f"{number} {_same(sign_in_name)}", algorithm="sha256").hexdigest()


def _same(sign_in_name: str) -> str:
    """One writing of a sign-in name, as accounts are found by it."""
    return sign_in_name.strip().lower()
