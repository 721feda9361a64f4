"""What allauth lets us decide: its words, who gets in, and what happens when somebody signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.signing_in import devices, kept_forms, limits, notices, sealing, second_factor
from people.models import Account
from people.queries import council_name

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
        """Nobody signs up by themselves: the office invites."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what was done; allauth's own messages are dropped."""

    def is_safe_url(self, url: str | None) -> bool:
        """Whether to go on to an address: never to something that is not one."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return super().get_client_ip(request) if request.META.get("REMOTE_ADDR") else NOWHERE

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return devices.guesser(request, credentials.get("username", ""))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not limits.signed_in_recently(self.request)

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        methods = {each["method"] for each in get_authentication_records(request, user)}
        request.session[second_factor.USED] = "mfa" in methods
        devices.remember(response, user.sign_in_name)
        kept_forms.give_back(request, response, user)
        kept_forms.say_what_is_undone(request, response)
        for sentence in notices.to_tell_on_screen(user):
            messages.warning(request, sentence)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong, or has already been used. Wait for the next one."),
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The picture for the page itself: no address, for our policy shows no data: images."""
        svg: str = super().build_totp_svg(url)
        return mark_safe(svg[svg.index("<svg") :])  # noqa: S308  drawn from squares, by qrcode

    def get_totp_issuer(self) -> str:
        return _("Mandate, %(council)s") % {"council": council_name()}

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret sealed with a key that is gone becomes one that nobody knows."""
        return sealing.unseal(encrypted_text) or generate_totp_secret()
