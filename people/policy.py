"""Who may do what: one rule, read by every page, export and command.

A right is a role held in a scope: which role gives which right stands in `policy.toml`. It reaches
the scope and everything below it; a seat on a board reaches the programme that the board directs.
Rights end on the day the appointment ends. A restricted record is for its named readers
alone, whatever other rights they or others have (`people/restrictions.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from audit.change_sets import SYSTEM_ID
from audit.querysets import list_of
from people import lineage, matrix
from people.choices import ROLES_OF_SCOPE, Act, ScopeKind
from people.matrix import Row
from people.models import Appointment, Direction, Person, RestrictedReader, Scope
from people.querysets import in_force
from values import clock

MATRIX = matrix.read()

Records = TypeVar("Records", bound=QuerySet)


@dataclass(frozen=True)
class Holding:
    """A role that somebody holds, and the way to its scope."""

    role: str
    kind: str
    way: str
    directs: str = ""  # the way to what their board also directs: one holding for each

    @property
    def scope_id(self) -> int:
        return lineage.keys(self.way)[-1]


def holdings(person: Person) -> tuple[Holding, ...]:
    """The roles that a person holds today. One query, kept on the person for the request."""
    kept = getattr(person, "_holdings", None)
    if kept is None:
        kept = keep_holdings(person, _with_directions(_seats_today(person.pk)).values_list(*HELD))
    return kept


def held_by(key: str) -> Subquery:
    """For `annotate`: the roles held today by the person that a row's `key` names, as
    `keep_holdings` takes them."""
    return list_of(_with_directions(_seats_today(OuterRef(key))), *HELD)


def keep_holdings(person: Person, rows: Iterable[Any] | None) -> tuple[Holding, ...]:
    """Keep the roles of a person, which have been read, for the request."""
    kept = tuple(_holding(*row) for row in rows or ())
    person._holdings = kept  # type: ignore[attr-defined]
    return kept


def _seats_today(person: Any) -> QuerySet:
    return Appointment.objects.live().current(clock.today()).filter(person_id=person)


def _with_directions(seats: QuerySet) -> QuerySet:
    """Appointments with what makes a holding (HELD): one row for each thing that a board
    directs."""
    still = Q(scope__directions__is_archived=False)
    still &= in_force(clock.today(), "scope__directions__")
    return seats.annotate(direction=FilteredRelation("scope__directions", condition=still))


HERE, THERE = "scope__", "direction__directs__"
HELD = ("role", *(place + name for place in (HERE, THERE) for name in ("kind", "id", "above")))


def _holding(role: str, kind: str, key: int, above: str, *directs: Any) -> Holding:
    there, other, above_it = directs
    directed = "" if other is None else above_it + lineage.step(there, other)
    return Holding(role, kind, above + lineage.step(kind, key), directed)


def can(
    person: Person, act: Act, record: Any = None, *, as_one_of: Collection[str] | None = None
) -> bool:
    """Whether a person may do `act` to a record, to a scope, or (None) to the office, by any of
    their roles or `as_one_of` some. What stands in several scopes asks for the right in each. The
    caller loads the record with its scope and everything in between."""
    if person.is_archived or is_closed(person, record):
        return False
    row = MATRIX.row(act)
    roles = row.who if as_one_of is None else row.who & set(as_one_of)
    held = [holding for holding in holdings(person) if holding.role in roles]
    return all(_reaches(held, row, scope) for scope in standings(record))


def _reaches(held: Iterable[Holding], row: Row, scope: Scope | None) -> bool:
    """Whether some roles let their holder do something in a scope (None: only the office)."""
    if any(holding.kind == ScopeKind.OFFICE for holding in held):
        return True
    reached = tuple(way for holding in held for way in _reach(holding, row))
    if scope is None or not reached:
        return False
    return scope.way.startswith(reached) or any(
        directed.way.startswith(reached) for directed in _directed_by(scope, row)
    )


def _directed_by(scope: Scope, row: Row) -> Iterable[Scope]:
    """The ways to what a board directs, for acts that a right there also allows on the board
    itself. One query, for a board."""
    if scope.kind == ScopeKind.BOARD and row.and_the_programme:
        live = Direction.objects.live().current(clock.today()).filter(scope=scope)
        return (direction.directs for direction in live.select_related("directs"))
    return ()


def lets_in(seat: Appointment, act: Act, scope: Scope) -> bool:
    """Whether an appointment, on its days, lets its holder do `act` in a scope. The caller loads it
    with its own scope."""
    row = MATRIX.row(act)
    if seat.role not in row.who:
        return False
    rows = _with_directions(Appointment.objects.filter(pk=seat.pk))
    return _reaches([_holding(*values) for values in rows.values_list(*HELD)], row, scope)


def needs_second_factor(person: Person) -> bool:
    """Whether a password alone is not enough for the roles that a person holds."""
    roles = {role for row in MATRIX.rows if row.second_factor for role in row.who}
    return any(holding.role in roles for holding in holdings(person))


def reach_of(person: Person, act: Act) -> tuple[bool, frozenset[int]]:
    """(in every scope, the scopes in which a person may do `act`, and in all that lies below)."""
    everywhere, ways = ways_of(person, act)
    return everywhere, frozenset(lineage.keys(way)[-1] for way in ways)


def ways_of(person: Person, act: Act) -> tuple[bool, frozenset[str]]:
    """The same, with the ways to the scopes."""
    row = MATRIX.row(act)
    held = [] if person.is_archived else [h for h in holdings(person) if h.role in row.who]
    everywhere = any(h.kind == ScopeKind.OFFICE for h in held)
    return everywhere, frozenset(way for holding in held for way in _reach(holding, row))


def lets(role: str) -> tuple[str, ...]:
    """What a role lets its holder do, in words."""
    acts = MATRIX.acts_of(role)
    return tuple(_(row.says) for row in MATRIX.rows if row.name in acts)


def grantable(person: Person, scope: Scope) -> frozenset[str]:
    """The roles of a scope that a person may give there. Mandate itself may give any."""
    roles = ROLES_OF_SCOPE[ScopeKind(scope.kind)]
    if person.pk == SYSTEM_ID:
        return frozenset(roles)
    if person.is_archived:
        return frozenset()
    held = {
        h.role
        for h in holdings(person)
        if h.kind == ScopeKind.OFFICE or scope.way.startswith(h.way)
    }
    return frozenset(role for role in roles if held & MATRIX.givers_of(role))


def visible(
    records: Records, person: Person, scope: str = "scope", *, within: Collection[str] = ()
) -> Records:
    """The records that a person may see; `scope` is the path from the record to its scope, and
    empty for scopes themselves.

    For rows as they were at a past moment, today's rights in the record's present scope decide.
    For a record that can move, `within` are the paths to the scopes above it: then today's rights
    in the scopes that the record had at that moment count as well, to any depth (ADR 0003).
    """
    seen = where_may(person, Act.SEE, records.model, scope)
    everywhere, ways = ways_of(person, Act.SEE)
    if ways and not everywhere and hasattr(records.model, "instance_type"):
        below = _lies_in(ways, _boards_on(MATRIX.row(Act.SEE)))
        for path in within:
            seen |= Q(**{f"{path}__in": below})
        moment = getattr(records, "moment", None)
        if within and moment is not None:
            seen |= Q(**{f"{scope}_id__in" if scope else "id__in": _lay_in(ways, moment)})
    return records.filter(seen)


def is_closed(person: Person, record: Any) -> bool:
    """Whether a record, or a version of one, is restricted and the person is not a reader of it.
    One query for what is restricted."""
    live = getattr(type(record), "instance_type", type(record))
    mark = getattr(live, "restricted_by", "")
    key = getattr(record, live._meta.get_field(mark).attname) if mark else None
    return key is not None and not _readings(person).filter(restriction=key).exists()


def open_to_all(records: Records) -> Records:
    """The records, or versions, that are not restricted now and were not then: a public document
    may draw on these."""
    live = getattr(records.model, "instance_type", records.model)
    open_ones = records.filter(restriction__isnull=True)
    if live is records.model:
        return open_ones
    return open_ones.exclude(id__in=live._base_manager.filter(restriction__gt=0).values("id"))


def visible_now_or_then(records: Records, person: Person, moment: datetime | None) -> Records:
    """The live records that a person may see now, or might see as they were at a moment."""
    now = records.visible_to(person)  # type: ignore[attr-defined]
    if moment is None:
        return now
    then = records.at(moment).visible_to(person)  # type: ignore[attr-defined]
    return records.filter(Q(pk__in=now.values("id")) | Q(pk__in=then.values("id")))


def where_may(person: Person, act: Act, model: type[Any], scope: str = "scope") -> Q:
    """The condition on rows of a model, or of its history, that a person may do `act` to them."""
    return _reached(person, act, model, scope) & not_closed(person, model)


def _reached(person: Person, act: Act, model: type[Any], scope: str) -> Q:
    everywhere, ways = ways_of(person, act)
    if everywhere:
        return Q(pk__isnull=False)
    if not ways:
        return Q(pk__in=[])
    live: Any = getattr(model, "instance_type", model)
    # Scopes first: there are few, and each index from there on leads to few records.
    within = _lies_in(ways, _boards_on(MATRIX.row(act)))
    if live is model:
        return Q(**{f"{scope or 'pk'}__in": within})
    before, after = _keys_where(live, scope or "pk")
    return Q(id__in=RawSQL(f"{before}{within.sql}{after}", within.params))  # noqa: S611  our own


def not_closed(person: Person, model: type[Any]) -> Q:
    """The condition that rows are not restricted, or that the person is a reader of them. A version
    is judged by its own mark and by its record's mark today, whichever is stricter."""
    live = getattr(model, "instance_type", model)
    if not live.restricted_by:
        return Q()
    mark = live._meta.get_field(live.restricted_by)
    read = Q(**{f"{mark.attname}__in": readable(person)})
    if not mark.null:
        return read
    unmarked = Q(**{f"{mark.attname}__isnull": True})
    if live is model:
        return unmarked | read
    return (unmarked | read) & ~Q(id__in=closed(person, live).values("id"))


