"""Writes of attendance and interests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from meetings.actions.meetings import lock, lock_item
from meetings.choices import MeetingState, Presence
from meetings.models import AgendaItem, Attendance, Interest, Meeting
from meetings.queries.sitting import sitting
from people.models import Appointment, Person
from people.seats import Seat


def record_attendance(
    meeting: Meeting, *, by: Person, seats: Mapping[int, Mapping[str, Any]]
) -> list[Attendance]:
    """Record who came, for several seats at once: by the key of each seat the fields of its
    attendance. Returns what was recorded. Raises Refused for a substitute without a name, and once
    the minutes are confirmed."""
    with audited(by=by, reason=_("Attendance recorded")):
        current = _lock_for_attendance(meeting)
        held = {sitter.seat.id: sitter for sitter in sitting(current).sitters}
        recorded = []
        for key, fields in seats.items():
            if key not in held:
                raise Refused(_("Only a seat that is held on the day of the meeting sits in it."))
            sitter = held[key]
            values = _cleaned(fields, sitter.seat)
            recorded.append(_record(current, key, sitter.attendance, values))
        return recorded


def _record(
    meeting: Meeting, seat: int, before: Attendance | None, fields: dict[str, Any]
) -> Attendance:
    if before is not None:
        return writing.change(before, **fields)
    return writing.create(Attendance, meeting=meeting, seat_id=seat, **fields)


def _cleaned(fields: Mapping[str, Any], seat: Seat) -> dict[str, Any]:
    """The fields of a seat's attendance: only a substitute has a name of their own, and only
    somebody who came was there from an item until another."""
    values = dict(fields)
    if values["presence"] == Presence.SUBSTITUTED:
        if not values.get("person") and not values.get("name", "").strip():
            raise Refused(_("Name the substitute."), {"name": [_("Name the substitute.")]})
    else:
        values |= {"person_id": seat.person_id, "name": "" if seat.person_id else seat.name}
        values.pop("person", None)
        if values["presence"] != Presence.PRESENT:
            values |= {"from_item": None, "until_item": None, "presides": False}
    first, last = values.get("from_item"), values.get("until_item")
    if first and last and first.position > last.position:
        sentence = _("Nobody leaves before they come: choose a later item.")
        raise Refused(sentence, {"until_item": [sentence]})
    return values


def record_guest(
    meeting: Meeting, *, by: Person, person: Person | None, name: str = ""
) -> Attendance:
    """Record somebody who attends without a seat, and return it. Raises Refused for nobody, and for
    a person who is recorded already."""
    with audited(by=by, reason=_("Attendance recorded")):
        current = _lock_for_attendance(meeting)
        if person is not None:
            seats = sitting(current).sitters
            if any(sitter.seat.person_id == person.pk for sitter in seats):
                sentence = _("%(person)s has a seat on the board: record it there.")
                raise Refused(
                    sentence % {"person": person}, {"person": [sentence % {"person": person}]}
                )
        return writing.create(
            Attendance, meeting=current, presence=Presence.ATTENDING, person=person, name=name
        )


def _lock_for_attendance(meeting: Meeting) -> Meeting:
    current = lock(meeting)
    if current.state == MeetingState.CONFIRMED:
        raise Refused(_("The minutes are confirmed: nothing in them changes any more."))
    if current.state == MeetingState.CANCELLED:
        raise Refused(_("The meeting is cancelled."))
    return current


def declare_interest(
    item: AgendaItem,
    *,
    by: Person,
    seat: Appointment | None = None,
    person: Person | None = None,
    reason: str = "",
    **fields: Any,
) -> Interest:
    """Record somebody's interest in an item, and return it: from now on the item, its drafts and
    the vote on it are closed to them, unless a dispensation is recorded with it. Raises Refused
    once the meeting is closed."""
    with audited(by=by, reason=reason or _("Interest declared")):
        current = lock_item(item)
        refuse_recorded(current.meeting)
        if seat is not None:
            if seat.scope_id != current.meeting.board.scope_id:
                raise Refused(_("Only a seat on this board declares an interest here."))
            person = seat.person
        name = person.name if person else _holder(seat)
        return writing.create(Interest, item=current, seat=seat, person=person, name=name, **fields)


def _holder(seat: Appointment | None) -> str:
    """The post or the group that holds a seat without a person."""
    return str((seat.post or seat.group) if seat else "")


def edit_interest(interest: Interest, *, by: Person, reason: str = "", **fields: Any) -> Interest:
    """Change what is recorded of an interest, such as a dispensation, and return it."""
    with audited(by=by, reason=reason or _("Interest edited")):
        refuse_recorded(lock_item(interest.item).meeting)
        expected = fields.pop("expected_version", None)
        return writing.change(interest, expected_version=expected, **fields)


def withdraw_interest(interest: Interest, *, by: Person, reason: str = "") -> Interest:
    """Archive an interest that was recorded in error, and return it: the item is open again."""
    with audited(by=by, reason=reason or _("Interest withdrawn")):
        refuse_recorded(lock_item(interest.item).meeting)
        return writing.archive(interest)


def refuse_recorded(meeting: Meeting) -> None:
    """Raise Refused for a meeting that is over: what was declared and decided in it stays."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("The meeting is cancelled."))
    if meeting.state in (MeetingState.CLOSED, MeetingState.CONFIRMED):
        raise Refused(_("The meeting is closed: what was declared in it stays as it was."))
