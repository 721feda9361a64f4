"""Boards as pages and papers read them, now or at a past moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from audit.queries.moments import as_recorded
from governance.models import Board, BodyKind, Sponsorship
from people import policy
from people.choices import BESIDE, SEATED, Role
from people.models import Direction, Person, Scope
from people.seats import Seat, seats
from programmes.models import Programme
from values import clock, words
from values.spelling import alphabetical


@dataclass(frozen=True)
class BoardRow:
    """A board with its seats, as it was at a moment."""

    id: int
    reference: str
    scope_id: int
    title: str
    kind: str  # its key
    kind_words: str
    purpose: str
    is_archived: bool
    programme_id: int | None
    programme_reference: str
    programme_title: str
    programme_scope_id: int | None
    parent_id: int | None
    parent_reference: str
    parent_title: str
    seats: tuple[Seat, ...]

    @property
    def chairs(self) -> tuple[str, ...]:
        """Who holds the chair, or "Nobody yet" if the seat is empty; suggested holders do not
        count."""
        return chairs_of(self.seats)

    @property
    def seat_count(self) -> int:
        return count_of(self.seats)


def count_of(held: Iterable[Seat]) -> int:
    """How many seats a board has: those who stand in, advise or attend hold none."""
    return sum(seat.role not in BESIDE and not seat.is_suggested for seat in held)


def chairs_of(held: Iterable[Seat]) -> tuple[str, ...]:
    chairs = (seat for seat in held if seat.role == Role.CHAIR and not seat.is_suggested)
    return tuple(seat.holder or _("Nobody yet") for seat in chairs)


def find_board(person: Person, reference: str, moment: datetime | None = None) -> Board:
    """The board at an address as it is now, with its scope and programme. Raises NotFound when the
    person may not know that it exists, or that it did at `moment`."""
    named = Board.objects.filter(reference=reference)
    visible = policy.visible_now_or_then(named, person, moment)
    return visible.select_related("scope", "programme").found()


def board_rows(
    boards: QuerySet | Iterable[Board],
    moment: datetime | None,
    reader: Person | None = None,
    is_placed: bool = True,
) -> list[BoardRow]:
    """Boards, as read at `moment`, in words and with their seats, in the order given. At most five
    queries: boards, kinds, programmes, parents, and seats.

    With a reader, a programme that the reader may not see is not named: a board may have left it.
    Unless they are to be placed, neither programmes nor parents are named.
    """
    boards = list(boards)
    named = Programme.objects.at(moment)
    named = named.visible_to(reader) if reader else named
    placed = boards if is_placed else []
    programmes = _titles(named, (b.programme_id for b in placed))
    parents = _titles(Board.objects.at(moment), (b.parent_id for b in placed))
    held = seats((b.scope_id for b in boards), moment)
    kinds = kinds_of(boards, moment)
    nothing = ("", "", None)
    return [
        BoardRow(
            id=board.id,
            reference=board.reference,
            scope_id=board.scope_id,
            title=board.title,
            kind=kinds[board.kind_id].key,
            kind_words=kinds[board.kind_id].name,
            purpose=board.purpose,
            is_archived=board.is_archived,
            programme_id=board.programme_id,
            programme_reference=programmes.get(board.programme_id or 0, nothing)[0],
            programme_title=programmes.get(board.programme_id or 0, nothing)[1],
            programme_scope_id=programmes.get(board.programme_id or 0, nothing)[2],
            parent_id=board.parent_id,
            parent_reference=parents.get(board.parent_id or 0, nothing)[0],
            parent_title=parents.get(board.parent_id or 0, nothing)[1],
            seats=tuple(held.get(board.scope_id, ())),
        )
        for board in boards
    ]


def kinds_of(boards: Iterable[Board], moment: datetime | None) -> dict[int, BodyKind]:
    """The kinds of boards as read at a moment, by their keys. One query."""
    ids = {board.kind_id for board in boards}
    return {kind.id: kind for kind in BodyKind.objects.at(moment, id__in=ids)} if ids else {}


def as_line(board: BoardRow) -> dict[str, Any]:
    """A board as the columns of a list name its values."""
    return vars(board) | {"chairs": "; ".join(board.chairs), "seat_count": board.seat_count}


def with_seats_and_programmes(
    rows: list[dict[str, Any]], reader: Person, moment: datetime | None
) -> list[dict[str, Any]]:
    """The rows of boards with chair, seats and all that each directs on the day of the moment, as
    far as the reader may see it. Three queries."""
    held = seats((row["scope_id"] for row in rows), moment)
    directed = _directed(rows, reader, moment)
    for row in rows:
        board_seats = held[row["scope_id"]]
        row["chairs"] = "; ".join(chairs_of(board_seats))
        row["seat_count"] = count_of(board_seats)
        row["directs"] = "; ".join(directed[row["scope_id"]])
    return rows


def _directed(
    rows: list[dict[str, Any]], reader: Person, moment: datetime | None
) -> dict[int, list[str]]:
    """The titles of what boards direct, by the keys of their scopes. Two queries."""
    pairs = [(row["scope_id"], row["own_scope_id"]) for row in rows if row["own_scope_id"]]
    boards = [row["scope_id"] for row in rows]
    links = Direction.objects.at(moment, scope_id__in=boards).live().current(clock.day_of(moment))
    pairs += links.order_by("id").values_list("scope_id", "directs_id")
    seen = Scope.objects.at(moment, id__in={there for _, there in pairs})
    titles = dict(seen.visible_to(reader).values_list("id", "title"))
    directed: dict[int, list[str]] = defaultdict(list)
    for board, there in pairs:
        if there in titles:
            directed[board].append(titles[there])
    return directed


def board_at(board: Board, moment: datetime | None, reader: Person | None = None) -> BoardRow:
    """A board at a moment. Raises NotRecordedThen."""
    return board_rows([as_recorded(board, moment)], moment, reader)[0]


@dataclass(frozen=True)
class DirectionRow:
    """What a board directs, as recorded at a moment; `id` is None for the programme in which the
    board lies."""

    id: int | None
    scope: Scope
    days: str = ""
    is_archived: bool = False


def directed_by(board: BoardRow, reader: Person, moment: datetime | None) -> list[DirectionRow]:
    """All that a board directs, as far as its reader may see it: the programme in which it lies,
    then what it directs besides, earlier, later and archived directions too. Two queries."""
    links = Direction.objects.at(moment, scope_id=board.scope_id)
    directions = list(links.order_by(F("starts_on").asc(nulls_first=True), "id"))
    ids = {board.programme_scope_id or 0, *(link.directs_id for link in directions)}
    seen = Scope.objects.at(moment, id__in=ids).visible_to(reader)
    scopes = {scope.id: scope for scope in seen}
    own = scopes.get(board.programme_scope_id or 0)
    rows = [
        DirectionRow(link.id, scopes[link.directs_id], _days(link), link.is_archived)
        for link in directions
        if link.directs_id in scopes
    ]
    return [DirectionRow(None, own), *rows] if own else rows


def _days(link: Direction | Sponsorship) -> str:
    """From 1 May 2012 until 3 June 2013; empty where neither day is known."""
    first, last = (words.day(day) if day else "" for day in (link.starts_on, link.ends_on))
    days = {"first": first, "last": last}
    if first and last:
        return _("from %(first)s until %(last)s") % days
    if first:
        return _("from %(first)s") % days
    return _("until %(last)s") % days if last else ""


def boards_of(programme_ids: Iterable[int], moment: datetime | None) -> list[BoardRow]:
    """The boards that direct programmes on the day of a moment, without archived ones: first those
    that lie in them, then those that also direct them; each in the order in which they were
    made."""
    return board_rows(boards_directing(programme_ids, moment), moment)


def boards_directing(programme_ids: Iterable[int], moment: datetime | None) -> list[Board]:
    ids = set(programme_ids)
    boards = directing(ids, moment).order_by("id")
    return sorted(boards, key=lambda board: board.programme_id not in ids)


def directing(ids: Collection[int], moment: datetime | None) -> QuerySet[Board]:
    """The same boards in no order, for a query within another: `ids` are those of programmes."""
    scopes = Programme.objects.filter(pk__in=ids).values("scope_id")
    links = Direction.objects.at(moment, directs_id__in=scopes).live().current(clock.day_of(moment))
    linked = links.values("scope_id")
    boards: QuerySet[Board] = Board.objects.at(
        moment, Q(programme_id__in=ids) | Q(scope_id__in=linked)
    )
    return boards.filter(is_archived=False)


@dataclass(frozen=True)
class Tie:
    """Another body, and what it is to a board: its sponsor, what it sponsors, what it succeeded, or
    what succeeded it. `reference` is empty where the reader may not see it; `id` is a sponsorship's
    that can be edited."""

    label: str
    title: str
    reference: str = ""
    days: str = ""
    id: int | None = None
    note: str = ""


def ties_of(board: Board, person: Person, moment: datetime | None) -> list[Tie]:
    """Of a board as recorded at a moment. Four queries at most."""
    links = Sponsorship.objects.at(moment, Q(board_id=board.id) | Q(sponsor_id=board.id))
    sponsorships = list(links.live().order_by(F("starts_on").asc(nulls_first=True), "id"))
    others = {each.sponsor_id for each in sponsorships} | {each.board_id for each in sponsorships}
    near = Q(id__in={*others, board.succeeds_id or 0}) | Q(succeeds_id=board.id)
    rows = Board.objects.at(moment, near)
    by_id = {row.id: row for row in rows.order_by("id")}
    seen = set(rows.visible_to(person).values_list("id", flat=True))

    def tie(label: str, other: int, days: str, key: int | None = None, note: str = "") -> Tie:
        row = by_id[other]
        return Tie(label, row.title, row.reference if other in seen else "", days, key, note)

    ties = []
    if board.succeeds_id in by_id:
        days, note = _from_day(board.succeeded_on), _("What it recorded stays on its own page.")
        ties.append(tie(_("Succeeds"), board.succeeds_id, days, note=note))
    ties += [
        tie(
            _("Succeeded by"),
            row.id,
            _from_day(row.succeeded_on),
            note=_("What was recorded before stays here."),
        )
        for row in by_id.values()
        if row.succeeds_id == board.id and not row.is_archived
    ]
    for link in sponsorships:
        is_own = link.board_id == board.id
        label = _("Sponsored by") if is_own else _("Sponsors")
        other = link.sponsor_id if is_own else link.board_id
        if other in by_id:
            ties.append(tie(label, other, _days(link), link.id if is_own else None))
    return ties


def _from_day(day: date | None) -> str:
    return _("from %(first)s") % {"first": words.day(day)} if day else ""


def seated(held: Iterable[Seat]) -> list[Seat]:
    """The seats that make up a board: without substitutes, advisers, those in attendance, and
    suggested ones."""
    return [seat for seat in held if seat.role in SEATED and not seat.is_suggested]


def counting(held: Iterable[Seat]) -> list[Seat]:
    """The seats that count for a quorum: those that vote, or where none says so, all that make up
    the board."""
    seats = seated(held)
    return [seat for seat in seats if seat.is_voting] or seats


def reporting_to(board: Board, person: Person, moment: datetime | None) -> list[Board]:
    """The boards below a board that a person may see, by title."""
    below = Board.objects.at(moment, parent_id=board.pk).live()
    return list(below.visible_to(person).order_by(alphabetical("title"), "id"))


def _titles(rows: QuerySet, ids: Iterable[int | None]) -> dict[int, tuple[str, str, int | None]]:
    keys = {i for i in ids if i}
    if not keys:
        return {}
    told = rows.filter(id__in=keys).values_list("id", "reference", "title", "scope_id")
    return {pk: (ref, title, scope_id) for pk, ref, title, scope_id in told}
