"""The steps of a history: what each change set did to which record, newest first.

One query reads all kinds of record, but only what orders and narrows them: the versions themselves
are read for one page at a time (`audit/queries/history.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models
from django.db.models import CharField, QuerySet
from django.db.models.expressions import RawSQL

from audit.history import history_model
from audit.models import TrackedModel
from audit.queries.families import Kind, kinds_of


class Version(NamedTuple):
    """One history row, without its record's values. Moments stay in the database's text form, which
    sorts in the same order: reading 5,000 of them takes half the time."""

    kind: str
    record_id: int
    moment: str
    history_id: int
    recorded_at: str
    change_set: str
    actor_id: int


class Step(NamedTuple):
    """What one change set did to one record: the history rows before (None for its first) and
    after."""

    kind: str
    before: int | None
    after: int
    version: Version

    @property
    def change_set(self) -> str:
        return self.version.change_set

    @property
    def actor_id(self) -> int:
        return self.version.actor_id

    @property
    def moment(self) -> datetime:
        """In UTC, even though SQLite does not say so."""
        return datetime.fromisoformat(self.version.moment).replace(tzinfo=UTC)


@dataclass(frozen=True)
class FieldOfKind:
    """A field by which a history can be narrowed."""

    kind: Kind
    field: models.Field


@dataclass(frozen=True)
class History:
    """The history of a record as one reader may see it."""

    record: TrackedModel
    reader: models.Model
    kinds: Mapping[str, Kind]
    steps: tuple[Step, ...]

    def actors(self) -> set[int]:
        """The people who changed something, by id."""
        return {step.actor_id for step in self.steps}

    def fields(self) -> dict[str, FieldOfKind]:
        """The fields that may have changed, such as "milestone.forecast_on"."""
        told = {step.kind for step in self.steps}
        return {
            f"{name}.{field.name}": FieldOfKind(kind, field)
            for name, kind in self.kinds.items()
            if name in told
            for field in fields_told(kind)
        }

    def change_sets(
        self,
        *,
        actor_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        field: FieldOfKind | None = None,
    ) -> list[list[Step]]:
        """The steps of each change set, newest first; the record's own step before its parts'.

        `since` and `until` are inclusive. With a field, only the steps that changed it: one query.
        """
        changed = self._steps_that_change(field) if field else self.steps
        by_change_set: dict[str, list[Step]] = {}
        for step in changed:
            version = step.version
            if actor_id not in (None, version.actor_id):
                continue
            if (since and step.moment < since) or (until and step.moment > until):
                continue
            by_change_set.setdefault(version.change_set, []).append(step)
        return sorted(by_change_set.values(), key=self._place, reverse=True)

    def _steps_that_change(self, of: FieldOfKind) -> list[Step]:
        rows = of.kind.versions(self.record, self.reader)
        values = dict(rows.values_list("history_id", of.field.attname))
        is_whole = of.field.name == of.kind.model.part_of  # reports moves, not the first place
        return [
            step
            for step in self.steps
            if step.kind == of.kind.name
            and not (is_whole and step.before is None)
            and is_change(values[step.after], values.get(step.before), is_first=not step.before)
        ]

    def _place(self, steps: Sequence[Step]) -> tuple[Any, ...]:
        """The order of change sets in time. Those with the same moment on both clocks follow the
        rows of the record itself."""
        if len(steps) == 1:  # most do
            version = steps[0].version
            return version.moment, version.recorded_at, version.history_id, version.history_id
        own = [s.after for s in steps if not self.kinds[s.kind].path]
        newest = max(s.version.recorded_at for s in steps)
        return (max(s.version.moment for s in steps), newest, *own, max(s.after for s in steps))


def history_for(record: TrackedModel, reader: models.Model) -> History:
    """The history of a record and of its parts, without versions that the reader may not see: these
    do not show as a "before" either. One query."""
    kinds = kinds_of(type(record))
    rows = [_index_rows(kind, record, reader) for kind in kinds.values()]
    union = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    versions: dict[str, list[Version]] = {name: [] for name in kinds}
    for row in union:
        versions[row[0]].append(Version._make(row))
    steps: list[Step] = []
    for of_kind in versions.values():
        for _, of_record in groupby(sorted(of_kind), attrgetter("record_id")):
            steps += _steps(of_record)
    return History(record, reader, kinds, tuple(steps))


def fields_told(kind: Kind) -> tuple[models.Field, ...]:
    """The fields that a history shows: not the key, the version's number, the scope that a record
    has to itself, or what its model lists as `untold`."""
    model: Any = kind.model
    return _fields_told(model)


@cache
def _fields_told(model: Any) -> tuple[models.Field, ...]:
    return tuple(
        field
        for field in history_model(model).tracked_fields
        if field.name not in ("id", "version", *model.untold)
        and not isinstance(field, models.OneToOneField)
    )


def is_change(value: Any, before: Any, *, is_first: bool) -> bool:
    """Whether a field changed; in a record's first version, whether it was filled in."""
    if is_first:
        return value is not None and value != "" and value is not False
    return bool(value != before)


def _index_rows(kind: Kind, record: TrackedModel, reader: models.Model) -> QuerySet:
    return (
        kind.versions(record, reader)
        .annotate(
            kind_of_record=RawSQL(f"'{kind.name}'", ()),  # noqa: S611  a model's name
            dated=AsText("history_date"),
            recorded=AsText("recorded_at"),
            change=AsText("change_set"),
        )
        .values_list(
            "kind_of_record",
            "id",
            "dated",
            "history_id",
            "recorded",
            "change",
            "history_user_id",
        )
    )


class AsText(models.Expression):
    """A column of a query's first table as text. Django's own expression would take several times
    as long to make, for three columns of each of a dozen kinds of record."""

    output_field = CharField()

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:
        quote = compiler.quote_name_unless_alias
        table = quote(compiler.query.get_initial_alias())
        return f"CAST({table}.{quote(self.column)} AS text)", ()


def _steps(versions: Iterable[Version]) -> list[Step]:
    """The versions of one record, oldest first, as steps: one for each change set."""
    steps: list[Step] = []
    before = None
    for _, group in groupby(versions, attrgetter("change_set")):
        *_, last = group
        steps.append(Step(last.kind, before, last.history_id, last))
        before = last.history_id
    return steps
