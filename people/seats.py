"""Who holds what in a scope, and who held it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from people.choices import Role
from people.models import Appointment, Person, Scope
from people.queries import role_words
from values import clock


@dataclass(frozen=True)
class Seat:
    """An appointment in words. `name` is its holder's: a person, a group or a post; empty while
    nobody holds it."""

    id: int
    scope_id: int
    role: str
    role_words: str
    name: str
    person_id: int | None
    person_reference: str
    post: str
    limited_to: str
    printed_as: str
    is_suggested: bool
    is_proposed: bool  # by one of the two people who give such a role
    is_voting: bool
    starts_on: date | None
    ends_on: date | None
    stands_in_for: str = ""  # the holder of the seat for which a substitute stands in
    group_id: int | None = None  # the scope of the board or group that holds it

    @property
    def printed_words(self) -> str:
        """The other name under which a document of the time prints the holder; usually empty."""
        if not self.printed_as or self.printed_as == self.name:
            return ""
        return _("printed as %(name)s") % {"name": self.printed_as}

    @property
    def in_print(self) -> str:
        """The holder as a document of the time prints them: "Lyn Parker (Head of Service)"."""
        name = self.printed_as or self.name
        beside = "; ".join(filter(None, (self.post, self.limited_to)))
        return f"{name} ({beside})" if name and beside else name

    @property
    def holder(self) -> str:
        """The holder, as every list writes it: "Lynn Parker (Schools)"; empty for nobody."""
        if not self.name:
            return ""
        limits = "; ".join(filter(None, (self.limited_to, self.printed_words)))
        return f"{self.name} ({limits})" if limits else self.name


def holders(held: Iterable[Seat], role: str) -> list[str]:
    """The holders of a role, in order; those only suggested are marked as such."""
    return [
        _("%(name)s, suggested") % {"name": seat.holder} if seat.is_suggested else seat.holder
        for seat in held
        if seat.role == role and seat.holder
    ]


def as_printed(held: Iterable[Seat], role: str) -> list[str]:
    """The same as documents of the time print them: with the name that they used, and the post that
    somebody serves in."""
    return [
        _("%(name)s, suggested") % {"name": said} if seat.is_suggested else said
        for seat in held
        if seat.role == role and (said := seat.in_print)
    ]


Seats = dict[int, list[Seat]]


def seats(
    scope_ids: Iterable[int], moment: datetime | None = None, *, role: Role | None = None
) -> Seats:
    """The seats in each scope on the day of a moment, in order; those of one role, if it is named.
    One query."""
    rows = Appointment.objects.at(moment, scope_id__in=set(scope_ids)).live()
    rows = rows.filter(role=role) if role else rows
    return _in_words(rows.held_or_suggested(clock.day_of(moment)), moment)


def seats_and_earlier(
    scope_id: int, moment: datetime | None = None
) -> tuple[list[Seat], list[Seat]]:
    """The seats in a scope on the day of a moment, and those that had ended before it, the last to
    end first, as far as they are recorded at that moment. One query."""
    on = clock.day_of(moment)
    rows = Appointment.objects.at(moment, scope_id=scope_id).live().begun(on)
    all_seats = _in_words(rows, moment)[scope_id]
    held = [seat for seat in all_seats if seat.ends_on is None or seat.ends_on >= on]
    earlier = [seat for seat in all_seats if seat not in held and not seat.is_suggested]
    return held, sorted(earlier, key=lambda seat: seat.ends_on or on, reverse=True)


def seats_on(scope_id: int, day: date) -> list[Seat]:
    """The seats that were held in a scope on a day, as they are recorded now, in order; without
    suggested ones. One query."""
    rows = Appointment.objects.filter(scope_id=scope_id).live().current(day)
    return _in_words(rows, None)[scope_id]


IN_ORDER = {role: place for place, role in enumerate(Role.values)}


OF_SEAT = (
    "id", "scope_id", "role", "person_id", "post", "limited_to", "printed_as", "is_suggested",
    "proposed_by_id", "is_voting", "starts_on", "ends_on", "substitute_for_id", "group_id",
    "position", "person_name", "person_reference", "group_title",
)  # fmt: skip


def _in_words(rows: Any, moment: datetime | None) -> Seats:
    """Appointments with the names, at a moment, of those who hold them."""
    named = rows.in_order().annotate(
        person_name=_value(moment, Person, "person", "name"),
        person_reference=_value(moment, Person, "person", "reference"),
        group_title=_value(moment, Scope, "group", "title"),
    )
    named = list(named.values_list(*OF_SEAT, named=True))
    by_scope: Seats = defaultdict(list)
    by_id = {row.id: row for row in named}
    for row in sorted(named, key=lambda row: (row.position, IN_ORDER[row.role])):
        by_scope[row.scope_id].append(_seat(row, by_id.get(row.substitute_for_id)))
    return by_scope


def _value(moment: datetime | None, model: Any, holder: str, field: str) -> Any:
    """Now by a join, which takes less than a subquery for each row."""
    return value_at(moment, model, f"{holder}_id", field) if moment else F(f"{holder}__{field}")


def _seat(row: Any, stood_in_for: Any) -> Seat:
    name = row.person_name or row.group_title or ""
    return Seat(
        id=row.id,
        scope_id=row.scope_id,
        role=row.role,
        role_words=role_words(row.role),
        name=name or row.post,
        person_id=row.person_id,
        person_reference=row.person_reference or "",
        post=row.post if name else "",
        limited_to=row.limited_to,
        printed_as=row.printed_as,
        is_suggested=row.is_suggested,
        is_proposed=row.is_suggested and row.proposed_by_id is not None,
        is_voting=row.is_voting,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        stands_in_for=_name_of(stood_in_for) if stood_in_for else "",
        group_id=row.group_id,
    )


def _name_of(row: Any) -> str:
    return row.person_name or row.group_title or row.post or role_words(row.role)
