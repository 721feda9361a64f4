"""What was changed in a place, by a person, or everywhere, newest first: one entry for each change
set. It is read from the index of all histories (`audit.models.RecordedChange`), each page by a key:
the next page begins where this one ended, so page 5,000 costs no more than page 1."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial, reduce
from itertools import groupby
from operator import attrgetter, or_
from types import SimpleNamespace
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Cast

from audit.history import history_model
from audit.models import RecordedChange, tracked_models
from audit.queries.families import Kind
from audit.queries.first_changes import NEWEST_FIRST, OLDEST_FIRST, Key, Place, first_told
from audit.queries.history import RecordChange, nameable, record_change
from audit.queries.versions import fields_told
from values import words

AT_ONCE = 500
RECORDS_A_PAGE = 50
"""A busy week is a page or two, because the same act on one day takes one line."""
_ONE_MORE = RECORDS_A_PAGE + 1


@dataclass(frozen=True)
class Line:
    """What a change set did to one record, and the record to which it belongs: `whole` is that
    one's name, empty if there is none."""

    kind: str
    whole: str
    change: RecordChange


@dataclass(frozen=True)
class ActivityEntry:
    """What one change set did to the records of a page."""

    change_set: uuid.UUID
    actor_id: int
    on_behalf_of_id: int | None
    when: datetime
    reason: str
    is_loaded: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ActivityPage:
    """Entries, and the keys of the pages beside this one; empty if there is none."""

    entries: list[ActivityEntry]
    newer: str
    older: str


def page_of_activity(
    changes: QuerySet[RecordedChange],
    reader: models.Model,
    *,
    before: str = "",
    after: str = "",
    places: Sequence[Place] = (),
) -> ActivityPage:
    """The page of changes, among those in places that a reader may see, that comes `before` a key
    in time, or `after` it; the newest without either. A change must lie in one of the `places`, if
    any are given. Three queries, or more if it has kinds of record with drafts. Raises ValueError
    for what is not a key."""
    if after:
        newer = changes.filter(Key.parse(after).newer())
        batch = first_told(newer, reader, places, OLDEST_FIRST, _ONE_MORE)
        rows, more_newer, more_older = batch[:RECORDS_A_PAGE][::-1], len(batch) == _ONE_MORE, True
    else:
        older = changes.filter(Key.parse(before).older()) if before else changes
        batch = first_told(older, reader, places, NEWEST_FIRST, _ONE_MORE)
        rows, more_newer, more_older = batch[:RECORDS_A_PAGE], bool(before), len(batch) == _ONE_MORE
    return ActivityPage(
        entries=_entries(rows, reader),
        newer=str(Key.of(rows[0])) if rows and more_newer else "",
        older=str(Key.of(rows[-1])) if rows and more_older else "",
    )


def whole_activity(
    changes: QuerySet[RecordedChange],
    reader: models.Model,
    *,
    most: int,
    places: Sequence[Place] = (),
) -> list[ActivityEntry]:
    """All changes, newest first. Two queries for every 500 changes. Raises ValueError for more than
    `most` of them."""
    rows = first_told(changes, reader, places, NEWEST_FIRST, most + 1)
    if len(rows) > most:
        raise ValueError(most)
    parts = (rows[first : first + AT_ONCE] for first in range(0, len(rows), AT_ONCE))
    return [entry for part in parts for entry in _entries(part, reader)]


def _entries(rows: Sequence[RecordedChange], reader: models.Model) -> list[ActivityEntry]:
    versions = _versions(rows, reader)
    names = _names(versions.values(), reader)
    entries = []
    for _, group in groupby(rows, attrgetter("change_set")):
        told: dict[tuple[str, int], list[int]] = {}
        for change in group:
            key = (change.kind, change.record_id, change.version)
            if key in versions:  # the rest is not for this reader
                told.setdefault(key[:2], []).append(change.version)
        if told:
            steps = [(*record, min(of_it), max(of_it)) for record, of_it in told.items()]
            lines = tuple(_line(*step, versions, names) for step in steps)
            label, record_id, _first_of_it, last = steps[0]
            entries.append(_entry(versions[label, record_id, last].row, lines))
    return entries


def _entry(row: Any, lines: tuple[Line, ...]) -> ActivityEntry:
    return ActivityEntry(
        change_set=row.change_set,
        actor_id=row.history_user_id,
        on_behalf_of_id=row.on_behalf_of_id,
        when=row.history_date,
        reason=row.history_change_reason or "",
        is_loaded=row.is_loaded,
        lines=lines,
    )


def _line(
    label: str, record_id: int, first: int, last: int, versions: Versions, names: Names
) -> Line:
    """What happened to a record from the first to the last version that a change set made."""
    version, before = versions[label, record_id, last], versions.get((label, record_id, first - 1))
    kind = Kind(version.model)
    old = before.row if before else None
    change = record_change(kind, fields_told(kind), version.row, old, names)
    return Line(label, _whole(version, names), replace(change, is_own=False))


def _whole(version: Version, names: Names) -> str:
    model = version.model
    if not model.part_of:
        return ""
    field = model._meta.get_field(model.part_of)
    return names.get(field.related_model, {}).get(getattr(version.row, field.attname), "")


@dataclass(frozen=True)
class Version:
    """One version of a record, its values read back from the union of all kinds."""

    model: type[Any]
    row: Any  # the values of a history row

    @property
    def key(self) -> VersionKey:
        return (self.model._meta.label_lower, self.row.id, self.row.version)


