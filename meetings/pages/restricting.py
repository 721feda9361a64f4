"""An item of an agenda is restricted on a page of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from directory.pages import RestrictionPages
from meetings.models import AgendaItem
from meetings.pages.meetings import AgendaItemPages, MeetingPages, find_item
from people.models import Person, Restriction
from people.restricting import restrict


class ItemRestrictionPages(RestrictionPages):
    """Whoever may not read it sees on the agenda its number, its public title and the reason."""

    @property
    def add_heading(self) -> str:
        return _("Restrict the item")

    @property
    def add_label(self) -> str:
        return _("Restrict")

    def said_of_new(self, fields: dict[str, Any]) -> str:
        return _("The item is now restricted.")

    def find_parent(self, person: Person, keys: dict[str, Any]) -> AgendaItem:
        return find_item(person, keys["parent"])

    def create(self, parent: AgendaItem, /, *, by: Person, **fields: Any) -> Restriction:
        return restrict(parent, by=by, **fields)

    def after(self, record: Restriction) -> str:
        item = AgendaItem.objects.select_related("meeting").get(restriction=record)
        return MeetingPages().after(item.meeting)

    def after_parent(self, parent: AgendaItem) -> str:
        return MeetingPages().after(parent.meeting)

    def crumbs_of_parent(self, parent: AgendaItem) -> list[tuple[str, str]]:
        return AgendaItemPages().crumbs_of_parent(parent.meeting)
