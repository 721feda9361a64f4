"""My work: what waits for the person who is signed in. Each app adds its parts when it is ready, so
that no page on the left names what is on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from people.models import Person

Place = Literal["lead", "main", "side"]
Read = Callable[[Person], dict[str, Any] | None]
"""What a part shows a person, as its template needs it; None for nothing."""


@dataclass(frozen=True)
class Part:
    """A part of the page: one leads it, above all others; the others stand in its wide column or
    beside that, the lowest `order` first."""

    place: Place
    order: int
    template: str
    read: Read


_PARTS: list[Part] = []


def contribute(*parts: Part) -> None:
    """Add parts: called by apps when they are ready."""
    _PARTS.extend(parts)
    _PARTS.sort(key=lambda part: part.order)


def parts_for(person: Person) -> dict[str, list[dict[str, Any]]]:
    """The parts that say something to a person, by their place, each with its `template`."""
    found: dict[str, list[dict[str, Any]]] = {"lead": [], "main": [], "side": []}
    for part in _PARTS:
        shown = part.read(person)
        if shown is not None:
            found[part.place].append({"template": part.template, **shown})
    return found
