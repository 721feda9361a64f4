"""What allauth asks of us: its words, its doors, and what happens when somebody signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from people import sign_in_events
from people.accounts import devices
from people.models import Account

NOWHERE = "0.0.0.0"  # noqa: S104  a proxy on a Unix socket has no address


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The sign-in name or the password is wrong."),
        "too_many_login_attempts": _("Too many wrong guesses. Wait five minutes, then try again."),
        "rate_limited": _("Too many wrong guesses. Wait five minutes, then try again."),
        "incorrect_password": _("The password is wrong."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody lets themselves in: the office invites."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what was done; allauth's own sentences stay unsaid."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return super().get_client_ip(request) if request.META.get("REMOTE_ADDR") else NOWHERE

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return devices.guesser(request, credentials.get("username", ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = credentials.get("username", "")
        sign_in_events.record("sign_in.failed", request=request, sign_in_name=name)

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        devices.remember(response, user.sign_in_name)
        sign_in_events.record("sign_in", request=request, account=user)
        return response
