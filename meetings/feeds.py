"""A calendar as a calendar program reads it: iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from meetings.queries.coming import Happening

MADE_BY = "-//Mandate//Meetings//EN"
AGAIN_AFTER = timedelta(hours=1)
"""How soon a calendar program may ask again."""


def calendar_file(
    happenings: Iterable[Happening], *, name: str, host: str, address: Callable[..., str]
) -> bytes:
    """The file, the same for the same happenings. Moments are written in UTC, which no change of
    clocks moves; `address` gives the full address of a record's page."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN_AFTER, parameters={"value": "DURATION"})
    for happening in happenings:
        calendar.add_component(_event(happening, host, address))
    content: bytes = calendar.to_ical()
    return content


def _event(happening: Happening, host: str, address: Callable[..., str]) -> Event:
    event = Event()
    event.add("uid", f"{happening.key}@{host}".lower())
    event.add("dtstamp", happening.changed_at.astimezone(UTC))
    event.add("sequence", happening.version)
    event.add("summary", happening.title)
    event.add("dtstart", _in_utc(happening.starts))
    event.add("dtend", _in_utc(happening.ends))
    event.add("url", address(*happening.record))
    if happening.place:
        event.add("location", happening.place)
    if happening.is_cancelled:
        event.add("status", "CANCELLED")
    if not isinstance(happening.starts, datetime):
        event.add("transp", "TRANSPARENT")
    return event


def _in_utc(value: object) -> object:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
