"""One plain message to each person with all that is due soon, and all that was due: never twice
about the same entry and the same day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from accounts import mail
from people.models import Person
from programmes.letters import entry_path, line_of
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
    """An entry of which its owner is to be reminded."""

    entry: Any
    when: When

    @property
    def key(self) -> Key:
        kind, due = self.entry._meta.label_lower, self.entry.due_on.isoformat()
        return self.entry.owner_id, kind, self.entry.pk, due, self.when


def send_reminders(on: date) -> int:
    """Send each owner one message about the open entries of all registers that are due within three
    working days of a day, or were due before it, and about which they have not been reminded. The
    number of messages."""
    by_owner: dict[int, list[Due]] = defaultdict(list)
    for model in registers():
        for due in _not_reminded(model, on):
            by_owner[due.entry.owner_id].append(due)
    return sum(_remind(owner, dues) for owner, dues in sorted(by_owner.items()))


def _not_reminded(model: type[RegisterEntry], on: date) -> Iterator[Due]:
    """The entries of one register. Two queries."""
    soon = Calendar(settings.COUNCIL_NATION).after(on, DAYS_BEFORE)
    rows = model.objects.live().open().filter(owner__isnull=False)
    rows = rows.filter(before_day("due_on", soon + timedelta(days=1))).order_by("due_on", "id")
    dues = [_due(row, on) for row in rows]
    names = ("person_id", "kind", "record_id", "due", "when")
    kind = model._meta.label_lower
    told = set(Reminder.objects.filter(kind=kind).values_list(*names))
    return (due for due in dues if due.key not in told)


def _due(entry: Any, on: date) -> Due:
    return Due(entry, When.AFTER if entry.due_on.last < on else When.BEFORE)


def _remind(owner: int, dues: list[Due]) -> bool:
    """Whether a message went out. That it does is written first, and taken back when the mail
    server refuses it: a message that is lost is better than one that comes every day."""
    reader = mail.reader_of(Person.objects.get(pk=owner))
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
        ids[type(due.entry)].add(due.entry.pk)
    seen = {
        (model, key)
        for model, keys in ids.items()
        for key in model.objects.visible_to(person).filter(pk__in=keys).values_list("pk", flat=True)
    }
    return [due for due in dues if (type(due.entry), due.entry.pk) in seen]


def _letter(person: Person, dues: list[Due]) -> EmailMessage:
    def lines(when: When) -> list[Any]:
        return [
            line_of(due.entry, mail.site_address(entry_path(due.entry)))
            for due in dues
            if due.when == when
        ]

    return mail.message(
        "reminder",
        person.email,
        name=mail.in_one_line(person.name),
        count=len(dues),
        soon=lines(When.BEFORE),
        late=lines(When.AFTER),
    )
