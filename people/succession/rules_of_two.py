"""What needs two people, and must be checked again when two records turn out to be one person: each
app says how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from people.choices import SignInChangeKind, SignInChangeState
from people.models import Appointment, Person, SignInChange


@dataclass(frozen=True)
class Pair:
    """Two records of one person, with all that were merged into either before."""

    duplicate: Person
    kept: Person
    ids: frozenset[int]

    def __str__(self) -> str:
        sentence = _("%(duplicate)s (%(its)s) and %(kept)s (%(other)s)")
        return sentence % {
            "duplicate": self.duplicate,
            "its": self.duplicate.reference,
            "kept": self.kept,
            "other": self.kept.reference,
        }


@dataclass(frozen=True)
class Void:
    """A record of something that needed two people but was done by one: the fields that make it
    void, and why."""

    record: Any
    fields: dict[str, Any]
    why: str


RULES: list[Callable[[Pair], Iterable[Void]]] = []
"""Called before two records become one; each app adds its own in `ready()`."""


def pair_of(duplicate: Person, kept: Person) -> Pair:
    two = [duplicate.pk, kept.pk]
    earlier = Person._base_manager.filter(merged_into__in=two).values_list("pk", flat=True)
    return Pair(duplicate, kept, frozenset([*two, *earlier]))


def void_by(pair: Pair) -> dict[tuple[str, int], Void]:
    """What becomes void when two people are one, by the label and the key of the record."""
    all_void = (void for rule in RULES for void in rule(pair))
    return {(void.record._meta.label, void.record.pk): void for void in all_void}


def appointments_given_by_one(pair: Pair) -> Iterator[Void]:
    """A role that turns out to have been given by one person waits for a second again. One given by
    its own holder is archived. This includes ended roles: the database enforces the rule."""
    given = Q(proposed_by__in=pair.ids) | Q(confirmed_by__in=pair.ids)
    for seat in Appointment.objects.select_for_update(of=("self",)).filter(given).order_by("id"):
        proposed, confirmed, held = (
            key in pair.ids for key in (seat.proposed_by_id, seat.confirmed_by_id, seat.person_id)
        )
        waits: dict[str, Any] = {"is_suggested": True, "confirmed_by": None}
        if held:
            why = _("%(who)s are one person, and nobody gives themselves a role.")
            fields = {"is_archived": True} | (waits if proposed else {"confirmed_by": None})
            yield Void(seat, fields, why % {"who": pair})
        elif proposed and confirmed:
            why = _("%(who)s are one person: somebody else must confirm it.")
            yield Void(seat, waits, why % {"who": pair})


def sign_ins_changed_by_one(pair: Pair) -> Iterator[Void]:
    """A sign-in change that turns out to have been made by one person is marked void, so that those
    who keep accounts look at it."""
    done = SignInChange.objects.select_for_update(of=("self",)).filter(
        state=SignInChangeState.DONE, waits_until=None, decided_by__in=pair.ids
    )
    by_one = Q(proposed_by__in=pair.ids) | Q(person__in=pair.ids)
    for change in done.exclude(kind=SignInChangeKind.RECOVERY).filter(by_one).order_by("id"):
        why = _("%(who)s are one person, who changed this sign-in alone.") % {"who": pair}
        yield Void(change, {"state": SignInChangeState.VOID}, why)
