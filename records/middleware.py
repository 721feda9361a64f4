"""Refusals are recorded once they have been answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse

from people import events
from records.pages.refusals import REFUSALS, note_refusal


class SecurityEventsMiddleware:
    """Stores events reported while a page is made before the page is sent, but a refusal
    afterwards, so that answering "not yours" takes no longer than answering "not there"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with events.kept_of(request):
            response = self.get_response(request)
        if response.status_code in REFUSALS and request.resolver_match:
            note = partial(note_refusal, request, response.status_code)
            response._resource_closers.append(note)  # type: ignore[attr-defined]
        return response
