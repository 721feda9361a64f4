"""The message about entries of registers to their owner, sent once the change is committed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts import mail
from audit.models import tracked_models
from people.models import Person
from programmes.registers import RegisterEntry, page_of
from values import words


@dataclass(frozen=True)
class EntryLine:
    """An entry as a message names it."""

    noun: str
    reference: str
    title: str
    due: str
    link: str


def line_of(entry: RegisterEntry, link: str) -> EntryLine:
    return EntryLine(
        noun=str(entry._meta.verbose_name),
        reference=entry.reference,
        title=mail.in_one_line(entry.title),
        due=words.when(entry.due_on) if entry.due_on else "",
        link=link,
    )


def entry_path(entry: RegisterEntry) -> str:
    return reverse(page_of(type(entry)), args=[entry.reference])


Key = tuple[str, int]


def tell_owners_after(entries: Iterable[RegisterEntry], *, by: Person) -> None:
    """Write to each owner of some entries, except to `by`, that these are theirs: one message to
    each, and none outside a request."""
    if not mail.whole_address("/"):
        return
    given: dict[int, list[tuple[Key, str]]] = defaultdict(list)
    for entry in entries:
        if entry.owner_id is not None and entry.owner_id != by.pk:
            link = mail.whole_address(entry_path(entry))
            given[entry.owner_id].append(((entry._meta.label_lower, entry.pk), link))
    for owner, theirs in given.items():
        mail.after_commit(partial(_to_owner, owner, theirs, by.pk), "/")


def _to_owner(
    owner_id: int, given: Sequence[tuple[Key, str]], by_id: int, _link: str
) -> EmailMessage | None:
    """The message; None when nothing of it is theirs any more, or they could not read it."""
    reader = mail.reader_of(Person.objects.get(pk=owner_id))
    if reader is None:
        return None
    kinds = {model._meta.label_lower: model for model in tracked_models()}
    lines = []
    for (kind, key), link in given:
        seen = kinds[kind].objects.visible_to(reader.person)  # type: ignore[attr-defined]
        entry = seen.live().filter(pk=key, owner=owner_id).first()
        if entry is not None:
            lines.append(line_of(entry, link))
    if not lines:
        return None
    return mail.message(
        "entries_given",
        reader.person.email,
        name=mail.in_one_line(reader.person.name),
        by=mail.in_one_line(Person.objects.get(pk=by_id).name),
        first=lines[0],
        count=len(lines),
        lines=lines,
    )
