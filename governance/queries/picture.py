"""The governance of a programme, or of everything that a reader sees, as at any day: which body
stands above which, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.choices import BoardKind
from governance.models import Board, BodyKind, Sponsorship
from governance.queries.board_words import join
from governance.queries.boards import chairs_of, kinds_of
from people import lineage
from people.choices import Role, ScopeKind
from people.models import Direction, Person, Scope
from people.seats import Seats, seats
from programmes.models import Programme
from projects.models import Project
from values import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Relation(Enum):
    """What leads to a body from the one above it."""

    NONE = "none"
    REPORTS = "reports"
    SPONSORED = "sponsored"
    DIRECTED = "directed"
    STEERS = "steers"


UNDER: dict[Relation, StrPromise] = {
    Relation.REPORTS: gettext_lazy("reports to %(above)s"),
    Relation.SPONSORED: gettext_lazy("sponsored by %(above)s"),
    Relation.DIRECTED: gettext_lazy("directed by %(above)s"),
    Relation.STEERS: gettext_lazy("steers a project of %(above)s"),
}


@dataclass(frozen=True)
class Node:
    """A body, a programme or a group that steers a project, with what stands below it. `scope` is
    None where the reader may not open its page; `also` are its other relations, in words."""

    title: str
    kind_words: str
    chair: str
    relation: Relation
    scope: Scope | None
    above: str = ""
    also: tuple[str, ...] = ()
    is_programme: bool = False
    below: tuple[Node, ...] = ()

    @property
    def place(self) -> str:
        """Why it stands where it stands: reports to the Transformation Board."""
        words = UNDER.get(self.relation)
        return str(words) % {"above": self.above} if words else ""


@dataclass
class _Records:
    """What is read at one moment."""

    moment: datetime | None
    boards: dict[int, Board]
    sponsors: dict[int, list[int]]
    """The keys of the bodies that sponsor a board."""
    directs: dict[int, list[int]]
    """The scopes that a board directs besides its own programme, by its key."""
    kinds: dict[int, BodyKind] = field(default_factory=dict)
    scopes: dict[int, Scope] = field(default_factory=dict)
    chairs: Seats = field(default_factory=dict)
    steers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What a board says of the projects that it steers, by its key."""
    seen: set[int] | None = None
    """The keys of the boards that the reader may see; None for a reader who sees all."""

    def above(self, key: int) -> Iterator[tuple[int, Relation]]:
        """What a board stands below, first what it reports to."""
        parent = self.boards[key].parent_id
        if parent in self.boards and parent is not None:
            yield parent, Relation.REPORTS
        for each in self.sponsors.get(key, ()):
            if each in self.boards:
                yield each, Relation.SPONSORED


def picture_of_programme(
    programme: Programme,
    moment: datetime | None,
    reader: Person | None = None,
    *,
    with_projects: bool = True,
) -> list[Node]:
    """The bodies that direct a programme, what stands above and below them, the programme, and the
    groups that steer its projects, as recorded at a moment. At most ten queries."""
    records = _read(moment)
    scope = Scope.objects.at(moment, id=programme.scope_id).get()
    directed = {scope.id, *lineage.keys(scope.above)}
    core = [
        key
        for key, board in records.boards.items()
        if board.programme_id == programme.id or directed.intersection(records.directs[key])
    ]
    shown = _closed(records, core)
    _complete(records, shown, reader, always=core)
    records.scopes[scope.id] = scope
    main = _main(records, core, programme.id)
    below = _steering(records, shown, programme, moment) if with_projects else ()
    node = _programme(programme, scope, records.boards.get(main), below)
    return _tree(records, shown, {main: [node]})


