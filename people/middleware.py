"""Signing in comes first: every page is private unless it says that it is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect

from people import sign_in_events
from people.accounts import kept_forms, limits, second_factor
from people.requests import SignedInRequest

WITHOUT_SECOND_FACTOR = {"mfa_activate_totp", "account_reauthenticate"}


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own rule, for as long as a sign-in lasts, and with a second factor where the role
    needs one. Pages for everybody carry `@login_not_required`."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if request.user.is_authenticated:
            _end_or_note(cast(SignedInRequest, request))
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and request.method == "POST":
            kept_forms.forget(cast(SignedInRequest, request))
        if answer is None and _must_set_up(cast(SignedInRequest, request)):
            return redirect("mfa_activate_totp")
        return answer

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        answer = super().handle_no_permission(request, view_func)
        if request.method == "POST":
            kept_forms.keep(request, answer)
        return answer


def _end_or_note(request: SignedInRequest) -> None:
    over = limits.what_is_over(request.session)
    if over:
        sign_in_events.record("sign_in.over", request=request, account=request.user, limit=over)
        logout(request)
    else:
        limits.note_use(request)


def _must_set_up(request: SignedInRequest) -> bool:
    page = request.resolver_match.view_name if request.resolver_match else ""
    return page not in WITHOUT_SECOND_FACTOR and second_factor.is_missing(request, request.user)
