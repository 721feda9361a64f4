"""What a process that serves pages does once, after it has started."""

from __future__ import annotations

import gc
from threading import local
from types import ModuleType

from django.urls import base as urls
from django.urls import get_resolver
from django.utils import timezone
from django.utils.translation import trans_real

YOUNG, MIDDLE, OLD = 20_000, 20, 20
OF_A_REQUEST: tuple[tuple[ModuleType, str], ...] = (
    (trans_real, "_active"),
    (timezone, "_active"),
    (urls, "_prefixes"),
    (urls, "_urlconfs"),
)
"""Where Django keeps the language, the zone and the addresses of a request. Its own keeper also
follows a request into asynchronous code, of which there is none here; a thread's takes a twentieth
of the time, and a page asks for them a thousand times."""


def settle() -> None:
    """Load every page's code, and take everything loaded out of the garbage collector's way. A
    thread answers one request at a time, and keeps what belongs to it.

    A worker holds some hundred thousand objects until it ends. Python would look through all of
    them again and again, thirty milliseconds each time, in the middle of somebody's page. A page
    leaves little behind, so collection can wait longer."""
    get_resolver().url_patterns  # noqa: B018  reading it imports all views
    for module, name in OF_A_REQUEST:
        setattr(module, name, local())
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
