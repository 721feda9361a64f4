"""The menu at the top of every page. Each app adds its own items in its `apps.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from people import policy
from people.choices import Act
from people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Item:
    """One item. `address` is the name of its page; `act` is what its reader must be allowed to do;
    pages below those in `also` also mark it as current."""

    key: str
    label: StrPromise
    address: str
    order: int
    act: Act | None = None
    keeps_moment: bool = True
    also: tuple[str, ...] = ()
    under: str = ""  # the item on whose pages it appears, instead of at the top of every page

    @property
    def url(self) -> str:
        return reverse(self.address)

    def crumb(self) -> tuple[str, str]:
        """The way back to its page."""
        return str(self.label), self.url

    def is_current(self, path: str) -> bool:
        """Whether a page is this one, or lies below it."""
        below = (item.url for item in ITEMS.values() if item.under == self.key)
        urls = (self.url, *map(reverse, self.also), *below)
        return any(path == url or (url != "/" and path.startswith(url)) for url in urls)


ITEMS: dict[str, Item] = {}


def contribute(*items: Item) -> None:
    """Add items to the menu: called by apps when they are ready."""
    ITEMS.update({item.key: item for item in items})


def items_for(person: Person) -> list[Item]:
    """The items that a person sees, in their order."""
    top = (item for item in ITEMS.values() if not item.under)
    seen = (i for i in top if i.act is None or policy.can(person, i.act))
    return sorted(seen, key=lambda item: item.order)


def items_under(key: str) -> list[Item]:
    """An item and those on its pages, in their order: the lists of one subject."""
    items = [item for item in ITEMS.values() if item.under == key]
    return [ITEMS[key], *sorted(items, key=lambda item: item.order)]
