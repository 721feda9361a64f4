"""One plain message to each person with all that is due soon, and all that was due: never twice
about the same entry and the same day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from accounts import mail
from people.models import Person
from programmes.letters import EntryLine, entry_path, line_of
from programmes.registers import RegisterEntry, registers
from registers.choices import When
from registers.models import Reminder
from values import clock
from values.fields import before_day
from values.working_days import Calendar

DAYS_BEFORE = 3
"""Working days."""
Key = tuple[int, str, int, str, str]


@dataclass(frozen=True)
class Due:
    """Something of which a person is to be reminded: a record that they see, and the line that
    names it. `due` is the day, or the first and the last day that it may mean, as ISO text."""

    person_id: int
    model: type[Any]
    record_id: int
    due: str
    when: When
    line: Callable[[], EntryLine]

    @property
    def key(self) -> Key:
        return self.person_id, self.model._meta.label_lower, self.record_id, self.due, self.when


SOURCES: list[Callable[[date], Iterable[Due]]] = []
"""What else is due soon after a day, or was due before it. Filled by apps when they are ready."""


def send_reminders(on: date) -> int:
    """Send each person one message about all that is due within three working days of a day, or was
    due before it, and about which they have not been reminded: open entries of registers, and what
    other apps add. The number of messages."""
    dues = [due for model in registers() for due in _entries(model, on)]
    dues += _not_reminded([due for source in SOURCES for due in source(on)])
    return sum(remind(person, theirs) for person, theirs in sorted(_by_person(dues).items()))


def soon_after(on: date) -> date:
    """The last day that is near enough for a reminder."""
    return Calendar(settings.COUNCIL_NATION).after(on, DAYS_BEFORE)


def _entries(model: type[RegisterEntry], on: date) -> Iterator[Due]:
    """The open entries of one register of which their owner is to be reminded. One query."""
    is_over = before_day("due_on", on)
    rows = (
        model.objects.live()
        .open()
        .filter(
            before_day("due_on", soon_after(on) + timedelta(days=1)),
            (is_over & ~_told(model, When.AFTER)) | (~is_over & ~_told(model, When.BEFORE)),
            owner__in=mail.readers().values("person_id"),
        )
    )
    every: Any = rows.order_by("due_on", "id")
    for entry in every:
        when = When.AFTER if entry.due_on.last < on else When.BEFORE
        line = partial(_line, entry)
        yield Due(entry.owner_id, model, entry.pk, entry.due_on.isoformat(), when, line)


def _told(model: type[RegisterEntry], when: When) -> Q:
    """The condition that its owner was reminded of an entry with this due day."""
    due = Cast(OuterRef("due_on"), CharField())
    rows = Reminder.objects.filter(
        person=OuterRef("owner"), kind=model._meta.label_lower, record_id=OuterRef("pk"), due=due
    )
    return Q(Exists(rows.filter(when=when)))


def _line(entry: RegisterEntry) -> EntryLine:
    return line_of(entry, mail.site_address(entry_path(entry)))


def _not_reminded(dues: list[Due]) -> list[Due]:
    """One query, where there is anything."""
    if not dues:
        return []
    names = ("person_id", "kind", "record_id", "due", "when")
    told = Reminder.objects.filter(
        person_id__in={due.person_id for due in dues}, record_id__in={d.record_id for d in dues}
    )
    keys = set(told.values_list(*names))
    return [due for due in dues if due.key not in keys]


def _by_person(dues: Iterable[Due]) -> dict[int, list[Due]]:
    found: dict[int, list[Due]] = defaultdict(list)
    for due in dues:
        found[due.person_id].append(due)
    return found


def remind(person: int, dues: list[Due]) -> bool:
    """Send a person one message; whether it went out. That it does is written first, and taken back
    when the mail server refuses it: a message that is lost is better than one that comes every
    day."""
    reader = mail.reader_of(Person.objects.get(pk=person))
    seen = _seen(dues, reader.person) if reader is not None else []
    if reader is None or not seen:
        return False
    try:
        with transaction.atomic():
            rows = Reminder.objects.bulk_create(_row(due) for due in seen)
    except IntegrityError:  # another process reminds this person at this moment
        return False
    if mail.send(_letter(reader.person, seen)):
        return True
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return False


def _row(due: Due) -> Reminder:
    person, kind, record, day, when = due.key
    return Reminder(
        person_id=person, kind=kind, record_id=record, due=day, when=when, sent_at=clock.now()
    )


def _seen(dues: list[Due], person: Person) -> list[Due]:
    """Those that the person may see. One query for each kind."""
    ids: dict[Any, set[int]] = defaultdict(set)
    for due in dues:
        ids[due.model].add(due.record_id)
    seen = {
        (model, key)
        for model, keys in ids.items()
        for key in model.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True)
    }
    return [due for due in dues if (due.model, due.record_id) in seen]


def _letter(person: Person, dues: list[Due]) -> EmailMessage:
    def lines(when: When) -> list[Any]:
        return [due.line() for due in dues if due.when == when]

    return mail.message(
        "reminder",
        person.email,
        name=mail.in_one_line(person.name),
        count=len(dues),
        soon=lines(When.BEFORE),
        late=[*lines(When.AFTER), *lines(When.ASKED)],
    )
