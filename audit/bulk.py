"""Writing many records at once inside `audited()`: a few statements, and a history row for each.

For imports and hand-overs. Each record is checked field by field; the database checks uniqueness
and constraints, and a breach gives one sentence for all records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from audit import deciding, following, guards, keeping
from audit.change_sets import open_change_set
from audit.checking import untold
from audit.errors import Conflict, Refused
from audit.history import history_model, history_row
from audit.models import TrackedModel
from audit.places import places_of
from audit.rings import refuse_rings
from audit.writing import change, refuse_changed_outside

Record = TypeVar("Record", bound=TrackedModel)

AT_ONCE = 500
"""Rows in one statement: engines limit the values that one may carry."""


def create_many(model: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Write new records and return them. Raises Refused, and then nothing is written."""
    moment = open_change_set().moment
    records = [model(**fields) for fields in rows]
    for record in records:
        record.follow()
        _check(record)
    with transaction.atomic():
        with _refusing():
            models.QuerySet.bulk_create(model.objects.all(), records, AT_ONCE)
        _record(records, "+", {record.pk: moment for record in records})
    for record in records:
        following.note(record)
    return records


def change_many(records: Sequence[Record], **fields: Any) -> list[Record]:
    """Set the same fields on all of these records and return those that changed, as they are now.
    Raises Conflict when one is no longer at the version that was read, Refused when a rule forbids
    it; then nothing is written."""
    open_change_set()
    if not records:
        return []
    if type(records[0]).is_scope and "parent" in fields:  # each also moves what is below it
        return [change(r, expected_version=r.version, **fields) for r in records]
    rows: Any = type(records[0]).objects
    changed = [
        record
        for record in _as_read(rows, records)
        if any(getattr(record, name) != value for name, value in fields.items())
    ]
    for record in changed:
        deciding.refuse_undecided(record, [n for n, v in fields.items() if getattr(record, n) != v])
        keeping.before_change(record, fields)
        for name, value in fields.items():
            setattr(record, name, value)
        record.version += 1
        refuse_rings(record, fields)
        _check(record)
    values = {**fields, "version": models.F("version") + 1}
    with _naming(changed), transaction.atomic():
        with _refusing():
            for some in _batches([record.pk for record in changed]):
                models.QuerySet.update(rows.filter(pk__in=some), **values)
        _record(changed, "~", _moments(changed))
    for record in changed:
        following.note(record)
    return changed


def _as_read(rows: Any, records: Sequence[Record]) -> list[Record]:
    """The records as they are now, locked. Raises Conflict when one has another version."""
    read = {record.pk: record.version for record in records}
    current: list[Record] = []
    for some in _batches(sorted(read)):
        current += rows.select_for_update(no_key=True).filter(pk__in=some).order_by("pk")
    for record in current:
        if record.version != read[record.pk]:
            raise Conflict(_("Somebody else has changed this since you opened it."), record)
    return current


def _record(records: Sequence[Record], kind: str, moments: Mapping[int, datetime]) -> None:
    """Write the history rows of records that have just been written."""
    places = places_of(records)
    rows = [history_row(r, kind, moments[r.pk], places[r.pk]) for r in records]
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, AT_ONCE)


def _moments(records: Sequence[Record]) -> dict[int, datetime]:
    """When each of these records changes: at the change set's moment, but never before its own
    last version. The database refuses a load instead."""
    change_set = open_change_set()
    moments = {record.pk: change_set.moment for record in records}
    if change_set.is_loaded:
        return moments
    for some in _batches(list(moments)):
        rows = history_model(type(records[0]))._base_manager.filter(id__in=some).order_by()
        for key, last in rows.values_list("id").annotate(last=models.Max("history_date")):
            moments[key] = max(change_set.moment, last)
    return moments


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _check(record: TrackedModel) -> None:
    relations = {field.name for field in record._meta.fields if field.remote_field}
    try:
        record.full_clean(relations, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        fields = {name: list(messages) for name, messages in error.message_dict.items()}
        raise Refused(f"{record}: {' '.join(error.messages)}", fields) from error


@contextmanager
def _refusing() -> Iterator[None]:
    """Raises Refused when a constraint of the database is broken."""
    try:
        yield
    except IntegrityError as error:
        if guards.CHANGED_OUTSIDE in str(error):
            raise
        sentence = _("One of these conflicts with the others, so none was saved.")
        raise Refused(sentence) from error


@contextmanager
def _naming(records: Sequence[TrackedModel]) -> Iterator[None]:
    """Raises ChangedOutside, which names the records that are not as their history says."""
    try:
        yield
    except IntegrityError as error:
        keys = untold(type(records[0]), [record.pk for record in records])
        refuse_changed_outside(error, *(r for r in records if r.pk in keys))
        raise
