"""How long a sign-in lasts, idle and in all; and when it is too old for what is about to be done.
The session holds both times; they are written at most once a minute."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from people import policy
from values import clock

STARTED, SEEN = "signed_in_at", "seen_at"
NOTED_EVERY = 60  # seconds


def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Start both clocks; Django calls this when somebody has signed in."""
    request.session[STARTED] = request.session[SEEN] = clock.now().timestamp()


def what_is_over(session: SessionBase) -> str:
    """Which limit has passed, "idle" or "whole"; empty while the sign-in lasts."""
    now = clock.now().timestamp()
    if now - session.get(STARTED, 0) > settings.SIGN_IN_HOURS * 3600:
        return "whole"
    if now - session.get(SEEN, 0) > settings.SIGN_IN_IDLE_MINUTES * 60:
        return "idle"
    return ""


def note_use(request: HttpRequest) -> None:
    """Note that the session is in use."""
    now = clock.now()
    if now.timestamp() - request.session[SEEN] >= NOTED_EVERY:
        request.session[SEEN] = now.timestamp()
        key = request.session.session_key
        UserSession.objects.filter(session_key=key).update(last_seen_at=now)


def asked_again(request: HttpRequest, address: str) -> HttpResponse | None:
    """A redirect to the page for the password or a code, when `policy.toml` says that a page of
    that name asks again and the sign-in is not fresh; what was sent is done afterwards. Otherwise
    None."""
    is_sent = request.method not in ("GET", "HEAD", "OPTIONS")
    if not (is_sent and policy.MATRIX.asks_again(address)):
        return None
    if not reauthentication.is_reauthentication_required(request, app="people"):
        return None
    ways = get_adapter().get_reauthentication_methods(request.user)
    answer: HttpResponse = reauthentication.suspend_request(request, ways[0]["url"])
    return answer


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether the sign-in is recent enough to need no confirmation."""
    age = clock.now().timestamp() - request.session.get(STARTED, 0)
    return age < app_settings.REAUTHENTICATION_TIMEOUT
