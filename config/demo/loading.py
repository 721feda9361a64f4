"""What a load knows while it runs: the calendar, and the records by the keys of the data."""

from __future__ import annotations

from dataclasses import dataclass, field

from audit import clock
from config.demo.calendar import DemoCalendar
from config.demo.shapes import Seat
from governance.models import Board
from people.actions import appoint
from people.models import OrganisationUnit, Person, Scope
from programmes.models import Programme
from projects.models import Project


@dataclass
class Loading:
    calendar: DemoCalendar
    system: Person = field(default_factory=Person)
    office: Scope = field(default_factory=Scope)
    units: dict[str, OrganisationUnit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)

    def seat(self, scope: Scope, seats: tuple[Seat, ...], by: Person) -> None:
        """Fill the seats of a scope in order; inside its own `audited()`."""
        for position, seat in enumerate(seats, start=1):
            appoint(
                scope=scope,
                role=seat.role,
                by=by,
                person=self.people[seat.person] if seat.person else None,
                post=seat.post,
                group=self.boards[seat.group].scope if seat.group else None,
                limited_to=seat.limited_to,
                is_suggested=seat.is_suggested,
                is_voting=seat.is_voting,
                position=position,
                starts_on=clock.today(),
            )
