"""What applies to every request, before a page is chosen and after it was answered."""

from __future__ import annotations

import codecs
import logging
import time
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import trans_real

from audit.errors import NotFound, Refused
from config.views import conflict, not_found
from people.events import address_told
from values import directions

requests = logging.getLogger("mandate.requests")


class LanguageAndZoneMiddleware:
    """Set the language and zone of a request once: the installation's own. Without this Django uses
    the same ones, but finds out again for every word and every moment of a page that nobody has
    chosen any: half the time that a sentence takes. Its catalogues are searched once for each
    sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone, language = timezone.get_current_timezone(), translation.get_language()
        remember_translations(language)
        with timezone.override(zone), translation.override(language):
            return self.get_response(request)


@cache
def remember_translations(language: str) -> None:
    """Let a language's catalogue answer for a sentence from memory once it has looked it up. For
    one that no app translates Django searches two catalogues of each of a handful of libraries, and
    a page says hundreds of sentences."""
    catalogue: Any = trans_real.translation(language)
    catalogue.gettext = lru_cache(maxsize=SENTENCES)(catalogue.gettext)
    catalogue.ngettext = lru_cache(maxsize=SENTENCES)(catalogue.ngettext)


SENTENCES = 16_384
"""More than there are in the product."""


def _answer(get_response: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> Any:
    return get_response(request)


_answer.__code__ = _answer.__code__.replace(co_stacksize=2**15)


class RoomForFramesMiddleware:
    """Answer a request inside one wide frame, which leaves room for all the frames below it.

    CPython 3.11 and later keep the frames of calls in chunks of 16 kB, and give a chunk back to the
    system as soon as it is empty. If a template's depth happens to reach the end of a chunk, the
    next one is taken and given back for every variable on the page: the whole page takes half as
    long again, depending on the number of middlewares. A frame that asks for 256 kB gets a chunk of
    512."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return _answer(self.get_response, request)


class RequestLogMiddleware:
    """A line for each request: who asked for which page, how it was answered, how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        account = getattr(request, "_cached_user", None)  # reading `user` could query the database
        requests.info(
            "answered",
            extra={
                "method": request.method,
                "path": address_told(request),
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - began) * 1000),
                "account": getattr(account, "pk", None),
            },
        )
        return response


class SafeHeadersMiddleware:
    """Headers of every answer, besides those of Django and django-csp: use no device, let no other
    site embed this, and store nothing that is not for everybody."""

    NO_DEVICES = ", ".join(
        f"{device}=()"
        for device in (
            "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
            "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "magnetometer",
            "microphone", "midi", "payment", "publickey-credentials-create",
            "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
        )
    )  # fmt: skip

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = self.NO_DEVICES
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if "public" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        return response


class ReadableRequestMiddleware:
    """A request must be text in UTF-8, without NUL, which PostgreSQL cannot store. An address with
    NUL names nothing: 404. A cookie with NUL is not ours, and is ignored. Another character set:
    400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        if not is_utf8((request.content_params or {}).get("charset", "utf-8")):
            raise BadRequest(_("This page accepts only text in UTF-8."))
        if any("\0" in text for text in request.COOKIES.values()):
            kept = {name: text for name, text in request.COOKIES.items() if "\0" not in text}
            request.COOKIES = kept
        return self.get_response(request)


def is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


class DirectionsMiddleware:
    """No text on a page can turn the direction of the text around it (`values/directions.py`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            page = directions.marked_page(response.content)
            if page != response.content:
                response.content = page
        return response


class PlainMethodsMiddleware:
    """Pages are read and forms are sent: any other method gets 405."""

    METHODS = ("GET", "HEAD", "POST")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class RefusedMiddleware:
    """Turns an action's refusal that its page cannot show into 409, and what a query did not find
    into 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return not_found(request, exception)
        return conflict(request, exception) if isinstance(exception, Refused) else None
