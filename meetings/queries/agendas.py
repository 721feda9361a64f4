"""Agendas in the order of business, as far as their reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.choices import ItemKind, ItemState
from meetings.models import AgendaItem, Interest, Meeting
from people.models import Person
from values import words

SAID = (ItemKind.DECISION, ItemKind.DISCUSSION, ItemKind.INFORMATION, ItemKind.GATE)


def items_of(meeting: Meeting) -> QuerySet:
    """The items of a meeting in the order of business, whoever asks."""
    rows: QuerySet = AgendaItem.objects.live().filter(meeting=meeting).in_order()
    return rows


@dataclass(frozen=True)
class ItemRow:
    """An item as a reader may see it. Of one that is closed to them they see that it is there, its
    public title, and why it is closed."""

    item: AgendaItem
    number: str
    title: str
    starts: str
    closed_because: str

    @property
    def id(self) -> int:
        return int(self.item.pk)

    @property
    def is_open(self) -> bool:
        return not self.closed_because

    @property
    def state_words(self) -> str:
        """To follow, supplementary or withdrawn; nothing for an ordinary item."""
        if self.item.state == ItemState.LISTED:
            return ""
        return str(self.item.get_state_display())

    @property
    def facts(self) -> str:
        """For decision, Martin Hale, 30 minutes. A standing item is its own kind."""
        item = self.item
        kind = str(item.get_kind_display()) if item.kind in SAID else ""
        minutes = ngettext("%(n)d minute", "%(n)d minutes", item.minutes or 0)
        long = minutes % {"n": item.minutes} if item.minutes else ""
        return ", ".join(filter(None, [kind, str(item.presenter or ""), long]))

    @property
    def late_words(self) -> str:
        if not self.item.is_late:
            return ""
        if self.item.consented_at is None:
            return _("Late: waits for the chair")
        return _("Late: the chair agreed")


def agenda(meeting: Meeting, reader: Person | None) -> list[ItemRow]:
    """The agenda of a meeting for a reader, or for the public. Three queries."""
    items = list(items_of(meeting).select_related("presenter", "restriction", "carried_from"))
    seen, lost = _seen_and_lost(items, reader)
    times = _times(meeting, items)
    return [
        _row(item, place, times[place - 1], _why_closed(item, seen, lost))
        for place, item in enumerate(items, start=1)
    ]


def _seen_and_lost(items: list[AgendaItem], reader: Person | None) -> tuple[set[int], set[int]]:
    """The keys of the items that a reader may see, and of those that they lost by an interest."""
    if reader is None:
        return {item.pk for item in items if item.restriction_id is None}, set()
    keys = [item.pk for item in items]
    seen = AgendaItem.objects.filter(pk__in=keys).visible_to(reader).values_list("pk", flat=True)
    lost = Interest.objects.lost_by(reader).filter(item__in=keys).values_list("item", flat=True)
    return set(seen), set(lost)


def _row(item: AgendaItem, place: int, starts: str, closed_because: str) -> ItemRow:
    title = item.title
    if closed_because and item.restriction is not None:
        title = item.restriction.public_title
    return ItemRow(item, str(item.number or place), title, starts, closed_because)


def _why_closed(item: AgendaItem, seen: set[int], lost: set[int]) -> str:
    if item.pk in lost:
        return lost_words()
    if item.pk in seen:
        return ""
    if item.restriction is not None:
        return _("Restricted: %(why)s") % {"why": item.restriction.get_paragraph_display()}
    return _("You may not see this item.")


def lost_words() -> str:
    return _("You declared an interest in this item, so it is closed to you.")


def _times(meeting: Meeting, items: Iterable[AgendaItem]) -> list[str]:
    """When each item begins, as long as every item before it says how long it takes."""
    at: datetime | None = datetime.combine(meeting.held_on, meeting.starts)
    times = []
    for item in items:
        times.append(f"{at:%H:%M}" if at else "")
        if item.state == ItemState.WITHDRAWN:
            continue
        at = at + timedelta(minutes=item.minutes) if at and item.minutes is not None else None
    return times if any(item.minutes for item in items) else [""] * len(times)


def last_number(meeting: Meeting) -> int:
    return AgendaItem.objects.filter(meeting=meeting).aggregate(Max("number"))["number__max"] or 0


def when_words(meeting: Meeting) -> str:
    """4 July 2012, 14:00 to 16:00."""
    facts = {
        "day": words.day(meeting.held_on),
        "starts": f"{meeting.starts:%H:%M}",
        "ends": f"{meeting.ends:%H:%M}",
    }
    return _("%(day)s, %(starts)s to %(ends)s") % facts
