"""The list of who may do what (`policy.toml`, and one in each app for its pages), read once and
checked.

Everything that permits or refuses starts from here (`people/policy.py`); so do the help page and
the tests. It knows roles and acts by their names, and knows no person."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from people.choices import Act, Role

FILE = Path(__file__).with_name("policy.toml")
PAGES = tuple(
    FILE.parents[1] / app / "policy.toml" for app in settings.INSTALLED_APPS if app != "people"
)
"""Where each app says which act its own pages need; those that exist are read."""
SEE, LISTS = "see", "lists"
PAGES_OF_A_RECORD = ("add", "edit", "archive", "restore")


@dataclass(frozen=True)
class Row:
    """An act, in words, and the roles that may."""

    name: str
    group: str
    says: str
    who: frozenset[str]
    addresses: frozenset[str] = frozenset()
    and_the_programme: frozenset[str] = frozenset()
    waits: bool = False
    second_factor: bool = False
    asks_again: bool = False


@dataclass(frozen=True)
class Grant:
    """Roles, and those who may give them."""

    roles: frozenset[str]
    by: frozenset[str]
    two_people: bool = False


@dataclass(frozen=True)
class Rule:
    """The rules that always apply."""

    name: str
    says: str
    waits: bool = False


@dataclass(frozen=True)
class Matrix:
    """The whole list. `pages` are the addresses that need no act, by the reason why."""

    rows: tuple[Row, ...]
    grants: tuple[Grant, ...]
    rules: tuple[Rule, ...]
    pages: Mapping[str, frozenset[str]]

    @cached_property
    def by_name(self) -> Mapping[str, Row]:
        return {row.name: row for row in self.rows}

    def row(self, name: str) -> Row:
        return self.by_name[name]

    def acts_of(self, role: str) -> frozenset[str]:
        """What a role lets somebody do, as far as it is built."""
        return frozenset(row.name for row in self.rows if role in row.who and not row.waits)

    def asks_again(self, address: str) -> bool:
        """Whether a page's act is done only soon after signing in."""
        return any(row.asks_again for row in self.rows if address in row.addresses)

    @cached_property
    def listed(self) -> frozenset[str]:
        """Every page that the list names."""
        of_acts: Iterable[frozenset[str]] = (row.addresses for row in self.rows)
        return frozenset().union(*of_acts, *self.pages.values())

    def givers_of(self, role: str) -> frozenset[str]:
        """The roles whose holders may give a role."""
        return frozenset().union(*(grant.by for grant in self.grants if role in grant.roles))

    def needs_two(self, role: str) -> bool:
        return any(grant.two_people for grant in self.grants if role in grant.roles)

    def without(self, role: str, act: str) -> Matrix:
        """The list as it would be if a role could not do an act."""
        rows = (replace(row, who=row.who - {role}) if row.name == act else row for row in self.rows)
        return replace(self, rows=tuple(rows))


def read(file: Path = FILE, pages: Iterable[Path] = PAGES) -> Matrix:
    """Reads the list from a file, with the pages that the apps name. Raises ValueError for an entry
    that makes no sense."""
    data, of_apps = _toml(file), [_toml(path) for path in pages if path.exists()]
    needing: dict[str, set[str]] = defaultdict(set)
    free: dict[str, frozenset[str]] = {}
    places = []
    for named in of_apps:
        for act, entry in named.get("acts", {}).items():
            its_pages = _pages_of(**entry)
            needing[act] |= set(its_pages)
            places += its_pages
        for why, names in named.get("pages", {}).items():
            free[why] = free.get(why, frozenset()) | frozenset(names)
            places += names
    of_kinds = [entry for named in of_apps for entry in named.get("acts", {}).values()]
    needing[SEE] |= {page for entry in of_kinds for page in _seen(**entry)}.difference(places)
    lists = {page for entry in of_kinds for page in _lists(**entry)}
    free[LISTS] = free.get(LISTS, frozenset()) | lists
    matrix = Matrix(
        rows=tuple(_row(needing.pop(entry["name"], set()), **entry) for entry in data["act"]),
        grants=tuple(
            Grant(frozenset(e["roles"]), frozenset(e["by"]), e.get("two_people", False))
            for e in data["grant"]
        ),
        rules=tuple(Rule(**entry) for entry in data["rule"]),
        pages=free,
    )
    faults = [
        *_faults(matrix),
        *(f"there is no act {act}" for act in sorted(needing)),
        *(
            f"{place} stands here twice"
            for place in sorted({p for p in places if places.count(p) > 1})
        ),
    ]
    if faults:
        raise ValueError(f"{file.name}: {'; '.join(faults)}")
    return matrix


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _pages_of(
    *,
    records: Iterable[str] = (),
    registers: Iterable[str] = (),
    addresses: Iterable[str] = (),
) -> list[str]:
    """The pages that need the act of an entry."""
    kinds = [*records, *registers]
    return [*(f"{kind}_{page}" for kind in kinds for page in PAGES_OF_A_RECORD), *addresses]


def _seen(
    *, records: Iterable[str] = (), registers: Iterable[str] = (), **entry: Any
) -> Iterator[str]:
    """The pages of its kinds that anyone who sees the record may open, unless an app says
    otherwise."""
    yield from (f"{kind}_history" for kind in (*records, *registers))
    for kind in registers:
        yield from (f"{kind}_detail", f"{kind.replace(':', ':scope_')}_list")


def _lists(*, registers: Iterable[str] = (), **entry: Any) -> Iterator[str]:
    """Its lists, each of which shows what its reader may see."""
    return (f"{kind}_list" for kind in registers)


def _row(addresses: Iterable[str], **entry: Any) -> Row:
    named = ("who", "and_the_programme")
    entry |= {name: frozenset(entry.get(name, ())) for name in named}
    return Row(addresses=frozenset(addresses), **entry)


def _faults(matrix: Matrix) -> Iterable[str]:
    names = [row.name for row in matrix.rows]
    built = [row.name for row in matrix.rows if not row.waits]
    if sorted(built) != sorted(Act) or len(set(names)) != len(names):
        yield f"the acts that do not wait must be {', '.join(sorted(Act))}, each once"
    roles = {role.value for role in Role}
    for row in matrix.rows:
        yield from (f"{row.name}: there is no role {r}" for r in sorted(row.who - roles))
        if row.and_the_programme - row.who:
            yield f"{row.name}: who may in the programme must be among those who may"
    given = [role for grant in matrix.grants for role in grant.roles]
    if sorted(given) != sorted(roles) or any(grant.by - roles for grant in matrix.grants):
        yield "each role must be given by some role, in one place"
