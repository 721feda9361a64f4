"""Calls: a block or a figure that an author takes from the records by name, with choices.

`[milestones: projects=PRJ-0001 PRJ-0002, slip=late]` on a line of its own, or `{forecast:
milestone=12}` in a sentence. The text between the brackets is read here, and written here for a
menu to insert: a name and, after a colon, choices as `key=value` with commas between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

NEVER_IN_A_VALUE = ",=[]{}"
SPACES = re.compile(r"\s+")
KEY = re.compile(r"[a-z][a-z_-]{0,39}")


class CallRefused(Exception):
    """What is wrong with a call, in a sentence for its author."""


@dataclass(frozen=True)
class Call:
    """A name in lower case, and (key, value) of each choice in the order that they were typed."""

    name: str
    choices: tuple[tuple[str, str], ...] = ()


def normal(typed: str) -> str:
    """A call as it is looked up: its name in lower case, with single spaces throughout."""
    name, colon, choices = SPACES.sub(" ", typed.strip()).partition(":")
    return name.strip().lower() + (f": {choices.strip()}" if choices.strip() else colon)


def read_call(typed: str) -> Call:
    """Read what stands between the brackets. Raises CallRefused."""
    name, _colon, rest = normal(typed).partition(":")
    choices: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in rest.split(","))):
        key, sign, value = (piece.strip() for piece in part.partition("="))
        key = key.lower()
        if not sign or not KEY.fullmatch(key) or not value or "=" in value:
            facts = {"part": part}
            raise CallRefused(_("“%(part)s” is not a choice: write it as key=value.") % facts)
        if key in choices:
            raise CallRefused(_("“%(key)s” is chosen twice.") % {"key": key})
        choices[key] = value
    return Call(name, tuple(choices.items()))


def written(name: str, choices: Iterable[tuple[str, str]]) -> str:
    """The text that a menu puts between the brackets. Raises ValueError for text that could not be
    read back."""
    choices = list(choices)
    for key, value in choices:
        if not KEY.fullmatch(key) or not value or set(NEVER_IN_A_VALUE) & set(value):
            raise ValueError(f"{key}={value} cannot be written")
    typed = ", ".join(f"{key}={value}" for key, value in choices)
    return f"{name}: {typed}" if typed else name
