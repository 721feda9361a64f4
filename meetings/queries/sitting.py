"""Who sits in a meeting, item by item: who may vote there, and whether there is a quorum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.queries.terms import quorum_of, voting_seats
from meetings.choices import SITTING, Presence
from meetings.models import AgendaItem, Attendance, Interest, Meeting
from meetings.queries.agendas import items_of
from people.choices import Role
from people.models import Person
from people.seats import Seat, seats_on

LEAST = 1
"""Where nothing is said of a quorum, somebody with a vote must still be there."""
IN_THE_CHAIR = (Role.CHAIR, Role.VICE_CHAIR)


@dataclass(frozen=True)
class Counted:
    """Whether enough voting seats are taken."""

    needed: int
    present: int
    needs_chair: bool
    has_chair: bool

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed and (self.has_chair or not self.needs_chair)

    @property
    def words(self) -> str:
        """3 of the 2 voting seats needed are taken."""
        facts = {"present": self.present, "needed": self.needed}
        counted = ngettext(
            "%(present)d voting seat is taken, %(needed)d needed",
            "%(present)d voting seats are taken, %(needed)d needed",
            self.present,
        )
        if self.needs_chair and not self.has_chair:
            return _("%(counted)s; the chair must be there") % {"counted": counted % facts}
        return counted % facts


@dataclass(frozen=True)
class Sitter:
    """A seat at a meeting, and who sits in it."""

    seat: Seat
    attendance: Attendance | None
    is_voting: bool

    @property
    def presence(self) -> str:
        return self.attendance.presence if self.attendance else ""

    @property
    def presence_words(self) -> str:
        if self.attendance is None:
            return _("Not recorded")
        return str(self.attendance.get_presence_display())

    @property
    def person_id(self) -> int | None:
        """Who sits there: the substitute, if one came."""
        if self.attendance is not None and self.presence == Presence.SUBSTITUTED:
            return self.attendance.person_id
        return self.seat.person_id

    @property
    def name(self) -> str:
        """Who sits there, in words."""
        if self.attendance is None or self.presence != Presence.SUBSTITUTED:
            return self.seat.holder or self.seat.role_words
        who = self.attendance.person.name if self.attendance.person else self.attendance.name
        return _("%(who)s for %(holder)s") % {"who": who, "holder": self.seat.holder}


@dataclass(frozen=True)
class Sitting:
    """A meeting with everybody's attendance and interests, read once."""

    meeting: Meeting
    sitters: tuple[Sitter, ...]
    others: tuple[Attendance, ...]
    interests: tuple[Interest, ...]
    order: dict[int, int]
    """The place of each item in the order of business."""
    needed: int
    """How many voting seats must be taken."""
    needs_chair: bool
    substitutes: tuple[str, ...] = ()
    """The names of those who are appointed to stand in for somebody."""

    def present_at(self, item: AgendaItem) -> list[Sitter]:
        """The seats that are taken during an item."""
        return [s for s in self.sitters if s.presence in SITTING and self._is_there(s, item)]

    def has_lost(self, sitter: Sitter, item: AgendaItem) -> bool:
        """Whether a declared interest, without a dispensation, keeps them out of an item."""
        return any(
            interest.item_id == item.pk
            and not interest.dispensation
            and (
                interest.seat_id == sitter.seat.id
                or (interest.person_id is not None and interest.person_id == sitter.person_id)
            )
            for interest in self.interests
        )

    def voting_at(self, item: AgendaItem) -> list[Sitter]:
        """The seats that may vote on an item. Somebody who sits in two has one vote, from the
        first."""
        by_voter: dict[Any, Sitter] = {}
        for sitter in self._with_a_vote(item):
            by_voter.setdefault(sitter.person_id or ("seat", sitter.seat.id), sitter)
        return list(by_voter.values())

    def counted_once_at(self, item: AgendaItem) -> list[str]:
        """A sentence for each seat that gives no second vote to whoever sits in another."""
        voting = self.voting_at(item)
        said = _("%(who)s sits in two seats, and counts and votes once.")
        return [said % {"who": s.name} for s in self._with_a_vote(item) if s not in voting]

    def seat_of(self, person: Person, item: AgendaItem) -> Sitter | None:
        """The seat from which somebody votes on an item; without a vote, the first that they
        hold."""
        seats = [*self.voting_at(item), *self.sitters]
        return next((sitter for sitter in seats if sitter.person_id == person.pk), None)

    def quorum_at(self, item: AgendaItem) -> Counted:
        there = self._with_a_vote(item)
        has_chair = any(s.seat.role in IN_THE_CHAIR or self._presides(s) for s in there)
        return Counted(self.needed, len(self.voting_at(item)), self.needs_chair, has_chair)

    def why_not_vote(self, seat_id: int, item: AgendaItem) -> str:
        """Why a seat may not vote on an item; empty when it may."""
        sitter = next((s for s in self.sitters if s.seat.id == seat_id), None)
        if sitter is None:
            return _("Only a seat that is held on the day of the meeting votes.")
        facts = {"who": sitter.name}
        if not sitter.is_voting:
            return _("%(who)s has no vote on this board.") % facts
        if sitter not in self.present_at(item):
            return _("%(who)s is not recorded as present for this item.") % facts
        if self.has_lost(sitter, item):
            return _("%(who)s declared an interest in this item, and so has no vote on it.") % facts
        if sitter not in self.voting_at(item):
            return _("%(who)s sits in two seats, and votes once: from the other seat.") % facts
        return ""

    def declarer(self, interest: Interest) -> str:
        """Who declared an interest."""
        return str(interest.person.name if interest.person else interest.name)

    def interest_words(self, interest: Interest) -> str:
        """Ada Grange: disclosable pecuniary interest. Owns the land."""
        kind = str(interest.get_kind_display()).lower()
        return f"{self.declarer(interest)}: {kind}. {interest.nature}"

    def dispensation_words(self, interest: Interest) -> str:
        return f"{self.declarer(interest)}: {interest.dispensation}"

    def _with_a_vote(self, item: AgendaItem) -> list[Sitter]:
        there = self.present_at(item)
        return [s for s in there if s.is_voting and not self.has_lost(s, item)]

    def _is_there(self, sitter: Sitter, item: AgendaItem) -> bool:
        came = sitter.attendance
        place = self.order.get(item.pk, 0)
        first = self.order.get(came.from_item_id or 0, 0) if came else 0
        last = self.order.get(came.until_item_id or 0, len(self.order)) if came else 0
        return first <= place <= last

    def _presides(self, sitter: Sitter) -> bool:
        return sitter.attendance is not None and sitter.attendance.presides


