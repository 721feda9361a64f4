"""What is said about a record, as its page shows it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from audit.errors import NotFound
from people.models import Person
from people.queries import names_of
from registers import links
from registers.links import Kind
from registers.models import Comment
from registers.queries.ends import key_of


@dataclass(frozen=True)
class Said:
    """A comment, or an answer."""

    id: int
    version: int
    text: str
    by: str
    to: str
    at: datetime


@dataclass(frozen=True)
class Thread:
    """A comment with its answers; `about` names the part of the record that it is about."""

    first: Said
    about: str
    answers: tuple[Said, ...]
    resolved_by: str
    is_resolved: bool


def parts_of(record: Any, reader: Person) -> dict[int, str]:
    """The parts of a record that a reader may comment on separately, by key. One query, or none."""
    kind = links.kind_of(type(record))
    part = links.kind_of(kind.part) if kind is not None and kind.part is not None else None
    if kind is None or part is None:
        return {}
    parts: Any = part.followed_by(reader).filter(**{kind.part.part_of: record.pk})
    parts = parts.live().in_order()
    return {part.pk: str(part) for part in parts}


def threads(
    record: Any, reader: Person, moment: datetime | None, parts: dict[int, str]
) -> list[Thread]:
    """What a reader may read of what was said about a record and its parts by a moment, the oldest
    first. Two queries."""
    kind = links.kind_of(type(record))
    of = [key_of(record)]
    if kind is not None and parts:
        of.append((kind.part._meta.label_lower, *parts))
    rows = _rows(of, reader, moment)
    people = {getattr(r, n) for r in rows for n in ("written_by_id", "to_id", "resolved_by_id")}
    names = names_of(people - {None})
    answers: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        if row.answers_id:
            answers[row.answers_id].append(_said(row, names))
    return [
        Thread(
            first=_said(row, names),
            about=parts.get(row.about_id, "") if row.about_kind != key_of(record)[0] else "",
            answers=tuple(answers[row.id]),
            resolved_by=names.get(row.resolved_by_id, ""),
            is_resolved=row.resolved_at is not None,
        )
        for row in rows
        if not row.answers_id
    ]


def _rows(of: list[tuple[Any, ...]], reader: Person, moment: datetime | None) -> list[Any]:
    """Comments on records that the reader is known to follow, by kind and keys: only their own
    marks are asked. The oldest first."""
    about = Q()
    for kind, *keys in of:
        about |= Q(about_kind=kind, about_id__in=keys)
    rows = Comment.objects.at(moment, about).live()
    return list(rows.not_kept_from(reader).in_order())


def _said(row: Comment, names: Any) -> Said:
    return Said(
        id=row.id,
        version=row.version,
        text=row.text,
        by=names.get(row.written_by_id, ""),
        to=names.get(row.to_id, ""),
        at=row.written_at,
    )


def follows(reader: Person, kind: Kind, record: Any) -> bool:
    """Whether a person may read what is said about a record. One query."""
    return kind.followed_by(reader).filter(pk=record.pk).exists()


def find_followed(reader: Person, label: str, key: int) -> Any:
    """The record of a kind and key, if the person may read what is said about it. Raises
    NotFound."""
    kind = links.kinds().get(label)
    record = kind and kind.followed_by(reader).filter(pk=key).first()
    if record is None:
        raise NotFound
    return record