def closed(person: Person, model: type[Any]) -> QuerySet:
    """The restricted records, or versions, of a model that a person may not read. They are few, and
    the index on their mark finds them."""
    live = getattr(model, "instance_type", model)
    mark = live._meta.get_field(live.restricted_by).attname
    marked = model._base_manager.order_by().filter(**{f"{mark}__gt": 0})
    return marked.exclude(**{f"{mark}__in": readable(person)})


def readable(person: Person) -> RawSQL:
    """The restrictions of which a person is a reader today, as a subquery, kept as SQL."""
    kept = person.__dict__.get("_readable")
    if kept is None:
        query = _readings(person).values("restriction_id").query
        kept = person.__dict__["_readable"] = RawSQL(*query.sql_with_params())  # noqa: S611  as below
    return kept


def _readings(person: Person) -> QuerySet:
    readings: QuerySet = RestrictedReader.objects.current(clock.today())
    return readings.filter(person_id=person.pk)


def _boards_on(row: Row) -> date | None:
    """The day on which boards direct, for acts on boards; None for all others."""
    return clock.today() if row.and_the_programme else None


@lru_cache(maxsize=512)
def _lies_in(ways: frozenset[str], boards_on: date | None) -> RawSQL:
    """The scopes at the end of some ways and all that lies below them, as a subquery; for acts on
    boards also the boards that direct any of it on a day. It is kept as SQL, for whoever comes the
    same ways: one page uses it for a dozen kinds of record."""
    top = lineage.topmost(ways)
    keys = [lineage.keys(way)[-1] for way in top]
    below = reduce(or_, (Q(above__under=way) for way in top))
    parts: list[Any] = [
        Scope._base_manager.filter(part).values("pk") for part in (Q(pk__in=keys), below)
    ]
    if boards_on:
        live = Direction.objects.live().current(boards_on)
        below = reduce(or_, (Q(directs__above__under=way) for way in top))
        # Joined, not nested: SQLite reads only so many brackets inside each other.
        parts += [live.filter(part).values("scope") for part in (Q(directs__in=keys), below)]
    sql, values = zip(*(part.query.sql_with_params() for part in parts), strict=True)
    # Each part uses its index: OR would read the whole table.
    return RawSQL(" UNION ALL ".join(sql), [v for some in values for v in some])  # noqa: S611  ours


