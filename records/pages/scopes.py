"""Where the page of a scope is: that of the record whose scope it is."""

from __future__ import annotations

from django.urls import reverse

from people.models import Scope
from records.pages.record_pages import PAGES_OF

seats_page = ""
"""The page of the seats of any scope. The app that has it names it in its `apps.py`."""


def scope_url(scope: Scope) -> str:
    """The page of the record whose scope this is; the office has only its seats."""
    for pages in PAGES_OF.values():
        if pages.scope_kind == scope.kind:
            return reverse(f"{pages.namespace}:{pages.name}_detail", args=[scope.reference])
    return reverse(seats_page, args=[scope.reference])


def has_own_page(scope: Scope) -> bool:
    """Whether a scope is that of a record with a page of its own."""
    return any(pages.scope_kind == scope.kind for pages in PAGES_OF.values())
