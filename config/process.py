"""What a process that serves pages does once, after it has started."""

from __future__ import annotations

import gc

from django.urls import get_resolver

YOUNG, MIDDLE, OLD = 20_000, 20, 20


def settle() -> None:
    """Load every page's code, and take everything loaded out of the garbage collector's way.

    A worker holds some hundred thousand objects until it ends. Python would look through all of
    them again and again, thirty milliseconds each time, in the middle of somebody's page. A page
    leaves little behind, so collection can wait longer."""
    get_resolver().url_patterns  # noqa: B018  reading it imports all views
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
