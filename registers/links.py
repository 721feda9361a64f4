"""The kinds of record that can be linked and commented on: one registry. An entry of a register is
always one of them; other kinds are added by their app, in its `apps.py`.

A link or a comment names its record by kind (`projects.project`) and key. A link is seen by those
who see both records; a comment by those who may follow what is said about its record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

Rows = Callable[[Any], QuerySet]
"""The records that a person may see."""


@dataclass(frozen=True)
class Kind:
    """A kind of record. `followed_by` finds those whose comments a person may read; a kind whose
    parts can be commented on separately names them, and the field by which they lead to it."""

    model: Any
    followed_by: Rows
    is_linked: bool = True
    part: Any = None

    @property
    def label(self) -> str:
        return str(self.model._meta.label_lower)


_KINDS: dict[str, Kind] = {}


def contribute(
    *models: Any, followed_by: Rows | None = None, part: Any = None, is_linked: bool = True
) -> None:
    """Let records of these kinds be linked and commented on; and what is `part` of them only
    commented on."""
    for model in models:
        rows = followed_by or model.objects.visible_to
        kind = Kind(model, rows, is_linked, part)
        _KINDS[kind.label] = kind


def kind_of(model: Any) -> Kind | None:
    return _KINDS.get(model._meta.label_lower)


def kinds() -> dict[str, Kind]:
    """Every such kind, by the word that links and comments keep."""
    return dict(_KINDS)


def linked_kinds() -> dict[str, Kind]:
    return {label: kind for label, kind in _KINDS.items() if kind.is_linked}


def both_ends_seen(reader: Any) -> Q:
    """The condition that a reader sees the records at both ends of a link."""
    seen = {label: kind.model.objects.visible_to(reader) for label, kind in linked_kinds().items()}
    return _among("from", seen.items()) & _among("to", seen.items())


def followed(reader: Any) -> Q:
    """The condition that a reader may read what is said about the record of a comment."""
    return _among("about", ((label, kind.followed_by(reader)) for label, kind in _KINDS.items()))


def _among(end: str, rows: Iterable[tuple[str, QuerySet]]) -> Q:
    each = (
        Q(**{f"{end}_kind": label, f"{end}_id__in": some.order_by().values("pk")})
        for label, some in rows
    )
    return reduce(or_, each, Q(pk__in=[]))
