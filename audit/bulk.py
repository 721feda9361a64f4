"""Writing many records at once inside `audited()`: a few statements, and a history row for each.

For imports and hand-overs. Each record is checked field by field; the rules that need the database
(uniqueness, constraints) are the database's own, and break with one sentence for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from audit.change_sets import open_change_set
from audit.errors import Conflict, Refused
from audit.history import history_row
from audit.models import TrackedModel
from audit.places import Place, key_of, place_of

Record = TypeVar("Record", bound=TrackedModel)

AT_ONCE = 500
"""Rows in one statement: engines limit the values that one may carry."""


def create_many(model: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Write new records and return them. Raises Refused, and then nothing is written."""
    records = [model(**fields) for fields in rows]
    for record in records:
        _check(record)
    _write(partial(models.QuerySet.bulk_create, model.objects.all(), records, AT_ONCE))
    _record(records, "+", open_change_set().moment)
    return records


def change_many(records: Sequence[Record], **fields: Any) -> list[Record]:
    """Set the same fields on all of these records and return those that changed, fresh.

    Raises Conflict when one is no longer at the version that was read, Refused when a rule says
    no; then nothing is written.
    """
    if not records:
        return []
    rows: Any = type(records[0]).objects
    read = {record.pk: record.version for record in records}
    current = list(rows.select_for_update().filter(pk__in=read).order_by("pk"))
    for record in current:
        if record.version != read[record.pk]:
            raise Conflict(_("Somebody else has changed this since you opened it."), record)
    changed = [r for r in current if any(getattr(r, n) != v for n, v in fields.items())]
    for record in changed:
        for name, value in fields.items():
            setattr(record, name, value)
        record.version += 1
        _check(record)
    ids = [record.pk for record in changed]
    values = {**fields, "version": models.F("version") + 1}
    for start in range(0, len(ids), AT_ONCE):
        some = rows.filter(pk__in=ids[start : start + AT_ONCE])
        _write(partial(models.QuerySet.update, some, **values))
    _record(changed, "~", _moment_after(changed))
    return changed


def _record(records: Sequence[Record], kind: str, moment: datetime) -> None:
    """Write the history rows of records that have just been written."""
    places: dict[tuple[Any, ...], Place] = {}
    rows = []
    for record in records:
        key = key_of(record)
        if key not in places:
            places[key] = place_of(record)
        rows.append(history_row(record, kind, moment, places[key]))
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, AT_ONCE)


def _moment_after(records: Sequence[Record]) -> datetime:
    """The change set's moment, but never before the last version of any of these records."""
    moment = open_change_set().moment
    if not records:
        return moment
    ids = [record.pk for record in records]
    for start in range(0, len(ids), AT_ONCE):
        rows = type(records[0]).history.filter(id__in=ids[start : start + AT_ONCE])
        last = rows.aggregate(last=models.Max("history_date"))["last"]
        moment = max(moment, last) if last else moment
    return moment


def _check(record: TrackedModel) -> None:
    try:
        record.clean_fields(exclude={f.name for f in record._meta.fields if f.remote_field})
        record.clean()
    except ValidationError as error:
        fields = {name: list(found) for name, found in error.message_dict.items()}
        raise Refused(f"{record}: {' '.join(error.messages)}", fields) from error


def _write(act: Callable[[], Any]) -> None:
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        sentence = _("One of these breaks a rule of the others, so none was saved.")
        raise Refused(sentence) from error