def _lay_in(ways: frozenset[str], moment: datetime) -> QuerySet:
    """The scopes that lay at a moment, at any depth, in those at the end of some ways today."""
    steps = (lineage.step_of(way) for way in sorted(ways))
    below = reduce(or_, (Q(above__contains=step) for step in steps))
    rows: QuerySet = Scope.objects.at(moment, below).order_by()
    return rows.values("id")


@cache
def _keys_where(model: type[Any], path: str) -> tuple[str, str]:
    """The SQL before and after the scopes in a subquery for the keys of records in those scopes. It
    is compiled once, since compiling takes longer than asking."""
    some = model._base_manager.filter(**{f"{path}__in": RawSQL("?", [])})
    before, _scopes, after = str(some.values("id").query).partition("?")
    return before, after


def standings(record: Any) -> tuple[Scope | None, ...]:
    """The scopes in each of which a right to a record must be held: its own, or all that a paper of
    several programmes serves. A part has those of its whole."""
    whole = record
    while whole is not None and not isinstance(whole, Scope):
        if hasattr(whole, "stands_in"):
            return tuple(whole.stands_in)
        if hasattr(whole, "scope_id") or not whole.part_of:
            break
        whole = getattr(whole, whole.part_of)
    return (standing(record),)


def standing(record: Any) -> Scope | None:
    """The scope of a record; a scope is its own. None for a record without one."""
    while record is not None and not isinstance(record, Scope):
        has_scope = hasattr(record, "scope_id") or not record.part_of
        record = record.scope if has_scope else getattr(record, record.part_of)
    return record


def _reach(held: Holding, row: Row) -> tuple[str, ...]:
    """The ways to the scopes in which, and below which, roles let their holder do something. For
    some roles these include the programme around the scope, or what the board directs."""
    if held.role not in row.and_the_programme:
        return (held.way,)
    return (held.way, *filter(None, (lineage.around(held.way), held.directs)))
