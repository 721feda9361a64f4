"""Two records of one person become one: whatever named the duplicate now names the person who is
kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import writing
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from audit.writing import audited
from people import events, policy, recovery
from people.actions import let_sign_in
from people.choices import SecurityEventKind
from people.models import Account, Appointment, Person, SignInChange
from people.succession.named import Named, fields_that_name_people
from people.succession.rules_of_two import Void, pair_of, void_by
from values import clock

ENDS_SIGN_INS: list[Callable[[Account], object]] = []
"""Ends the sign-ins of an account. The app that knows them adds this function in its `apps.py`."""


@dataclass(frozen=True)
class Merged:
    """The person who is kept, as they are now; how many records now name them; and what became void
    because it needed two people: what it is, and why."""

    kept: Person
    count: int
    void: tuple[str, ...]


def merge_people(*, duplicate: Person, kept: Person, by: Person, reason: str) -> Merged:
    """Make everything that names a duplicate name the person who is kept, and deactivate the
    duplicate, which from then on says who it is. Its account moves, or is stopped when the other
    person has one. In the history, each keeps what they did. All of it or nothing.

    Raises Refused for oneself and for Mandate itself, for somebody who has already been merged, for
    a role that two people give, and when a rule of a record forbids it."""
    with audited(by=by, reason=reason):
        locked: Any = Person.objects.select_for_update().order_by("pk")
        people = {person.pk: person for person in locked.filter(pk__in=[duplicate.pk, kept.pk])}
        duplicate, kept = people[duplicate.pk], people[kept.pk]
        _refuse_people(duplicate, kept, by)
        _refuse_seats(duplicate, kept, by)
        _refuse_sign_in(duplicate, kept)
        void = void_by(pair_of(duplicate, kept))
        sentences = tuple(_said(person, by) for person in void.values())
        records = records_naming(duplicate)
        for record, fields in records:
            names: dict[str, Any] = {field.name: kept for field in fields}
            names |= _as_printed(record, duplicate, kept) if "person" in names else {}
            person = void.pop((record._meta.label, record.pk), None)
            try:
                writing.change(record, **names | (person.fields if person else {}))
            except Refused as refusal:
                where = "" if policy.is_closed(by, record) else f"{Named(record, fields[0])}: "
                raise Refused(f"{where}{refusal}") from refusal
        for other in void.values():
            writing.change(other.record, **other.fields)
        writing.change(duplicate, is_archived=True, merged_into=kept)
        _pass_account(duplicate, kept, by)
        return Merged(kept, len(records), sentences)


def _as_printed(record: Any, duplicate: Person, kept: Person) -> dict[str, str]:
    """A role keeps the name under which documents of its time print its holder."""
    if not isinstance(record, Appointment) or record.printed_as or duplicate.name == kept.name:
        return {}
    return {"printed_as": duplicate.name}


def _said(void: Void, by: Person) -> str:
    """What became void and why, as far as a person may know."""
    noun = capfirst(str(void.record._meta.verbose_name))
    where = noun if policy.is_closed(by, void.record) else f"{noun} ({_place(void.record)})"
    return _("%(name)s is void: %(why)s") % {"name": where, "why": void.why}


def _place(record: Any) -> str:
    whole = getattr(record, record.part_of) if record.part_of else ""
    return f"{record}, {whole}" if whole else str(record)


def records_naming(person: Person) -> list[tuple[Any, list[models.ForeignKey]]]:
    """Every tracked record that names a person, archived ones too, with the fields that do so;
    fields that never change, such as who published, are left out. One query for each kind."""
    of_model: dict[Any, list[models.ForeignKey]] = {}
    for model, field in fields_that_name_people():
        if field.name not in model.never_changes:
            of_model.setdefault(model, []).append(field)
    naming = []
    for model, fields in of_model.items():
        names_them = Q(*((field.name, person) for field in fields), _connector=Q.OR)
        for record in model.objects.filter(names_them).order_by("id"):
            naming.append((record, [f for f in fields if getattr(record, f.attname) == person.pk]))
    return naming


def _refuse_people(duplicate: Person, kept: Person, by: Person) -> None:
    if duplicate.pk == kept.pk:
        raise Refused(_("Choose somebody else: this is the same record."))
    if by.pk in (duplicate.pk, kept.pk):
        raise Refused(
            _("Nobody may merge their own record: ask somebody else in the programme office.")
        )
    if SYSTEM_ID in (duplicate.pk, kept.pk):
        raise Refused(_("Mandate itself is nobody’s duplicate."))
    for person in (duplicate, kept):
        if person.merged_into_id is not None:
            sentence = _("%(name)s (%(reference)s) has already been merged.")
            raise Refused(sentence % {"name": person, "reference": person.reference})
    if kept.is_archived:
        raise Refused(_("%(name)s is deactivated: bring them back first.") % {"name": kept})


def _refuse_seats(duplicate: Person, kept: Person, by: Person) -> None:
    """A role that the duplicate holds today or later passes to the person who is kept."""
    live = Appointment.objects.live().select_related("scope")
    theirs = list(live.filter(person=kept))
    for seat in live.filter(person=duplicate).order_by("id"):
        where = {"seat": f"{seat.get_role_display()}, {seat.scope}"}
        if any(_is_the_same(seat, other) for other in theirs):
            raise Refused(_("Both hold %(seat)s: end or archive one of the two first.") % where)
        if seat.ends_on is not None and seat.ends_on < clock.today():
            continue
        if seat.proposed_by_id == kept.pk:
            raise Refused(_("%(seat)s was proposed by the same person: archive it first.") % where)
        if policy.MATRIX.needs_two(seat.role) and not seat.is_suggested:
            raise Refused(_("Two people give %(seat)s: end it, merge, and appoint again.") % where)
        if seat.role not in policy.grantable(by, seat.scope):
            raise Refused(_("You may not give %(seat)s.") % where)


def _refuse_sign_in(duplicate: Person, kept: Person) -> None:
    """A merge alone must not change how somebody signs in: it is refused while such a change waits,
    and when an account would move to another address."""
    if SignInChange.objects.waiting().filter(person__in=[duplicate, kept]).exists():
        raise Refused(_("A change to how they sign in is waiting: confirm it or stop it first."))
    reaches_far = recovery.takes_two(duplicate) or recovery.takes_two(kept)
    has_account = Account.objects.filter(person=duplicate).exists()
    if reaches_far and has_account and duplicate.email != kept.email:
        raise Refused(
            _(
                "Their account would move to another email address: give both records the same "
                "address first. That takes two people for anyone who clears, releases, "
                "publishes or administers."
            )
        )


def _is_the_same(seat: Appointment, other: Appointment) -> bool:
    """Whether two appointments are the same seat on some day."""
    mine = (seat.scope_id, seat.role, seat.limited_to)
    return mine == (other.scope_id, other.role, other.limited_to) and (
        max(seat.starts_on or date.min, other.starts_on or date.min)
        <= min(seat.ends_on or date.max, other.ends_on or date.max)
    )


def _pass_account(duplicate: Person, kept: Person, by: Person) -> None:
    """The duplicate's account becomes the other person's, who must sign in again; or it is
    stopped."""
    account = Account.objects.filter(person=duplicate).first()
    if account is None:
        return
    if Account.objects.filter(person=kept).exists():
        let_sign_in(account, is_active=False)
        kind, of = SecurityEventKind.ACCOUNT_STOPPED, duplicate
    else:
        account.person = kept
        kind, of = SecurityEventKind.ACCOUNT_MOVED, kept
    account.invited_at = None
    account.save(update_fields=["person", "is_active", "invited_at"])
    for end in ENDS_SIGN_INS:
        end(account)
    events.record(kind, person=by, record=of, was=duplicate.reference)
