"""Turns by the names of pages, so that each is asked for by a few of many; with FAULTS=long by all.

A turn is the same in every run, and a further page does not change the turns of the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from zlib import crc32

from tests.faults.lengths import IS_LONG

T = TypeVar("T")
FORMS = ("_add", "_edit", "_archive", "_restore")
"""The ends of the names of pages that each kind of record has, and that one class of view shows."""


def turn(*names: object) -> int:
    return crc32(" ".join(map(str, names)).encode())


def is_dealt(name: object, *, of: int, to: int = 0) -> bool:
    """Whether it is the turn of the one with a number among so many."""
    return IS_LONG or (turn(name) + to) % of == 0


def hand(names: Iterable[T], *, of: int, to: int = 0) -> list[T]:
    """What is dealt to the one with a number among so many."""
    return [name for name in names if is_dealt(name, of=of, to=to)]
