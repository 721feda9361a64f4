"""Every request has an id, which every history row that it writes carries."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit import change_sets


class RequestIdMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = change_sets.request_id.set(uuid.uuid4().hex)
        try:
            return self.get_response(request)
        finally:
            change_sets.request_id.reset(token)
