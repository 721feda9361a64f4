"""Signing in comes first, and a page that no policy names does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from accounts.requests.pace import MINUTE, Counted, weight_of
from accounts.requests.parameters import refuse_unknown, taken_by
from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in import kept_forms, limits, second_factor
from people import policy

WITHOUT_SECOND_FACTOR = {"mfa_activate_totp", "account_reauthenticate"}


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own rule, with a limit on how long a sign-in lasts, and with a second factor where
    the role needs one. Pages for everybody carry `@login_not_required`."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.view_name not in policy.MATRIX.listed:
            raise Http404
        if not getattr(view_func, "login_required", True):
            return None
        if request.user.is_authenticated:
            _end_or_note(cast(SignedInRequest, request))
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and request.method == "POST":
            kept_forms.forget(cast(SignedInRequest, request))
        if answer is None and _must_set_up(cast(SignedInRequest, request)):
            return redirect("mfa_activate_totp")
        return answer or limits.asked_again(request, match.view_name)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        is_typing = request.content_type == "application/json"
        if request.method == "POST" and getattr(view_func, "is_verb", False) and not is_typing:
            back = redirect_to_login(page_of_verb(request))
            kept_forms.note_undone(back)
            return back
        answer = super().handle_no_permission(request, view_func)
        if request.method == "POST":
            kept_forms.keep(request, answer)
        return answer


def page_of_verb(request: HttpRequest) -> str:
    """The path of the page whose button was pressed: the one that the browser came from, or the
    nearest above the verb's own address."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no browser sends this
        came_from = urlsplit("")
    paths = [came_from.path] if came_from.netloc == request.get_host() else []
    parts = request.path.strip("/").split("/")
    paths += [f"/{'/'.join(parts[:count])}/" for count in range(len(parts) - 1, 0, -1)]
    return next(filter(_is_page, paths), "/")


def _is_page(path: str) -> bool:
    try:
        return not getattr(resolve(path).func, "is_verb", False)
    except Resolver404:
        return False


def _end_or_note(request: SignedInRequest) -> None:
    if limits.what_is_over(request.session):
        logout(request)
    else:
        limits.note_use(request)


def _must_set_up(request: SignedInRequest) -> bool:
    page = request.resolver_match.view_name if request.resolver_match else ""
    return page not in WITHOUT_SECOND_FACTOR and second_factor.is_missing(request, request.user)


class KnownParametersMiddleware:
    """A page accepts the parameters that it declares (`accounts/requests/parameters.py`) and no
    others: 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        if request.method in ("GET", "HEAD") and request.GET:
            refuse_unknown(request.GET, taken_by(view))
        return None


class PaceMiddleware:
    """Anyone who asks for too much in a minute (`accounts/requests/pace.py`) must wait: 429."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.counted = Counted()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: SignedInRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponse | None:
        most, pages = settings.PAGES_A_MINUTE, weight_of(request, view)
        if not most or not pages or not request.user.is_authenticated:
            return None
        if self.counted.add(request.user.pk, pages) <= most:
            return None
        answer: HttpResponse = ratelimit.respond_429(request)
        answer["Retry-After"] = str(MINUTE)
        return answer
