"""Terms of reference as they stand on a day, and what makes a quorum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.choices import Fraction
from governance.models import Board, BodyKind, TermsOfReference
from people.choices import SEATED
from people.models import Appointment
from values import word_diff, words
from values.word_diff import Segment

TEXTS = (
    "purpose",
    "remit",
    "objectives",
    "functions",
    "membership",
    "controls",
    "delegations",
    "duties",
)
"""What terms of reference say at length."""
PARTS = {
    Fraction.QUARTER: (1, 4),
    Fraction.THIRD: (1, 3),
    Fraction.HALF: (1, 2),
    Fraction.TWO_THIRDS: (2, 3),
    Fraction.THREE_QUARTERS: (3, 4),
}


@dataclass(frozen=True)
class Quorum:
    """How many must be present; `source` names the terms of reference, or the kind of body, that
    says so."""

    number: int | None
    fraction: str
    needs_chair: bool
    source: str

    def needed(self, seats: int) -> int:
        """How many of so many seats must be filled; 0 where no quorum is said."""
        part = 0
        if self.fraction == Fraction.MORE_THAN_HALF:
            part = seats // 2 + 1
        elif self.fraction:
            some, of = PARTS[Fraction(self.fraction)]
            part = -(-seats * some // of)
        return max(self.number or 0, part)

    @property
    def words(self) -> str:
        """A quarter of its seats, at least 3 members; the chair or vice chair among them."""
        least = ngettext("at least %(n)d member", "at least %(n)d members", self.number or 0)
        said = [str(Fraction(self.fraction).label)] if self.fraction else []
        said += [least % {"n": self.number}] if self.number else []
        if not said:
            return ""
        chair = [_("the chair or vice chair among them")] if self.needs_chair else []
        return "; ".join([", ".join(said), *chair])


def quorum(rule: Any, source: str) -> Quorum:
    """The rule that terms of reference, or a kind of body, hold."""
    return Quorum(rule.quorum_number, rule.quorum_fraction, rule.quorum_needs_chair, source=source)


def quorum_words(row: Mapping[str, Any]) -> str:
    """The rule of a row of a list, in words."""
    number, fraction = row["quorum_number"], row["quorum_fraction"]
    return Quorum(number, fraction, row["quorum_needs_chair"], source="").words


def quorum_of(
    board: Board,
    on: date,
    moment: datetime | None = None,
    terms: list[TermsOfReference] | None = None,
) -> Quorum:
    """The quorum of a board on a day, as recorded at a moment: that of the terms of reference in
    force, or of its kind where they say none. Two queries, or one with all its terms."""
    for each in in_force(terms_of(board, moment) if terms is None else terms, on):
        rule = quorum(each, each.title)
        if rule.words:
            return rule
    kind = BodyKind.objects.at(moment, id=board.kind_id).get()
    return quorum(kind, kind.name)


def voting_seats(board: Board, on: date) -> list[Appointment]:
    """The seats on a day that count for its quorum, filled or not: those that vote, or where no
    seat says that it votes, all of its chairs and members. One query."""
    held = Appointment.objects.live().filter(scope=board.scope_id, role__in=SEATED)
    seats = list(held.current(on).select_related("person", "group").in_order())
    return [seat for seat in seats if seat.is_voting] or seats


def terms_of(board: Board, moment: datetime | None = None) -> list[TermsOfReference]:
    """The versions of a board's terms of reference at a moment: drafts, then the newest adopted."""
    rows = TermsOfReference.objects.at(moment, board_id=board.pk).live()
    return list(rows.newest_first())


def in_force(terms: Iterable[TermsOfReference], on: date) -> list[TermsOfReference]:
    """The texts in force on a day, out of all of a board: the one that was adopted last, and any
    other that was adopted on the same day."""
    adopted = [each for each in terms if each.adopted_on is not None and each.adopted_on <= on]
    newest = max((each.adopted_on for each in adopted if each.adopted_on), default=None)
    return [each for each in adopted if each.adopted_on == newest]


@dataclass(frozen=True)
class Compared:
    """What two texts say of one thing, each with what only it says marked."""

    label: str
    left: tuple[Segment, ...]
    right: tuple[Segment, ...]
    is_same: bool
    is_long: bool = False


def compared(left: TermsOfReference, right: TermsOfReference) -> list[Compared]:
    """Where two texts say something, one beside the other."""
    short = [
        (str(_("Adopted on")), words.day(left.adopted_on), words.day(right.adopted_on)),
        (str(_("Quorum")), quorum(left, "").words, quorum(right, "").words),
        (str(_("Meets")), left.frequency, right.frequency),
    ]
    rows = [Compared(label, _all(a), _all(b), a == b) for label, a, b in short if a or b]
    for name in TEXTS:
        a, b = getattr(left, name), getattr(right, name)
        if a or b:
            rows.append(_compared_text(label_of(name), a, b))
    return rows


def label_of(name: str) -> str:
    field: Any = TermsOfReference._meta.get_field(name)
    return words.label(field)


def _all(text: str) -> tuple[Segment, ...]:
    return (Segment("same", text),) if text else ()


def _compared_text(label: str, before: str, after: str) -> Compared:
    segments = word_diff.compare(before, after)
    left = tuple(each for each in segments if each.kind != "added")
    right = tuple(each for each in segments if each.kind != "removed")
    return Compared(label, left, right, before == after, is_long=True)
