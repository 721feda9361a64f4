"""Signing in comes first, and a page that nobody has decided about is no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponseBase

from people import policy


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's own rule; pages for everybody carry `@login_not_required`."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.view_name not in policy.MATRIX.listed:
            raise Http404
        return super().process_view(request, view_func, view_args, view_kwargs)
