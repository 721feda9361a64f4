"""Who holds what in a scope, and who held it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

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

    @property
    def printed_words(self) -> str:
        """The other name under which a document of the time prints the holder; usually empty."""
        if not self.printed_as or self.printed_as == self.name:
            return ""
        return _("printed as %(name)s") % {"name": self.printed_as}

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


def seats(scope_ids: Iterable[int], moment: datetime | None = None) -> dict[int, list[Seat]]:
    """The seats in each scope on the day of a moment, in order. Three queries."""
    return _in_words(_appointments(scope_ids, moment), moment)


def seats_and_earlier(
    scope_id: int, moment: datetime | None = None
) -> tuple[list[Seat], list[Seat]]:
    """The seats in a scope on the day of a moment, and those that had ended before it, the last to
    end first, as far as they are recorded at that moment. Three queries."""
    on = _day_of(moment)
    rows = list(Appointment.objects.at(moment, scope_id=scope_id).live().begun(on).in_order())
    seats = _in_words(_in_order(rows), moment)[scope_id]
    held = [seat for seat in seats if seat.ends_on is None or seat.ends_on >= on]
    earlier = [seat for seat in seats if seat not in held and not seat.is_suggested]
    return held, sorted(earlier, key=lambda seat: seat.ends_on or on, reverse=True)


def _in_words(rows: list[Appointment], moment: datetime | None) -> Seats:
    named = Person.objects.filter(pk__in={r.person_id for r in rows if r.person_id}).at(moment)
    people = {pk: tuple(told) for pk, *told in named.values_list("id", "name", "reference")}
    groups = Scope.objects.filter(pk__in={r.group_id for r in rows if r.group_id}).at(moment)
    return _by_scope(rows, people, dict(groups.values_list("id", "title")))


Seats = dict[int, list[Seat]]
Named = dict[int, tuple[str, ...]]
"""Name and reference of people, by id."""
IN_ORDER = {role: place for place, role in enumerate(Role.values)}


def seats_at_both(
    scope_ids: Iterable[int], before: datetime, after: datetime | None
) -> tuple[Seats, Seats]:
    """The same at two moments. Four queries."""
    rows = [_appointments(scope_ids, moment) for moment in (before, after)]
    held = [row for at_one in rows for row in at_one]
    people: Any = Person.objects.filter(pk__in={r.person_id for r in held}).at_both(before, after)
    groups: Any = Scope.objects.filter(pk__in={r.group_id for r in held}).at_both(before, after)
    names = list(people.values_list("is_before", "is_after", "id", "name", "reference"))
    titles = list(groups.values_list("is_before", "is_after", "id", "title"))
    then, now = (
        _by_scope(
            rows[moment],
            {row[2]: row[3:] for row in names if row[moment]},
            {row[2]: row[3] for row in titles if row[moment]},
        )
        for moment in (0, 1)
    )
    return then, now


def _appointments(scope_ids: Iterable[int], moment: datetime | None) -> list[Appointment]:
    rows = Appointment.objects.at(moment, scope_id__in=set(scope_ids)).live()
    return _in_order(rows.held_or_suggested(_day_of(moment)).in_order())


def _day_of(moment: datetime | None) -> date:
    return timezone.localdate(moment) if moment else clock.today()


def _in_order(rows: Iterable[Appointment]) -> list[Appointment]:
    return sorted(rows, key=lambda row: (row.position, IN_ORDER[row.role]))


def _by_scope(rows: list[Appointment], people: Named, groups: dict[int, str]) -> Seats:
    seats: Seats = defaultdict(list)
    for row in rows:
        seats[row.scope_id].append(_seat(row, people, groups))
    return seats


def _seat(row: Appointment, people: Named, groups: dict[int, str]) -> Seat:
    person_name, person_reference = people.get(row.person_id or 0, ("", ""))
    name = person_name or groups.get(row.group_id or 0, "")
    return Seat(
        id=row.id,
        scope_id=row.scope_id,
        role=row.role,
        role_words=role_words(row.role),
        name=name or row.post,
        person_id=row.person_id,
        person_reference=person_reference,
        post=row.post if name else "",
        limited_to=row.limited_to,
        printed_as=row.printed_as,
        is_suggested=row.is_suggested,
        is_proposed=row.is_suggested and row.proposed_by_id is not None,
        is_voting=row.is_voting,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
