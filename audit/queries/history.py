"""The history of a record in words: who did what, when and why, one entry for each change set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.history import history_model
from audit.places import path_to_scope
from audit.queries.families import Kind, nouns_of
from audit.queries.versions import FieldOfKind, History, Step, fields_told, is_change
from values import words
from values.fields import LongTextField
from values.word_diff import Segment, compare, shortened
from values.words import kept_by_language

LONG = 60  # characters: a longer title is compared word by word


class Happened(Enum):
    """What happened to a record. The value follows its noun: "Milestone created"."""

    CREATED = gettext_lazy("created")
    CHANGED = gettext_lazy("changed")
    ARCHIVED = gettext_lazy("archived")
    BROUGHT_BACK = gettext_lazy("brought back")

    @property
    def words(self) -> str:
        return str(self.value)


@kept_by_language
def _title(noun: str, happened: Happened) -> str:
    return capfirst(f"{noun} {happened.words}".lstrip())


@dataclass(frozen=True)
class FieldChange:
    """One field, before and after, in words; `before` is empty on the first version."""

    field: str
    before: str
    after: str
    is_text: bool = False

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """One text that shows what was removed and added; empty where before and after read
        well."""
        if not self.is_text:
            return ()
        segments = shortened(compare(self.before, self.after))
        is_short = max(len(self.before), len(self.after)) <= LONG
        return () if is_short and all(segment.kind != "same" for segment in segments) else segments


@dataclass(frozen=True)
class RecordChange:
    """What one change set did to one record. `version` is the version that it made; `is_own` says
    that this is the record whose history it is, not a part of it."""

    noun: str
    nouns: str
    name: str
    record_id: int
    version: int
    happened: Happened
    is_own: bool
    changes: tuple[FieldChange, ...]

    @property
    def title(self) -> str:
        """Milestone created; Archived, of the record itself."""
        return _title("" if self.is_own else self.noun, self.happened)


@dataclass(frozen=True)
class Entry:
    """What one change set did to a record and its parts, the record first. `when` is the time that
    as-at reading uses; `recorded_at` is the database's clock, which is later for loaded data."""

    change_set: UUID
    actor_id: int
    on_behalf_of_id: int | None
    when: datetime
    recorded_at: datetime
    reason: str
    request_id: str
    is_loaded: bool
    records: tuple[RecordChange, ...]
    left_out: int = 0  # further records that it changed, when only some are listed

    @property
    def title(self) -> str:
        """What happened, in a few words: Changed; Milestone created; 3 milestones changed."""
        first, count = self.records[0], len(self.records) + self.left_out
        if first.is_own or count == 1:
            return first.title
        if not self.is_alike:
            return _("%(count)d records changed") % {"count": count}
        facts = {"count": count, "nouns": first.nouns, "happened": first.happened.words}
        return _("%(count)d %(nouns)s %(happened)s") % facts

    @cached_property
    def is_alike(self) -> bool:
        """Whether the same happened to records of one kind."""
        return len({record.title for record in self.records}) == 1 and not self.left_out

    @property
    def own(self) -> RecordChange | None:
        """What it did to the record itself; None when it changed only parts."""
        return self.records[0] if self.records[0].is_own else None


def told(
    history: History,
    change_sets: Sequence[Sequence[Step]],
    only: FieldOfKind | None = None,
    most: int | None = None,
) -> list[Entry]:
    """These change sets of a history in words; `only` limits them to one field, `most` limits the
    records in each. One query for each kind of record in them, and one for each kind of record that
    these point at."""
    shown = [change_set[:most] for change_set in change_sets]
    steps = [step for some in shown for step in some]
    rows = _rows(history, steps)
    names = _names_of_related(history, steps, rows)
    return [
        _entry(
            [(step, _record_change(history, step, rows, names, only)) for step in some],
            rows,
            len(all_of_it) - len(some),
        )
        for some, all_of_it in zip(shown, change_sets, strict=True)
    ]


Rows = dict[tuple[str, int | None], Any]
Names = dict[type[models.Model], dict[Any, str]]


