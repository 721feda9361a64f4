"""Signing in comes first, and a page that nobody has decided about is no page. What is refused is
noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from people import events, policy
from people.refusals import REFUSALS, note_refusal


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own rule; pages for everybody carry `@login_not_required`."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.view_name not in policy.MATRIX.listed:
            raise Http404
        return super().process_view(request, view_func, view_args, view_kwargs)


class SecurityEventsMiddleware:
    """Keeps what is reported while a page is made before the page is sent; and a refusal once it
    has been sent, so that "not yours" takes no longer to say than "not there"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with events.kept_of(request):
            response = self.get_response(request)
        if response.status_code in REFUSALS and request.resolver_match:
            note = partial(note_refusal, request, response.status_code)
            response._resource_closers.append(note)  # type: ignore[attr-defined]
        return response