def picture_of_office(reader: Person, moment: datetime | None) -> list[Node]:
    """All bodies that a reader may see, with the programmes that they direct. At most nine
    queries."""
    records = _read(moment)
    boards = Board.objects.at(moment).live().visible_to(reader)
    shown = set(boards.values_list("id", flat=True)) & set(records.boards)
    _complete(records, shown, reader, always=shown)
    programmes = Programme.objects.at(moment).visible_to(reader).live().order_by("id")
    placed: dict[int, list[Node]] = defaultdict(list)
    by_programme = _directing(records, shown)
    for programme in programmes:
        core = sorted(by_programme[programme.id] | by_programme[-programme.scope_id])
        main = _main(records, core, programme.id)
        if main and programme.scope_id in records.scopes:
            scope = records.scopes[programme.scope_id]
            placed[main].append(_programme(programme, scope, records.boards[main]))
    return _tree(records, shown, placed)


def _directing(records: _Records, shown: set[int]) -> dict[int, set[int]]:
    """The boards that direct each programme: those that lie in it by its key, the others by minus
    the key of its scope."""
    found: dict[int, set[int]] = defaultdict(set)
    for key in shown:
        found[records.boards[key].programme_id or 0].add(key)
        for scope_id in records.directs[key]:
            found[-scope_id].add(key)
    return found


# --- reading ------------------------------------------------------------------------------------
def _read(moment: datetime | None) -> _Records:
    """Three queries."""
    on: date = clock.day_of(moment)
    boards = {board.id: board for board in Board.objects.at(moment).live().order_by("id")}
    sponsors: dict[int, list[int]] = defaultdict(list)
    links = Sponsorship.objects.at(moment).live().current(on).order_by("id")
    for board_id, sponsor_id in links.values_list("board_id", "sponsor_id"):
        sponsors[board_id].append(sponsor_id)
    by_scope = {board.scope_id: board.id for board in boards.values()}
    directs: dict[int, list[int]] = defaultdict(list)
    directions = Direction.objects.at(moment).live().current(on).order_by("id")
    for scope_id, directed_id in directions.values_list("scope_id", "directs_id"):
        if scope_id in by_scope:
            directs[by_scope[scope_id]].append(directed_id)
    return _Records(moment, boards, sponsors, directs)


def _complete(
    records: _Records, shown: set[int], reader: Person | None, always: Collection[int]
) -> None:
    """Read the kinds and chairs of the boards shown, their scopes, and those that they direct, as
    far as the reader may see them: chairs and pages of some boards `always`, others only if the
    reader may see the board. Five queries."""
    boards = [records.boards[key] for key in shown]
    records.kinds = kinds_of(boards, records.moment)
    records.chairs = seats((b.scope_id for b in boards), records.moment, role=Role.CHAIR)
    own = Scope.objects.at(records.moment, id__in={b.scope_id for b in boards})
    records.scopes = {scope.id: scope for scope in own}
    if reader is None:
        return
    ids = {scope.parent_id for scope in records.scopes.values()}.union(
        *(records.directs[key] for key in shown)
    )
    directed = Scope.objects.at(records.moment, id__in=ids).visible_to(reader)
    records.scopes |= {scope.id: scope for scope in directed}
    if not shown.issubset(always):
        visible = Board.objects.at(records.moment, id__in=shown).visible_to(reader)
        records.seen = {*visible.values_list("id", flat=True), *always}


def _closed(records: _Records, core: Iterable[int]) -> set[int]:
    """Some boards with all that stands above them, and what reports to them."""
    shown, step = set(core), set(core)
    while step:
        below = {k for k, board in records.boards.items() if board.parent_id in step}
        step = below - shown
        shown |= step
    step = set(core)
    while step:
        step = {key for each in step for key, _relation in records.above(each)} - shown
        shown |= step
    return shown


def _main(records: _Records, core: list[int], programme_id: int) -> int:
    """The key of the board under which a programme is drawn: its programme board, or the first of
    its boards; 0 where none directs it."""
    kinds = records.kinds

    def order(key: int) -> tuple[bool, bool, int]:
        board = records.boards[key]
        is_own = board.programme_id == programme_id
        return kinds[board.kind_id].key != BoardKind.PROGRAMME_BOARD, not is_own, key

    return min(core, key=order, default=0)


