"""Reads that join people, scopes and appointments."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Min, QuerySet
from django.template.defaultfilters import filesizeformat

from audit.models import RecordedChange
from audit.queries.first_changes import Key
from documents.tree import Picture
from people import policy
from people.choices import Role, ScopeKind, UnitKind
from people.models import (
    Appointment,
    Logo,
    OrganisationUnit,
    Person,
    Scope,
    SecurityEvent,
)
from uploads import store
from values import clock
from values.spelling import alphabetical, sort_key
from values.words import kept_by_language


def office() -> Scope:
    """The programme office: the scope above all others. Raises Scope.DoesNotExist before
    `found_council`."""
    return Scope.objects.get(kind=ScopeKind.OFFICE)


def scope_of(record: Any | None) -> Scope:
    """The scope of a record, such as the programme of a board; that of the office for none."""
    scope: Scope = record.scope if record else office()
    return scope


def council_names(moment: datetime | None = None) -> Any:
    """The name of the council itself, as rows of one value: its unit of that kind, or the first of
    several."""
    units: Any = OrganisationUnit.objects.at(moment, kind=UnitKind.COUNCIL)
    return units.live().order_by("id").values_list("name", flat=True)[:1]


def council_name(moment: datetime | None = None) -> str:
    """The council's name at a moment; before it is founded, the one in the settings. One query."""
    return council_names(moment).first() or settings.COUNCIL_NAME


def council_logo(moment: datetime | None = None) -> Logo | None:
    """The logo of the council itself at a moment. One query."""
    council: Any = OrganisationUnit.objects.at(moment, kind=UnitKind.COUNCIL)
    first = council.live().order_by("id").values("id")[:1]
    logos: Any = Logo.objects.at(moment).live().filter(unit_id__in=first)
    return logos.order_by("-id").first()


def picture_of(logo: Logo) -> Picture:
    """The logo as pages and papers hold it. Raises FileMissing."""
    content = b64encode(store.read(logo.stored_as, logo.sha256)).decode()
    return Picture(logo.content_type, content, logo.title)


def first_recorded_at() -> datetime | None:
    """When this installation's history begins. One query, answered from an index."""
    return RecordedChange.objects.aggregate(first=Min("moment"))["first"]


def names_of(ids: Iterable[int], moment: datetime | None = None) -> dict[int, str]:
    """The names of people by id, as at a moment."""
    people = Person.objects.filter(pk__in=set(ids)).at(moment)
    return dict(people.values_list("id", "name"))


@kept_by_language
def role_words(role: str) -> str:
    return str(Role(role).label)


@dataclass(frozen=True)
class HeldRow:
    """A role as the page of its holder shows it. The scope's title and reference are empty where
    the reader may not see the scope."""

    person_id: int | None
    role: str
    limited_to: str
    scope_reference: str
    scope_title: str
    starts_on: date | None
    ends_on: date | None
    is_suggested: bool
    is_proposed: bool

    @property
    def role_words(self) -> str:
        return role_words(self.role)

    @property
    def lets(self) -> tuple[str, ...]:
        """What the role lets its holder do."""
        return policy.lets(self.role)

    @property
    def words(self) -> str:
        """The role with what limits it: "Project lead (Schools)"."""
        return f"{self.role_words} ({self.limited_to})" if self.limited_to else self.role_words


