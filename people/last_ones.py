"""Who must not be lost: the last person who keeps the office or the system, and the last who may
read a restricted record. Every write is checked (`audit/keeping.py`), whatever page or job makes
it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.keeping import Span, asks
from audit.models import tracked_models
from people import policy
from people.choices import Act, Role, ScopeKind
from people.models import (
    Account,
    Appointment,
    Person,
    RestrictableModel,
    RestrictedReader,
    Restriction,
    Scope,
)

LAST = {
    Role.PROGRAMME_OFFICE: (
        gettext_lazy("Somebody must remain in the programme office."),
        gettext_lazy("Somebody who can sign in must remain in the programme office."),
    ),
    Role.SYSTEM_ADMINISTRATOR: (
        gettext_lazy("Somebody must still administer the system."),
        gettext_lazy("Somebody who can sign in must still administer the system."),
    ),
}
"""The roles that must always have a holder, each with its messages."""

SEAT = {"scope", "role", "person", "limited_to", "starts_on", "ends_on", "is_suggested"}
"""The fields of an appointment that decide who holds a role, besides whether it is archived."""


@dataclass(frozen=True)
class KeptRole:
    """A role in the office that somebody must hold for the whole of it."""

    role: str

    @property
    def order(self) -> tuple[Any, ...]:
        return ("role", self.role)

    def lock(self) -> None:
        _office(lock=True)

    def spans(self) -> Mapping[str, list[Span]]:
        remain, signs_in = (str(sentence) for sentence in LAST[Role(self.role)])
        held = Appointment.objects.live().filter(
            scope=_office(), role=self.role, is_suggested=False, person__is_archived=False
        )
        rows = list(held.select_related("person__account"))
        whole = [row for row in rows if not row.limited_to]
        return {
            remain: [span_of(row) for row in whole],
            signs_in: [span_of(row) for row in whole if _signs_in(row.person)],
            f"{remain} ": [span_of(row) for row in rows],
        }


@dataclass(frozen=True)
class Reading:
    """The reading of a restricted record by a named person whose role lets them see it."""

    restriction_id: int

    @property
    def order(self) -> tuple[Any, ...]:
        return ("reading", self.restriction_id)

    def lock(self) -> None:
        Restriction.objects.select_for_update(no_key=True).get(pk=self.restriction_id)

    def spans(self) -> Mapping[str, list[Span]]:
        readers = RestrictedReader.objects.live().filter(
            restriction=self.restriction_id, person__is_archived=False
        )
        named = list(readers.select_related("person__account"))
        seen = [(row.person, span) for row in named for span in self._sees(row)]
        return {
            _("Somebody must still be able to read it."): [span_of(row) for row in named],
            _("Somebody whose role lets them see it must still be able to read it."): [
                span for _person, span in seen
            ],
            _("Somebody who can sign in must still be able to read it."): [
                span for person, span in seen if _signs_in(person)
            ],
        }

    def _sees(self, reader: RestrictedReader) -> Iterator[Span]:
        """The days on which a named reader also holds roles that let them see what is restricted,
        in every scope that it stands in."""
        seats = Appointment.objects.live().filter(person=reader.person_id, is_suggested=False)
        held = list(seats.select_related("scope"))
        seen = [span_of(reader)]
        for scope in self._scopes():
            days = [span_of(seat) for seat in held if policy.lets_in(seat, Act.SEE, scope)]
            seen = [both for one in seen for other in days if (both := _shared(one, other))]
        yield from seen

    def _scopes(self) -> tuple[Scope, ...]:
        for model in tracked_models():
            if hasattr(model, "stands_in") and issubclass(model, RestrictableModel):
                rows: Any = model._base_manager
                record: Any = rows.filter(restriction=self.restriction_id).first()
                if record is not None:
                    return tuple(record.stands_in)
        return (Restriction.objects.select_related("scope").get(pk=self.restriction_id).scope,)


def _shared(one: Span, other: Span) -> Span | None:
    """The days that are in both."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def span_of(row: Any) -> Span:
    """The days from the first to the last, of an appointment or a reader."""
    return row.starts_on or date.min, row.ends_on or date.max


def ask() -> None:
    """Register the check with every kind of record that decides who is left."""
    asks(Appointment, _of_seat)
    asks(RestrictedReader, _of_reader)
    asks(Person, _of_person)
    asks(Account, _of_account)
    asks(Scope, _of_scope)


def _of_seat(seat: Appointment, changing: Collection[str]) -> Iterable[KeptRole | Reading]:
    if not {*SEAT, "is_archived"} & set(changing):
        return
    if seat.role in LAST and seat.scope.kind == ScopeKind.OFFICE:
        yield KeptRole(seat.role)
    yield from _readings_of(Q(person=seat.person_id))


def _of_reader(reader: RestrictedReader, changing: Collection[str]) -> Iterable[Reading]:
    yield Reading(reader.restriction_id)


def _of_person(person: Person, changing: Collection[str]) -> Iterable[KeptRole | Reading]:
    if "is_archived" in changing:
        yield from _of_holder(person.pk)


def _of_account(account: Account, changing: Collection[str]) -> Iterable[KeptRole | Reading]:
    yield from _of_holder(account.person_id)


def _of_holder(person_id: int) -> Iterable[KeptRole | Reading]:
    held = Appointment.objects.live().filter(person=person_id, role__in=LAST)
    for role in set(held.values_list("role", flat=True)):
        yield KeptRole(role)
    yield from _readings_of(Q(person=person_id))


def _of_scope(scope: Scope, changing: Collection[str]) -> Iterable[Reading]:
    """A scope that moves changes what the roles held in it reach."""
    if "parent" in changing:
        held = Appointment.objects.live().filter(Q(scope=scope) | Q(scope__above__under=scope.way))
        yield from _readings_of(Q(person__in=held.exclude(person=None).values("person")))


def _readings_of(whom: Q) -> Iterable[Reading]:
    readers = RestrictedReader.objects.live().filter(whom).order_by("restriction_id")
    for key in set(readers.values_list("restriction_id", flat=True)):
        yield Reading(key)


def _office(*, lock: bool = False) -> Scope:
    scopes = Scope.objects.select_for_update(no_key=True) if lock else Scope.objects
    office: Scope = scopes.get(kind=ScopeKind.OFFICE)
    return office


def _signs_in(person: Person | None) -> bool:
    account = getattr(person, "account", None)
    return account is not None and account.is_active
