"""People, what they hold, and how they sign in, for tests."""

from __future__ import annotations

from typing import Any

from audit.change_sets import SYSTEM_ID
from people.actions import appoint, create_person, found_office, open_account
from people.choices import Role, ScopeKind
from people.models import Account, Appointment, Person, Scope
from people.policy import MATRIX

PASSWORD = "lanterns over the weir"


def officer() -> Person:
    """The first person of the programme office; the first call founds the council."""
    seats = Appointment.objects.filter(scope__kind=ScopeKind.OFFICE, role=Role.PROGRAMME_OFFICE)
    first = seats.select_related("person").order_by("id").first()
    if first is not None and first.person is not None:
        return first.person
    mandate, scope = found_office(council="Wolderby County Council")
    found = create_person(by=mandate, name="Olive Tarrant", job_title="Programme officer")
    appoint(scope=scope, role=Role.PROGRAMME_OFFICE, person=found, by=mandate)
    return found


def person(name: str = "Ada Fenwick", *, by: Person | None = None, **fields: Any) -> Person:
    """A person who holds no role."""
    return create_person(by=by or officer(), name=name, **fields)


def holder(
    role: str,
    scope: Scope,
    name: str = "Ada Fenwick",
    *,
    by: Person | None = None,
    email: str = "",
    **fields: Any,
) -> Person:
    """A new person who holds a role in a scope; `fields` are the appointment's. What takes two
    people is given by Mandate itself, as when a council is founded."""
    by = by or officer()
    found = person(name, by=by, email=email)
    giver = Person.objects.get(pk=SYSTEM_ID) if MATRIX.needs_two(role) else by
    fields = needed(role, scope) | fields
    appoint(scope=scope, role=role, person=found, by=giver, **fields)
    return found


def needed(role: str, scope: Scope) -> dict[str, Any]:
    """What an appointment to a role needs besides: a substitute stands in for a seat."""
    if role != Role.SUBSTITUTE:
        return {}
    seats = Appointment.objects.filter(scope=scope, role=Role.MEMBER)
    seat = seats.first() or appoint(scope=scope, role=Role.MEMBER, by=officer())
    return {"substitute_for": seat}


def account(of: Person | None = None, sign_in_name: str = "") -> Account:
    """How a person (the officer) signs in, with `PASSWORD`."""
    of = of or officer()
    name = sign_in_name or of.reference.lower()
    return open_account(person=of, sign_in_name=name, password=PASSWORD, by=of)