def appointments_of(
    people: Iterable[int], reader: Person, moment: datetime | None = None
) -> dict[int, tuple[str, ...]]:
    """The roles that people held on the day of a moment, by their keys: a line for each role. Two
    queries."""
    people = list(people)
    on = clock.day_of(moment)
    held: dict[int | None, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _held(people, reader, moment, on):
        held[row.person_id][row.words].append(row.scope_title)
    return {key: _in_a_line_each(held[key]) for key in people}


def _in_a_line_each(roles: dict[str, list[str]]) -> tuple[str, ...]:
    """ "Project lead (5)" for a role held in five places, "Sponsor, Legal Project" for one."""
    return tuple(
        f"{role} ({len(places)})" if len(places) > 1 else ", ".join(filter(None, (role, *places)))
        for role, places in sorted(roles.items(), key=lambda role: sort_key(role[0]))
    )


def held_by(person_id: int, reader: Person, moment: datetime | None) -> list[HeldRow]:
    """Every role of a person that is recorded at a moment, past and future ones too. Two
    queries."""
    return _held([person_id], reader, moment, None)


@dataclass(frozen=True)
class HeldRole:
    """One role that somebody holds: the places that the reader may see, and how many others."""

    role_words: str
    lets: tuple[str, ...]
    places: tuple[HeldRow, ...]
    hidden: int


def by_role(held: Iterable[HeldRow]) -> list[HeldRole]:
    """Roles by their words, each with its places in the order given."""
    rows_by_role: dict[str, list[HeldRow]] = defaultdict(list)
    for row in held:
        rows_by_role[row.role_words].append(row)
    return [
        HeldRole(
            role_words=words,
            lets=rows[0].lets,
            places=tuple(row for row in rows if row.scope_title),
            hidden=sum(not row.scope_title for row in rows),
        )
        for words, rows in sorted(rows_by_role.items(), key=lambda role: sort_key(role[0]))
    ]


HELD = (
    "person_id", "scope_id", "role", "limited_to", "starts_on", "ends_on", "is_suggested",
    "proposed_by_id",
)  # fmt: skip


def _held(
    people: list[int], reader: Person, moment: datetime | None, on: date | None
) -> list[HeldRow]:
    rows = Appointment.objects.at(moment, person_id__in=people).live().order_by("id")
    current_rows = list((rows.current(on) if on else rows).values_list(*HELD, named=True))
    scopes = {
        pk: (reference, title)
        for pk, reference, title in Scope.objects.filter(
            pk__in={row.scope_id for row in current_rows}
        )
        .at(moment)
        .visible_to(reader)
        .values_list("id", "reference", "title")
    }
    hidden = ("", "")
    held = [
        HeldRow(
            person_id=row.person_id,
            role=row.role,
            limited_to=row.limited_to,
            scope_reference=scopes.get(row.scope_id, hidden)[0],
            scope_title=scopes.get(row.scope_id, hidden)[1],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_suggested=row.is_suggested,
            is_proposed=row.is_suggested and row.proposed_by_id is not None,
        )
        for row in current_rows
    ]
    return sorted(held, key=lambda row: sort_key(row.scope_title))


@dataclass(frozen=True)
class FileRow:
    """An attached file as it was recorded at a moment."""

    id: int
    title: str
    kind_words: str
    file_name: str
    size_words: str


def file_rows(files: Iterable[Any]) -> list[FileRow]:
    """Attached files, now or as read at a moment, in words and in the order given."""
    return [
        FileRow(
            id=file.id,
            title=file.title,
            kind_words=str(getattr(file, "get_kind_display", str)()),
            file_name=file.file_name,
            size_words=filesizeformat(file.size),
        )
        for file in files
    ]


EVENTS_A_PAGE = 50


@dataclass(frozen=True)
class EventPage:
    """Security events, and the keys of the pages beside this one; empty if there is none."""

    events: list[SecurityEvent]
    newer: str
    older: str


def page_of_events(events: QuerySet, *, before: str = "", after: str = "") -> EventPage:
    """The page of events that comes `before` a key in time, or `after` it; the newest without
    either. One query. Raises ValueError for what is not a key."""
    if after:
        rows = list(events.filter(Key.parse(after).newer()).order_by("moment", "id")[:_ONE_MORE])
        shown, more_newer, more_older = rows[:EVENTS_A_PAGE][::-1], len(rows) == _ONE_MORE, True
    else:
        older = events.filter(Key.parse(before).older()) if before else events
        rows = list(older.order_by("-moment", "-id")[:_ONE_MORE])
        shown, more_newer, more_older = rows[:EVENTS_A_PAGE], bool(before), len(rows) == _ONE_MORE
    return EventPage(
        events=shown,
        newer=str(Key(shown[0].moment, shown[0].pk)) if shown and more_newer else "",
        older=str(Key(shown[-1].moment, shown[-1].pk)) if shown and more_older else "",
    )


_ONE_MORE = EVENTS_A_PAGE + 1


def unit_tree(moment: datetime | None) -> list[int]:
    """The keys of all units at a moment, each right below what it is part of, by name. What goes
    round in a circle hangs on nothing, and comes last. One query."""
    rows = list(
        OrganisationUnit.objects.at(moment)
        .order_by(alphabetical("name"), "id")
        .values_list("id", "parent_id")
    )
    known = {key for key, _ in rows}
    parts: dict[int | None, list[int]] = defaultdict(list)
    for key, parent in rows:
        parts[parent if parent in known else None].append(key)
    told: list[int] = []
    waiting = list(reversed(parts[None]))
    while waiting:
        key = waiting.pop()
        told.append(key)
        waiting += reversed(parts[key])
    return [*told, *(key for key, _ in rows if key not in set(told))]


def units_within(unit_id: int, moment: datetime | None = None) -> set[int]:
    """The keys of a unit and of all that was part of it at a moment. One query."""
    above = dict(OrganisationUnit.objects.at(moment).values_list("id", "parent_id"))
    units, last = {unit_id}, 0
    while len(units) > last:
        last = len(units)
        units |= {key for key, parent in above.items() if parent in units}
    return units
