"""Every request has an id, which every history row that it writes carries."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit import change_sets


class RequestIdMiddleware:
    """Makes up the id, keeps it on the request and returns it in a header. An id that a client
    sends is ignored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        request.id = number  # type: ignore[attr-defined]
        token = change_sets.request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            change_sets.request_id.reset(token)
        response["X-Request-ID"] = number
        return response