def sitting(meeting: Meeting) -> Sitting:
    """A meeting as it sits. Four queries, and what the rule of its quorum needs."""
    held = [seat for seat in seats_on(meeting.board.scope_id, meeting.held_on) if seat.name]
    seats = [seat for seat in held if seat.role != Role.SUBSTITUTE]  # they sit for another seat
    rows = Attendance.objects.live().filter(meeting=meeting).select_related("person")
    came = list(rows.order_by("id"))
    by_seat = {row.seat_id: row for row in came if row.seat_id}
    voting = {seat.pk for seat in voting_seats(meeting.board, meeting.held_on)}
    rule = quorum_of(meeting.board, meeting.held_on)
    keys = items_of(meeting).values_list("pk", flat=True)
    interests = Interest.objects.live().filter(item__meeting=meeting).select_related("person")
    return Sitting(
        meeting=meeting,
        sitters=tuple(Sitter(s, by_seat.get(s.id), s.id in voting) for s in seats),
        others=tuple(row for row in came if row.seat_id is None),
        interests=tuple(interests.order_by("id")),
        order={key: place for place, key in enumerate(keys, start=1)},
        substitutes=tuple(seat.name for seat in held if seat.role == Role.SUBSTITUTE),
        needed=max(rule.needed(len(voting)), LEAST),
        needs_chair=rule.needs_chair,
    )
