"""Handing over everything that somebody holds, in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit.actions import edit_record
from audit.errors import Refused
from audit.writing import audited
from people.actions import appoint, deactivate_person, edit_appointment, end_appointment
from people.models import Appointment, Person
from people.succession.named import Named
from values import clock, words

Edit = Callable[..., Any]


@dataclass(frozen=True)
class Passing:
    """One line of a hand-over. `to` is None when nobody takes it over: then it only ends."""

    named: Named
    to: Person | None


@dataclass(frozen=True)
class HandedOver:
    """How many lines were handed over or ended, and how many of them wait for a second person."""

    count: int
    waiting: int


def hand_over(
    *,
    person: Person,
    passings: Iterable[Passing],
    last_day: date,
    first_day: date,
    by: Person,
    reason: str = "",
    deactivate: bool = False,
    edit: Edit = edit_record,
) -> HandedOver:
    """Pass what a person holds to others: their roles end on their last day, and those of their
    successors begin on the first; other records name the successor at once. All of it or nothing.

    `edit` is how such another record is changed, so that its own rules hold. Raises Refused with
    the line that cannot be passed on, and as `deactivate_person` does.
    """
    lines = list(passings)
    if not lines and not deactivate:
        raise Refused(_("Tick what is to be handed over."))
    _refuse_days(last_day, first_day, deactivate=deactivate)
    with audited(by=by, reason=reason or _("Handed over from %(name)s") % {"name": person}):
        roles = [line for line in lines if line.named.is_role]
        # All end before any begins, so that a seat that becomes free can be taken.
        for line in roles:
            with saying(line.named):
                _end(line.named.record, last_day, by)
        begun = []
        for line in roles:
            if line.to is not None:
                with saying(line.named):
                    begun.append(_begin(line.named.record, line.to, first_day, by))
        _rename([line for line in lines if not line.named.is_role], by, edit)
        if deactivate:
            deactivate_person(person=person, by=by, reason=reason)
    return HandedOver(len(lines), sum(seat.proposed_by_id is not None for seat in begun))


@contextmanager
def saying(named: Named) -> Iterator[None]:
    """A refusal inside begins with the record that it is about."""
    try:
        yield
    except Refused as refusal:
        raise Refused(f"{named}: {refusal}") from refusal


def _refuse_days(last_day: date, first_day: date, *, deactivate: bool) -> None:
    if last_day < clock.today():
        sentence = _("The last day must be today or later: the past cannot be changed.")
        raise Refused(sentence, {"last_day": [sentence]})
    if deactivate and last_day > clock.today():
        sentence = _("They hold their roles until %(day)s: deactivate them after that day.")
        raise Refused(sentence % {"day": words.day(last_day)})
    if first_day < clock.today():
        sentence = _("The first day must be today or later.")
        raise Refused(sentence, {"first_day": [sentence]})


def _rename(lines: list[Passing], by: Person, edit: Edit) -> None:
    """Each record is changed once, even if it names a person twice."""
    of_record: dict[tuple[str, int], list[Passing]] = defaultdict(list)
    for line in lines:
        of_record[line.named.record._meta.label, line.named.record.pk].append(line)
    for of_one in of_record.values():
        named = of_one[0].named
        with saying(named):
            if any(line.to is None and not line.named.field.null for line in of_one):
                raise Refused(_("name somebody here."))
            fields = {line.named.field.name: line.to for line in of_one}
            edit(named.record, by=by, expected_version=named.record.version, **fields)


def _end(old: Appointment, last_day: date, by: Person) -> None:
    if old.ends_on is not None and old.ends_on <= last_day:
        sentence = _("it already ends on %(day)s; untick it.")
        raise Refused(sentence % {"day": words.day(old.ends_on)})
    if old.starts_on is not None and old.starts_on > last_day:
        end_appointment(old, by=by)  # It would have begun later; now it never begins.
    else:
        edit_appointment(old, by=by, expected_version=old.version, ends_on=last_day)


def _begin(old: Appointment, to: Person, first_day: date, by: Person) -> Appointment:
    """The same seat, held by the successor; one that was to begin later still begins then."""
    starts_on = max(first_day, old.starts_on or first_day)
    if old.ends_on is not None and old.ends_on < starts_on:
        raise Refused(_("it ends before the successor’s first day; choose that nobody follows."))
    _refuse_held_already(old, to, starts_on)
    return appoint(
        scope=old.scope,
        role=old.role,
        by=by,
        person=to,
        post=old.post,
        limited_to=old.limited_to,
        is_voting=old.is_voting,
        position=old.position,
        is_suggested=old.is_suggested,
        starts_on=starts_on,
        ends_on=old.ends_on,
    )


def _refuse_held_already(old: Appointment, to: Person, starts_on: date) -> None:
    """Two identical seats would say no more than one."""
    same = Appointment.objects.live().filter(
        scope=old.scope_id, role=old.role, limited_to=old.limited_to, person=to
    )
    if any(seat.ends_on is None or seat.ends_on >= starts_on for seat in same):
        sentence = _("%(name)s already holds it; choose that nobody follows.")
        raise Refused(sentence % {"name": to})
