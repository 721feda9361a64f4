"""The menu at the top of every page. Each app adds its own items in its `apps.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from people import policy
from people.choices import Act
from people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Group(TextChoices):
    """What a list is about, where one subject has many lists: its pages name the groups first, in
    this order, then the lists of one of them."""

    PROGRAMMES = "programmes", _("Programmes")
    PROJECTS = "projects", _("Projects and milestones")
    REPORTS = "reports", _("Reports and ratings")
    MONEY = "money", _("Benefits and money")
    REGISTERS = "registers", _("Risks and issues")
    DECISIONS = "decisions", _("Decisions and actions")
    LEARNING = "learning", _("Lessons and documents")
    RULES = "rules", _("Rules")


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
    group: Group | None = None

    @property
    def url(self) -> str:
        return _url(get_script_prefix(), self.address)

    def crumb(self) -> tuple[str, str]:
        """The way back to its page."""
        return str(self.label), self.url

    def is_current(self, path: str) -> bool:
        """Whether a page is this one, or lies below it."""
        below = (item.url for item in ITEMS.values() if item.under == self.key)
        also = (_url(get_script_prefix(), address) for address in self.also)
        urls = (self.url, *also, *below)
        return any(path == url or (url != "/" and path.startswith(url)) for url in urls)


@cache
def _url(prefix: str, address: str) -> str:
    """Each page asks for the address of every item."""
    return reverse(address)


ITEMS: dict[str, Item] = {}


def contribute(*items: Item) -> None:
    """Add items to the menu: called by apps when they are ready."""
    ITEMS.update({item.key: item for item in items})


def contribute_lists(under: str, group: Group, *lists: tuple[str, StrPromise, str, int]) -> None:
    """Add lists (key, label, address, order) to the pages of an item, all in one group."""
    contribute(*(Item(*each, under=under, group=group) for each in lists))


def items_for(person: Person) -> list[Item]:
    """The items that a person sees, in their order."""
    top = (item for item in ITEMS.values() if not item.under)
    seen = (i for i in top if i.act is None or policy.can(person, i.act))
    return sorted(seen, key=lambda item: item.order)


@dataclass(frozen=True)
class Lists:
    """The lists of one subject, as the page of one of them names them: the groups, each by its
    first list, and those in the group of this one. Without groups, all of them."""

    groups: tuple[tuple[Group, Item], ...]
    items: tuple[Item, ...]
    here: Item


def lists_with(key: str) -> Lists | None:
    """The lists beside this one; None where there are no others."""
    here = ITEMS[key]
    subject = here.under or here.key
    below = [item for item in ITEMS.values() if item.under == subject]
    every = [ITEMS[subject], *sorted(below, key=lambda item: item.order)]
    if not below:
        return None
    first: dict[Group, Item] = {}
    for item in every:
        if item.group:
            first.setdefault(item.group, item)
    groups = tuple((group, first[group]) for group in Group if group in first)
    return Lists(groups, tuple(item for item in every if item.group == here.group), here)