VersionKey = tuple[str, int, int]
Versions = dict[VersionKey, Version]
Names = dict[type[models.Model], dict[Any, str]]


def _versions(rows: Sequence[RecordedChange], reader: models.Model) -> Versions:
    """These versions of records and those before them, as far as the reader may see them. One
    query for all kinds of record."""
    wanted: dict[str, list[RecordedChange]] = defaultdict(list)
    for row in rows:
        wanted[row.kind].append(row)
    models_by_kind = {model._meta.label_lower: model for model in tracked_models()}
    reads = [
        _read(models_by_kind[kind], changes, reader)
        for kind, changes in wanted.items()
        if kind in models_by_kind
    ]
    if not reads:
        return {}
    union = reads[0].union(*reads[1:], all=True) if len(reads) > 1 else reads[0]
    read = [_version(models_by_kind[kind], values) for kind, values in union]
    return {version.key: version for version in read}


def _read(model: Any, changes: Iterable[RecordedChange], reader: models.Model) -> QuerySet:
    values = Columns(_fields_read(model))
    kind = Value(model._meta.label_lower, output_field=models.CharField())
    rows = model.objects.versions().visible_to(reader).filter(_which(changes))
    return rows.annotate(kind_of_record=kind, all_values=values).values_list(
        "kind_of_record", "all_values"
    )


class Columns(models.Expression):
    """Columns of a query's first table as one JSON value, by name, as JSONObject makes it; but that
    would handle each of two hundred columns separately."""

    FUNCTIONS: ClassVar = {"sqlite": "JSON_OBJECT", "postgresql": "JSONB_BUILD_OBJECT"}

    def __init__(self, fields: Sequence[Any]) -> None:
        super().__init__(output_field=models.JSONField())
        self.fields = fields

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        quote = compiler.quote_name_unless_alias
        table = quote(compiler.query.get_initial_alias())
        pairs = (f"'{field.attname}', {table}.{quote(field.column)}" for field in self.fields)
        return f"{self.FUNCTIONS[connection.vendor]}({', '.join(pairs)})", ()


def _which(changes: Iterable[RecordedChange]) -> Q:
    """The condition for these versions and those before them: one for all records that need the
    same versions. A condition for each would take longer than reading them."""
    needed: dict[int, set[int]] = defaultdict(set)
    for change in changes:
        needed[change.record_id] |= {change.version, change.version - 1}
    alike: dict[frozenset[int], list[int]] = defaultdict(list)
    for record_id, versions in needed.items():
        alike[frozenset(versions)].append(record_id)
    which = (Q(id__in=ids, version__in=versions) for versions, ids in alike.items())
    return reduce(or_, which)


NOT_READ = (
    "history_id", "history_type", "recorded_at", "request_id",
    "stood_in", "stood_within", "stood_above",
)  # fmt: skip


@cache
def _fields_read(model: Any) -> tuple[Any, ...]:
    fields = history_model(model)._meta.concrete_fields
    return tuple(field for field in fields if field.attname not in NOT_READ)


@cache
def _converted(model: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The converter from JSON to the field's own type, for each field that needs one."""
    return tuple(
        (field.attname, partial(_python, field))
        for field in _fields_read(model)
        if not field.remote_field and not isinstance(field, SAME_IN_JSON)
    )


SAME_IN_JSON = (models.IntegerField, models.CharField, models.TextField)


def _version(model: Any, values: dict[str, Any]) -> Version:
    for name, convert in _converted(model):
        values[name] = convert(values[name])
    return Version(model, SimpleNamespace(**values))


def _python(field: Any, value: Any) -> Any:
    """A value as the database wrote it into JSON, in the field's own type. SQLite writes moments
    in UTC without saying so."""
    converted = field.to_python(value)
    if isinstance(converted, datetime) and converted.tzinfo is None:
        return converted.replace(tzinfo=UTC)
    return converted


def _names(versions: Iterable[Version], reader: models.Model) -> Names:
    """The names of the records that these versions point at, as far as the reader may see them.
    One query for all kinds of record."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for version in versions:
        of: Any = version.model
        for name, model in _related(of):
            key = getattr(version.row, name)
            if key is not None:
                wanted[model].add(key)
    labels = {model._meta.label_lower: model for model in wanted}
    names: Names = {model: {} for model in wanted}
    if not wanted:
        return names
    parts = [_names_of_kind(model, keys, reader) for model, keys in wanted.items()]
    union = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    for label, key, name in union:
        names[labels[label]][key] = _name(labels[label], name)
    return names


@cache
def _related(model: Any) -> tuple[tuple[str, Any], ...]:
    """The columns that point at other records, each with their kind."""
    fields = model._meta.concrete_fields
    return tuple((field.attname, field.related_model) for field in fields if field.remote_field)


def _names_of_kind(model: Any, keys: set[int], reader: models.Model) -> QuerySet:
    kind = Value(model._meta.label_lower, output_field=models.CharField())
    name = Cast(model.named_by, models.TextField())  # a number or a day names some
    records = nameable(model, reader).order_by().filter(pk__in=keys)
    named = records.annotate(kind_of_record=kind, name_of_it=name)
    return named.values_list("kind_of_record", "pk", "name_of_it")


def _name(model: Any, text: str) -> str:
    field = model._meta.get_field(model.named_by)
    return words.in_words(field, field.to_python(text))
