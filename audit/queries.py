"""The history of a record, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import words
from audit.models import TrackedModel

UNSAID = {"id", "version"}


@dataclass(frozen=True)
class Change:
    """One field, before and after, in words; `before` is empty on the first version."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """What one change set did to a record."""

    change_set: UUID
    actor_id: int
    when: datetime
    reason: str
    is_loaded: bool
    is_first: bool
    changes: tuple[Change, ...]
    version: int


def history_of(record: TrackedModel, versions: QuerySet) -> list[Entry]:
    """The versions of a record, newest first, each with what it changed since the version before
    it. `versions` are those that the reader may see: of the rest nothing is told. Queries: one,
    and one for each kind of record it points at."""
    rows = list(versions.filter(id=record.pk).order_by("history_date", "history_id"))
    names = _names_of_related(type(record), rows)
    entries, before = [], None
    for row in rows:
        entries.append(_entry(type(record), row, before, names))
        before = row
    return entries[::-1]


def _entry(model: type[TrackedModel], row: Any, before: Any, names: dict) -> Entry:
    changes = []
    for field in model.history.model.tracked_fields:
        if field.name in UNSAID or isinstance(field, models.OneToOneField):
            continue
        new = getattr(row, field.attname)
        old = getattr(before, field.attname) if before else None
        if before is None and (new is None or new == "" or new is False):
            continue
        if before is None or new != old:
            said = _words(field, new, names)
            was = _words(field, old, names) if before else ""
            changes.append(Change(capfirst(str(field.verbose_name)), was, said))
    return Entry(
        change_set=row.change_set,
        actor_id=row.history_user_id,
        when=row.history_date,
        reason=row.history_change_reason or "",
        is_loaded=row.is_loaded,
        is_first=before is None,
        changes=tuple(changes),
        version=row.version,
    )


def _words(field: models.Field, value: Any, names: dict) -> str:
    if field.remote_field and value is not None:
        return names[field.remote_field.model].get(value, _("unknown"))
    return words.in_words(field, value)


def _names_of_related(model: type[TrackedModel], rows: Iterable[Any]) -> dict:
    wanted: dict[type[models.Model], set] = defaultdict(set)
    for field in model.history.model.tracked_fields:
        if field.remote_field:
            wanted[field.remote_field.model] |= {getattr(row, field.attname) for row in rows}
    return {
        related: {found.pk: str(found) for found in related._base_manager.filter(pk__in=keys)}
        for related, keys in wanted.items()
    }