def _rows(history: History, steps: Iterable[Step]) -> Rows:
    """The values of the history rows of steps, by kind and key."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        wanted[step.kind] |= {key for key in (step.before, step.after) if key}
    return {
        (kind, row.history_id): row
        for kind, keys in wanted.items()
        for row in _values(history.kinds[kind].model, keys)
    }


def _values(model: Any, keys: Iterable[int]) -> QuerySet:
    columns = [field.attname for field in history_model(model)._meta.concrete_fields]
    rows = model.objects.versions().filter(history_id__in=keys)
    return rows.values_list(*columns, named=True)  # takes half the time of whole history rows


def _entry(shown: list[tuple[Step, RecordChange]], rows: Rows, left_out: int) -> Entry:
    last = max((step for step, _ in shown), key=lambda step: step.version.moment)
    row = rows[last.kind, last.after]
    return Entry(
        change_set=row.change_set,
        actor_id=row.history_user_id,
        on_behalf_of_id=row.on_behalf_of_id,
        when=row.history_date,
        recorded_at=row.recorded_at,
        reason=row.history_change_reason or "",
        request_id=row.request_id,
        is_loaded=row.is_loaded,
        records=tuple(change for _, change in shown),
        left_out=left_out,
    )


def _record_change(
    history: History, step: Step, rows: Rows, names: Names, only: FieldOfKind | None
) -> RecordChange:
    kind = history.kinds[step.kind]
    row, before = rows[step.kind, step.after], rows.get((step.kind, step.before))
    fields = [only.field] if only else fields_told(kind)
    return record_change(kind, fields, row, before, names)


def record_change(
    kind: Kind, fields: Iterable[models.Field], row: Any, before: Any, names: Names
) -> RecordChange:
    """What happened to a record between two of its versions; `before` is None for its first."""
    return RecordChange(
        noun=kind.noun,
        nouns=kind.nouns,
        name=name_of(kind.model, row),
        record_id=row.id,
        version=row.version,
        happened=happened(row, before),
        is_own=not kind.path,
        changes=tuple(changes_of(kind, fields, row, before, names)),
    )


def happened(row: Any, before: Any) -> Happened:
    if before is None:
        return Happened.CREATED
    if row.is_archived != before.is_archived:
        return Happened.ARCHIVED if row.is_archived else Happened.BROUGHT_BACK
    return Happened.CHANGED


def changes_of(
    kind: Kind, fields: Iterable[models.Field], row: Any, before: Any, names: Names
) -> Iterator[FieldChange]:
    """Those of the fields that changed, in words."""
    for field in fields_that_changed(kind, fields, row, before):
        new = getattr(row, field.attname)
        old = getattr(before, field.attname) if before else None
        was = in_words(field, old, names) if before else ""
        is_text = is_long(field) and bool(old) and bool(new)
        now = in_words(field, new, names)
        yield FieldChange(words.label(field), was, now, is_text)


def fields_that_changed(
    kind: Kind, fields: Iterable[models.Field], row: Any, before: Any
) -> Iterator[models.Field]:
    """The fields that differ between two versions. Leaves out whether it is archived, which
    `Happened` says, and in the first version the record that it is part of, where its history is
    shown."""
    for field in fields:
        if field.name == "is_archived" or (before is None and field.name == kind.model.part_of):
            continue
        old = getattr(before, field.attname) if before else None
        if is_change(getattr(row, field.attname), old, is_first=before is None):
            yield field


def is_long(field: models.Field) -> bool:
    """Whether a field holds text that is compared word by word."""
    if isinstance(field, LongTextField):
        return True
    is_title = isinstance(field, models.CharField) and not field.choices
    return is_title and (field.max_length or 0) > LONG


def name_of(model: type[Any], row: Any) -> str:
    """A record's name in one of its versions. A record without a name of its own is called by its
    noun and its day; the noun is already known here."""
    name = str(model(*[getattr(row, field.attname) for field in model._meta.concrete_fields]))
    return name.removeprefix(nouns_of(model)[0]).strip() or name


def in_words(field: models.Field, value: Any, names: Names) -> str:
    """A stored value in words: a related record by its name."""
    if field.remote_field and value is not None:
        return names[field.remote_field.model].get(value, _("a record that you may not see"))
    return words.in_words(field, value)


def _names_of_related(history: History, steps: Iterable[Step], rows: Rows) -> Names:
    """The names of the records that changed fields point at, or pointed at before."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for step in steps:
        kind = history.kinds[step.kind]
        row, before = rows[step.kind, step.after], rows.get((step.kind, step.before))
        for field in fields_that_changed(kind, fields_told(kind), row, before):
            if field.remote_field:
                seen = [version for version in (row, before) if version]
                wanted[field.remote_field.model] |= {getattr(v, field.attname) for v in seen}
    return {model: names_of(model, keys, history.reader) for model, keys in wanted.items()}


def names_of(model: Any, keys: Iterable[Any], reader: models.Model) -> dict[Any, str]:
    """The names of related records by key. Records in a scope are named only if the reader may see
    them; people and units are named to everybody, as on the pages. One query, or none."""
    keys = {key for key in keys if key is not None}
    if not keys:
        return {}
    return {record.pk: str(record) for record in nameable(model, reader).filter(pk__in=keys)}


def nameable(model: Any, reader: models.Model) -> QuerySet:
    """The records whose names a reader may read where other records mention them."""
    in_scope = model.is_scope or path_to_scope(model)
    records: QuerySet = model.objects.visible_to(reader) if in_scope else model._base_manager.all()
    return records
