"""One record as it was at a moment, and values of records that others point at."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import OuterRef, Subquery

from audit.errors import NotRecordedThen
from audit.models import TrackedModel

Record = TypeVar("Record", bound=TrackedModel)


def as_recorded(record: Record, moment: datetime | None) -> Record:
    """A record as it was at a moment, with the same columns but no relations; None is now. Raises
    NotRecordedThen. One query for the past."""
    if moment is None:
        return record
    rows: Any = type(record).objects
    row = rows.filter(pk=record.pk).at(moment).first()
    if row is None:
        raise NotRecordedThen(str(record), moment)
    return row


def value_at(
    moment: datetime | None, model: Any, key: str, field: str, reader: Any = None
) -> Subquery:
    """For `annotate`: the value that a field had, at a moment, in the record that a row's `key`
    names; with a reader, only where they may see it."""
    named = model.objects.of_each(moment, id=OuterRef(key))
    named = named if reader is None else named.visible_to(reader)
    return Subquery(named.order_by().values(field)[:1])
