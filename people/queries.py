"""Reads that join people, scopes and appointments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from audit import clock
from people.choices import Role, ScopeKind
from people.models import Appointment, Person, Scope


def office() -> Scope:
    """The programme office: the scope above all others. Raises Scope.DoesNotExist before
    `found_council`."""
    return Scope.objects.get(kind=ScopeKind.OFFICE)


def names_of(ids: Iterable[int], moment: datetime | None = None) -> dict[int, str]:
    """The names of people by id, as at a moment."""
    people = Person.objects.at(moment).filter(id__in=set(ids))
    return dict(people.values_list("id", "name"))


@dataclass(frozen=True)
class Seat:
    """An appointment in words."""

    id: int
    scope_id: int
    role: str
    role_words: str
    holder: str
    person_id: int | None
    person_name: str
    post: str
    limited_to: str
    is_suggested: bool
    is_voting: bool
    starts_on: date | None
    ends_on: date | None


def seats(scope_ids: Iterable[int], moment: datetime | None = None) -> dict[int, list[Seat]]:
    """Who holds what in each scope on the day of a moment, in order. Three queries."""
    on = timezone.localdate(moment) if moment else clock.today()
    rows = list(
        Appointment.objects.at(moment)
        .live()
        .held_or_suggested(on)
        .filter(scope_id__in=set(scope_ids))
        .in_order()
    )
    people = names_of({r.person_id for r in rows if r.person_id}, moment)
    groups = dict(
        Scope.objects.at(moment)
        .filter(id__in={r.group_id for r in rows if r.group_id})
        .values_list("id", "title")
    )
    found: dict[int, list[Seat]] = defaultdict(list)
    for row in rows:
        found[row.scope_id].append(_seat(row, people, groups))
    return found


def _seat(row: Appointment, people: dict[int, str], groups: dict[int, str]) -> Seat:
    name = people.get(row.person_id or 0, "") or groups.get(row.group_id or 0, "")
    holder = name or row.post
    return Seat(
        id=row.id,
        scope_id=row.scope_id,
        role=row.role,
        role_words=str(Role(row.role).label),
        holder=holder,
        person_id=row.person_id,
        person_name=name,
        post=row.post if name else "",
        limited_to=row.limited_to,
        is_suggested=row.is_suggested,
        is_voting=row.is_voting,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


@dataclass(frozen=True)
class PersonRow:
    """A person in a list, with the roles that they hold today."""

    person: Person
    roles: tuple[str, ...]


def appointments_of(people: Iterable[Person]) -> list[PersonRow]:
    """People with the roles that they hold today, in the order given. One query."""
    people = list(people)
    held: dict[int | None, list[str]] = defaultdict(list)
    rows = (
        Appointment.objects.live()
        .current(clock.today())
        .filter(person__in=people)
        .select_related("scope")
        .order_by("scope__title", "id")
    )
    for row in rows:
        held[row.person_id].append(f"{row.get_role_display()}, {row.scope.title}")
    return [PersonRow(person, tuple(held[person.pk])) for person in people]
