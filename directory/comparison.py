"""What the directory says when two moments are compared: who holds which seat."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Scope
from people.seats import Seat, seats
from records.comparison import (
    Group,
    Line,
    Place,
    Span,
    either,
    paired,
    together,
)

PEOPLE = Group("people", 80, gettext_lazy("People"))


def seat_lines(span: Span) -> list[Line]:
    """Seats that were added, ended or changed in what is compared and in all that lies below it:
    roles of the programme, its projects and its boards."""
    ids = [scope.id for scope in span.scopes]
    before, after = seats(ids, span.before), seats(ids, span.after)
    return [
        line
        for scope in span.scopes
        for old, new in paired(before[scope.id], after[scope.id])
        if (line := _seat_line(span, scope, old, new)) is not None
    ]


def _seat_line(span: Span, scope: Scope, old: Seat | None, new: Seat | None) -> Line | None:
    seat = either(old, new)
    if old is not None and new is not None:
        change = _changed_seat(old, new)
    elif new is not None:
        change = _came(new)
    else:
        change = _went(seat)
    if not change:
        return None
    home = Place(scope.title, reverse("directory:scope_detail", args=[scope.reference]))
    return Line(
        group=PEOPLE,
        subject=seat.role_words,
        words=change,
        url=reverse("directory:appointment_history", args=[scope.reference, seat.id]),
        place=None if span.project_id else home,
    )


def _came(seat: Seat) -> str:
    if not seat.holder:
        return _("a seat was added that nobody holds yet")
    text = _("%(holder)s suggested") if seat.is_suggested else _("%(holder)s appointed")
    return text % {"holder": seat.holder}


def _went(seat: Seat) -> str:
    if not seat.holder:
        return _("the empty seat was removed")
    return _("%(holder)s left") % {"holder": seat.holder}


def _changed_seat(old: Seat, new: Seat) -> str:
    return together(
        _changed_holder(old, new),
        _("was %(role)s") % {"role": old.role_words} if old.role != new.role else "",
        _flag(old.is_suggested, new.is_suggested, _("only suggested now"), _("confirmed")),
        _flag(old.is_voting, new.is_voting, _("now votes"), _("no longer votes")),
        _changed_limit(old, new),
    )


def _changed_holder(old: Seat, new: Seat) -> str:
    is_same = old.person_id == new.person_id and (new.person_id or old.name == new.name)
    if is_same:
        return ""
    names = {"old": old.holder, "new": new.holder}
    if not old.holder:
        return _("%(new)s fills the empty seat") % names
    if not new.holder:
        return _("nobody now, was %(old)s") % names
    return _("%(new)s in place of %(old)s") % names


def _changed_limit(old: Seat, new: Seat) -> str:
    if old.limited_to == new.limited_to:
        return ""
    if not new.limited_to:
        return _("no longer limited to %(part)s") % {"part": old.limited_to}
    return _("limited to %(part)s") % {"part": new.limited_to}


def _flag(old: bool, new: bool, on: str, off: str) -> str:
    if old == new:
        return ""
    return on if new else off
