"""What apps further right add to meetings: they hold papers and packs, which meetings do not know.
Each app adds its functions in its `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

Links = list[tuple[str, str]]
"""(words, address)."""

PAPERS: list[Callable[[Collection[int], Any], dict[int, Links]]] = []
"""By the keys of items, and for a reader: the papers of each, and the review that it is about, with
their addresses."""

OFFERED: list[Callable[[Any, Any], Links]] = []
"""For a meeting and whoever plans it: what was submitted and is not on its agenda, with the address
of the verb that puts it there."""

TABLED: list[Callable[..., list[Any]]] = []
"""Puts on the agenda of a meeting, for somebody (`by`), all that was submitted for it, and returns
the new items; inside its own `audited()`."""

DECIDED: list[Callable[..., None]] = []
"""Told when a meeting (`by` whom) has decided in an item, with the decision that was entered;
inside its own `audited()`."""

MOVED: list[Callable[..., None]] = []
"""Told when a meeting (and `by` whom) is moved to another day; inside its own `audited()`."""

PLANNED: list[Callable[..., None]] = []
"""Told of a board whose meetings have changed, and (`by`) who changed them: some were planned,
moved, cancelled, archived or held after all; once, inside its own `audited()`."""

PROPOSED: list[Callable[[Any, Any], list[str]]] = []
"""For an item and a reader: the words that are proposed to the meeting, such as recommendations."""


def papers_of(items: Collection[int], reader: Any) -> dict[int, Links]:
    """The papers of each item."""
    found: dict[int, Links] = {}
    for read in PAPERS:
        for key, links in read(items, reader).items():
            found.setdefault(key, []).extend(links)
    return found


def offered_to(meeting: Any, person: Any) -> Links:
    return [link for offer in OFFERED for link in offer(meeting, person)]


def tell_decided(item: Any, decision: Any, *, by: Any) -> None:
    for tell in DECIDED:
        tell(item, decision, by=by)


def tell_planned(board: Any, *, by: Any) -> None:
    for tell in PLANNED:
        tell(board, by=by)


def proposed_in(item: Any, reader: Any) -> list[str]:
    return [words for propose in PROPOSED for words in propose(item, reader)]