def _steering(
    records: _Records, shown: set[int], programme: Programme, moment: datetime | None
) -> tuple[Node, ...]:
    """The groups that steer projects of a programme: those that are not shown as boards anyway,
    whose box then says so. Two queries."""
    projects = Project.objects.at(moment, programme_id=programme.id).live().order_by("id")
    titles = dict(projects.values_list("scope_id", "title"))
    held = seats(titles, moment, role=Role.STEERING_GROUP) if titles else {}
    by_scope = {records.boards[key].scope_id: key for key in shown}
    nodes = []
    for scope_id, project in titles.items():
        for seat in held.get(scope_id, ()):
            steers = _("steers %(project)s") % {"project": project}
            if seat.group_id in by_scope:
                records.steers[by_scope[seat.group_id]].append(steers)
            elif seat.name:
                said = capfirst(steers)
                above = programme.title
                nodes.append(Node(seat.name, said, "", Relation.STEERS, None, above=above))
    return tuple(nodes)


def _programme(
    programme: Programme, scope: Scope, main: Board | None, below: tuple[Node, ...] = ()
) -> Node:
    return Node(
        title=programme.title,
        kind_words=_("Programme"),
        chair="",
        relation=Relation.DIRECTED if main else Relation.NONE,
        scope=scope,
        above=main.title if main else "",
        is_programme=True,
        below=below,
    )


# --- the tree -----------------------------------------------------------------------------------
def _tree(records: _Records, shown: set[int], placed: dict[int, list[Node]]) -> list[Node]:
    """The boards shown as trees, each below what it reports to or, failing that, what sponsors it;
    `placed` are programmes below their main boards (0: below none)."""
    first: dict[int, tuple[int, Relation]] = {}
    below: dict[int, list[int]] = defaultdict(list)
    for key in sorted(shown):
        uppers = [(above, relation) for above, relation in records.above(key) if above in shown]
        first[key] = uppers[0] if uppers else (0, Relation.NONE)
        below[first[key][0]].append(key)
    main_of = {node.scope.id: key for key, nodes in placed.items() for node in nodes if node.scope}
    reached: set[int] = set()

    def node(key: int) -> Node:
        reached.add(key)
        board, (above, relation) = records.boards[key], first[key]
        is_seen = records.seen is None or key in records.seen
        children = [node(each) for each in below[key] if each not in reached]
        return Node(
            title=board.title,
            kind_words=records.kinds[board.kind_id].name,
            chair=join(chairs_of(records.chairs.get(board.scope_id, ()))) if is_seen else "",
            relation=relation,
            scope=records.scopes.get(board.scope_id) if is_seen else None,
            above=records.boards[above].title if above else "",
            also=tuple(
                _also(records, key, first[key], main_of, is_alone=not above and not children)
            ),
            below=(*children, *placed.get(key, ())),
        )

    trees = [node(key) for key in below[0]]
    trees += [node(key) for key in sorted(shown) if key not in reached]
    return [*trees, *placed.get(0, ())]


def _also(
    records: _Records,
    key: int,
    first: tuple[int, Relation],
    main_of: dict[int, int],
    *,
    is_alone: bool,
) -> Iterator[str]:
    """What a board is to others besides the one below which it stands. The programme in which it
    lies is named where no line says what it has to do with it."""
    for above, relation in records.above(key):
        if (above, relation) != first:
            named = {"above": records.boards[above].title}
            sentence = _("also sponsored by %(above)s")
            yield (
                sentence if relation == Relation.SPONSORED else _("reports to %(above)s")
            ) % named
    yield from records.steers[key]
    own = [_own(records, key)] if is_alone else []
    for scope_id in [*own, *records.directs[key]]:
        scope = records.scopes.get(scope_id or 0)
        if scope is None or scope.kind not in (ScopeKind.PROGRAMME, ScopeKind.PORTFOLIO):
            continue
        if main_of.get(scope.id) != key:
            yield _("directs %(what)s") % {"what": scope.title}


def _own(records: _Records, key: int) -> int | None:
    """The scope in which a board lies."""
    scope = records.scopes.get(records.boards[key].scope_id)
    return scope.parent_id if scope else None
