"""What a load knows while it runs, and how it writes one table: at once, or on a day of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import takewhile
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from audit.actions import edit_record
from audit.errors import Refused
from audit.writing import audited
from config.demo.calendar import DemoCalendar
from config.demo.kinds import EDIT
from config.demo.reading import DemoData, Ref, Row
from people.models import Person
from values import clock


@dataclass(frozen=True)
class Event:
    """Something that somebody records at a moment, with the reason for the history."""

    moment: datetime
    by: Person
    reason: str
    where: str
    write: Callable[[], Any]

    def is_one_act_with(self, other: Event) -> bool:
        return (self.moment, self.by, self.reason) == (other.moment, other.by, other.reason)


@dataclass
class Loading:
    """The records by label and key, the events still to be written, those that wait until all
    meetings are, and the words for {@keys}."""

    data: DemoData
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    after_meetings: list[Event] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def calendar(self) -> DemoCalendar:
        return self.data.calendar

    @property
    def keeper(self) -> Person:
        return self.of(self.data.council.also["keeper"])

    def of(self, value: Any) -> Any:
        """A value in a table as the record needs it: the record that it names, or the value
        itself."""
        if isinstance(value, Ref):
            record = self.records[value.label][value.key]
            # A person remembers what they may see: it may have changed since.
            return Person.objects.get(pk=record.pk) if isinstance(record, Person) else record
        return self.calendar.say(value, self.names) if isinstance(value, str) else value

    def fields(self, row: Row) -> dict[str, Any]:
        file = {"file": row.also["file"]} if "file" in row.also else {}
        return {name: self.of(value) for name, value in row.fields.items()} | file

    def keep(self, label: str, key: str, record: Any) -> None:
        self.records.setdefault(label, {})[key] = record
        if hasattr(record, "scope"):
            self.records.setdefault("people.Scope", {})[key] = record.scope

    def create(self, row: Row, by: Person, **given: Any) -> Any:
        """The record of a row, without its parts; called inside an `audited()`."""
        with saying(row.where):
            record = row.kind.create(by=by, **given | self.fields(row))
        if key := row.also.get("known_as", row.also.get("key")):
            self.keep(row.kind.label, key, record)
        return record

    def write(self, row: Row, by: Person, **given: Any) -> Any:
        """The record of a row with its parts; anything with a day of its own waits for that day."""
        record = self.create(row, by, **given)
        self.parts(row, record, by, *row.parts)
        return record

    def parts(self, row: Row, record: Any, by: Person, *names: str) -> None:
        for name in names:
            for position, part in enumerate(row.rows(name), start=1):
                if name == "changes":
                    self.now_or_then(part, by, partial(self._edit, part, record))
                    continue
                given = {part.kind.part_of: record}
                if part.kind.has("position") and "position" not in part.kind.given:
                    given["position"] = position
                self.now_or_then(part, by, partial(self.write, part, **given))

    def now_or_then(self, row: Row, by: Person, write: Callable[..., Any]) -> None:
        if "recorded" not in row.also:
            write(by=by)
            return
        by, is_change = self.of(row.also.get("by", by)), row.kind.is_change
        at = row.kind.changed_at if is_change else row.kind.at
        moment = max(self.calendar.moment(row.also["recorded"], at.hour, at.minute), clock.now())
        reason = row.also.get("reason", _("Recorded"))
        self.events.append(Event(moment, by, reason, row.where, partial(write, by=by)))

    def _edit(self, row: Row, record: Any, *, by: Person) -> None:
        edit = EDIT.get(row.kind.label, edit_record)
        edit(record, by=by, reason=row.also["reason"], **self.fields(row))

    def take_events(self) -> list[Event]:
        """Returns the waiting events, and empties the list."""
        waiting, self.events = self.events, []
        return waiting

    def write_events(self, later: Iterable[Event] = ()) -> None:
        """Writes the waiting events in the order of their days; what one person does at one moment
        for one reason is one act."""
        self.events += later
        while self.events:
            self.events.sort(key=attrgetter("moment"))
            first = self.events[0]
            together = list(takewhile(first.is_one_act_with, self.events))
            del self.events[: len(together)]
            with audited(by=first.by, reason=first.reason, dated=first.moment):
                for event in together:
                    with saying(event.where):
                        event.write()


@contextmanager
def saying(where: str) -> Iterator[None]:
    """A refusal inside names its table, unless it already does."""
    try:
        yield
    except Refused as refusal:
        message = str(refusal) if ".toml" in str(refusal) else f"{where}: {refusal}"
        raise Refused(message) from refusal
