"""The first changes in an order of time, read from the index of all histories: everywhere or in
some places, as far as their versions are not hidden from their reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

from audit.models import RecordedChange, tracked_models


@dataclass(frozen=True)
class Key:
    """A place in the order of time."""

    moment: datetime
    id: int

    @classmethod
    def of(cls, change: RecordedChange) -> Key:
        return cls(change.moment, change.pk)

    @classmethod
    def parse(cls, text: str) -> Key:
        """Raises ValueError for what is not a key."""
        moment, _, pk = text.partition("_")
        parsed = datetime.fromisoformat(moment)
        if parsed.tzinfo is None or not 0 < int(pk) < 2**63:
            raise ValueError(text)
        try:
            return cls(parsed.astimezone(UTC), int(pk))
        except OverflowError:  # a time zone at the edge of time
            raise ValueError(text) from None

    def __str__(self) -> str:
        return f"{self.moment.isoformat()}_{self.id}"

    def older(self) -> Q:
        """The condition for what comes after this place. An index serves its first part."""
        rest = Q(moment__lt=self.moment) | Q(moment=self.moment, id__lt=self.id)
        return Q(moment__lte=self.moment) & rest

    def newer(self) -> Q:
        rest = Q(moment__gt=self.moment) | Q(moment=self.moment, id__gt=self.id)
        return Q(moment__gte=self.moment) & rest


Place = tuple[str, int]
"""(column of the index, scope): what lies in it, or within it."""

NEWEST_FIRST = ("-moment", "-id")
OLDEST_FIRST = ("moment", "id")


def first_told(
    changes: QuerySet[RecordedChange],
    reader: models.Model,
    places: Sequence[Place],
    order: Sequence[str],
    most: int,
) -> list[RecordedChange]:
    """The first changes in an order whose versions are not hidden from a reader, as drafts are. A
    kind is asked about once a change of it is met: a condition for every kind that hides versions
    would take longer than all else on a page. Whether the reader may see the record where it is
    now is checked afterwards."""
    hiding = _kinds_that_hide_from(reader)
    told, asked = changes, set[str]()
    while True:
        rows = _first(told, places, order, most)
        met = {row.kind for row in rows}.intersection(hiding) - asked
        if not met:
            return rows
        for kind in sorted(met):
            told = _told_of_kind(told, kind, hiding[kind], reader)
        asked |= met


def _kinds_that_hide_from(reader: models.Model) -> dict[str, Any]:
    kinds = _kinds_that_hide().items()
    return {kind: model for kind, model in kinds if model.objects.all().hides_from(reader)}


@cache
def _kinds_that_hide() -> dict[str, Any]:
    """Those whose versions may be hidden from somebody."""
    kinds: dict[str, Any] = {model._meta.label_lower: model for model in tracked_models()}
    return {kind: m for kind, m in kinds.items() if m.objects.all().hides_versions}


def _told_of_kind(
    changes: QuerySet[RecordedChange], kind: str, model: Any, reader: models.Model
) -> QuerySet[RecordedChange]:
    """The changes without the versions of a kind that are hidden from a reader."""
    seen = model.objects.versions().told_to(reader)
    # One value for each row: PostgreSQL would compute EXISTS for the whole history at once.
    seen = seen.filter(history_id=OuterRef("history_id")).values("history_id")[:1]
    return changes.filter(~Q(kind=kind) | Q(history_id=Subquery(seen)))


def _first(
    changes: QuerySet[RecordedChange],
    places: Sequence[Place],
    order: Sequence[str],
    most: int,
) -> list[RecordedChange]:
    """The first changes in an order. An index gives the first of each place; all places at once
    would be read whole and sorted."""
    if not places:
        return list(changes.order_by(*order)[:most])
    sql, values = _first_of_each(changes, places, order, most)
    columns = ", ".join(f"{name.lstrip('-')}{' DESC' * name.startswith('-')}" for name in order)
    # Not as a condition of another query: SQLite reads only so many selections in each other.
    found = RecordedChange.objects.raw(f"{sql} ORDER BY {columns} LIMIT {most}", values)
    return list(found)


SOME_SCOPE = -1
"""A placeholder for the scope of a place while a query is compiled."""


def _first_of_each(
    changes: QuerySet[RecordedChange], places: Sequence[Place], order: Sequence[str], most: int
) -> tuple[str, list[Any]]:
    """SQL for the first changes in each place. The places of a column differ only by their
    scope: their query is compiled once, because compiling takes longer than asking."""
    compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}
    parts, values = [], []
    for number, (column, scope) in enumerate(places):
        if column not in compiled:
            first = changes.filter(**{column: SOME_SCOPE}).order_by(*order)[:most]
            compiled[column] = first.query.sql_with_params()
        sql, parameters = compiled[column]
        parts.append(f"SELECT * FROM ({sql}) place_{number}")  # noqa: S608  Django's own SQL
        values += [scope if value == SOME_SCOPE else value for value in parameters]
    return " UNION ".join(parts), values
