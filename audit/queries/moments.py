"""One record as it was at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from audit.errors import NotRecordedThen
from audit.models import TrackedModel

Record = TypeVar("Record", bound=TrackedModel)


def as_recorded(record: Record, moment: datetime | None) -> Record:
    """A record as it was at a moment, with the same columns and no relations; None is now.

    Raises NotRecordedThen. One query for the past.
    """
    if moment is None:
        return record
    rows: Any = type(record).objects
    row = rows.filter(pk=record.pk).at(moment).first()
    if row is None:
        raise NotRecordedThen(str(record), moment)
    return row
