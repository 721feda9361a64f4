"""Pages of the installation itself."""

from __future__ import annotations

import sqlite3
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control

from accounts.requests.pace import weighs
from accounts.requests.parameters import takes
from audit.errors import Conflict, NotRecordedThen, Refused
from config.gallery import gallery_context
from records.context import council_name_last_read
from records.pages.moments import moment_asked
from uploads.store import FileMissing


@weighs(0)  # the 429 page needs it too
@login_not_required
@cache_control(max_age=3600, public=True)
def council_css(request: HttpRequest) -> HttpResponse:
    """The council's colour, as the only style sheet that differs between councils."""
    colour, text = settings.COUNCIL_COLOUR, settings.COUNCIL_COLOUR_TEXT
    css = f":root{{--council-colour:{colour};--council-colour-text:{text}}}"
    return HttpResponse(css, content_type="text/css")


SHOWN_IN_THE_GALLERY = (
    "page", "at", "filter-word", "filter-stage", "filter-rag", "choose-achieved", "choose-help",
)  # fmt: skip


@takes(*SHOWN_IN_THE_GALLERY)
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "gallery/index.html", gallery_context())


# --- Error pages. Each is made without the database, and shows the request's reference ------------
RETRY_AFTER = {429: 300, 503: 30}
"""Seconds after which it is worth trying again."""
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def error_page(status: int, template: str = "", **context: Any) -> HttpResponse:
    """The page for a status: `404.html`, unless another template is given."""
    context |= {"council_name": council_name_last_read()}
    body = render_to_string(template or f"{status}.html", context)
    response = HttpResponse(body, status=status)
    if status in RETRY_AFTER:
        response["Retry-After"] = str(RETRY_AFTER[status])
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, with the sentence that says what is wrong if it is ours; 413 for a request that is too
    large."""
    if isinstance(exception, TOO_LARGE):
        return error_page(413)
    return error_page(400, sentence=str(exception) if isinstance(exception, BadRequest) else "")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token does not match, mostly after signing in again."""
    return error_page(403, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; for a record not yet recorded at the moment asked for, with a sentence that says so."""
    if isinstance(exception, FileMissing):
        return error_page(404, "404_file.html")
    if not isinstance(exception, NotRecordedThen):
        return error_page(404)
    asked = moment_asked(request)
    context = {"sentence": str(exception), "now_url": asked.now_url, "as_at_query": asked.query}
    return error_page(404, **context)


def conflict(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409: somebody else was first, or a rule forbids it."""
    return error_page(409, sentence="" if isinstance(refusal, Conflict) else str(refusal))


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429, for code that limits how often something may be tried."""
    return error_page(429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 when the database cannot be reached or is busy for too long."""
    return error_page(503 if is_out_of_reach(sys.exc_info()[1]) else 500)


def is_out_of_reach(error: BaseException | None) -> bool:
    """Whether a fault is a passing state of the database, and not a mistake in a statement."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    # SQLite uses one error class for its state and for wrong statements, but different codes.
    return getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
