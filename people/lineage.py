"""How scopes lie in one another, to any depth: the one place that knows.

A scope keeps in `above` the way to it from the top, as text. The way `o1.g5.p9.` leads through the
office, whose key is 1, and programme 5 to project 9; what lies below a scope has a way that begins
with the scope's own. So one column, with one index, says both what is above and what is below; and
since it is tracked, it says so as at any day (docs/adr/0023-lineage-and-directions.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from people.choices import ScopeKind

LETTERS = {
    ScopeKind.OFFICE: "o",
    ScopeKind.PORTFOLIO: "f",
    ScopeKind.PROGRAMME: "g",
    ScopeKind.PROJECT: "p",
    ScopeKind.BOARD: "b",
}
"""What a step of a way begins with, by the kind of scope that it leads to."""


def step(kind: str, key: int) -> str:
    """The last step of the way to a scope."""
    return f"{LETTERS[ScopeKind(kind)]}{key}."


def step_of(way: str) -> str:
    """The last step of a way."""
    return way[way.rstrip(".").rfind(".") + 1 :]


def keys(way: str) -> list[int]:
    """The keys of the scopes along a way, from the top."""
    return [int(key) for key in re.findall(r"\d+", way)]


def around(way: str) -> str:
    """The way to the programme in which a project or a board lies, or to the portfolio that a board
    directs; empty if there is none, as for a committee of the council."""
    match = re.match(r"(.*[fg]\d+\.)\w", way)
    return match[1] if match else ""


def topmost(ways: Iterable[str]) -> list[str]:
    """Those of some ways that lie below none of the others."""
    topmost_ways: list[str] = []
    for way in sorted(ways):
        if not topmost_ways or not way.startswith(topmost_ways[-1]):
            topmost_ways.append(way)
    return topmost_ways
