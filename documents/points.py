"""A point of a drawn line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """A value at a place from left to right, such as a day's ordinal, with both in words."""

    place: float
    value: float
    place_words: str
    value_words: str
    is_hollow: bool = False
