"""The pages of one record, side by side: each app adds its own tabs in its `apps.py`.

The first tab is the record's front page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Tab:
    """One page of a record with a reference in its address; `address` is the page's name."""

    key: str
    label: StrPromise
    address: str
    order: int
    keeps_moment: bool = True
    day_as: str = ""  # the parameter by which its page takes the day of the previous page

    def url(self, reference: str) -> str:
        return reverse(self.address, args=[reference])


OF_SCOPES, SCOPES = "scope", ("programme", "project", "board")
_OF_KIND: dict[str, list[Tab]] = defaultdict(list)


def contribute(kind: str, *tabs: Tab) -> None:
    """Add tabs to the pages of one kind of record, such as "programme": called by apps when they
    are ready."""
    _OF_KIND[kind] = sorted([*_OF_KIND[kind], *tabs], key=lambda tab: tab.order)


def tabs_of(kind: str) -> list[Tab]:
    """The tabs of a kind of record, and those of all records in which others lie."""
    of_all = _OF_KIND[OF_SCOPES] if kind in SCOPES else []
    return sorted([*_OF_KIND[kind], *of_all], key=lambda tab: tab.order)


def front_page(kind: str, reference: str) -> str:
    """The address of a record's first page."""
    return _OF_KIND[kind][0].url(reference)
