"""Checks, over the whole database, that every tracked record agrees with its history.

What a guard refuses can still happen where guards do not reach: through a SQLite client that turns
on neither foreign keys nor recursive triggers, through the owner of a PostgreSQL database, or when
only some tables are restored. It is found here, and an operator settles it by a new version, which
says that Mandate found the change and why it was accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from audit import guards
from audit.guards import INDEX, TrackedTable
from audit.history import history_model, history_row
from audit.models import TrackedModel, tracked_models
from audit.places import places_of
from audit.writing import audited

INDEXED = {
    "history_id": "history_id", "record_id": "id", "change_set": "change_set", "version": "version",
    "actor_id": "history_user_id", "moment": "history_date", "is_loaded": "is_loaded",
}  # fmt: skip
"""Each column of the index of all histories, and the column of a history row that it repeats."""


@dataclass(frozen=True)
class Finding:
    """Something that does not agree, in a sentence. `key` is that of a record that can be settled;
    `owed` is an obligation left open although the record agrees with its history."""

    sentence: str
    model: type[TrackedModel] | None = None
    key: int | None = None
    owed: tuple[str, int] | None = None


def findings() -> Iterator[Finding]:
    """Whatever does not agree in the whole database; nothing when all is well."""
    reported: set[tuple[str, int]] = set()
    for model, table in zip(tracked_models(), guards.tracked_tables(), strict=True):
        for key in untold(model):
            reported.add((table.table, key))
            yield Finding(_in_words(model, key), model, key)
        yield from _of_history(model, table)
    yield from _of_obligations(reported)


def settle(to_settle: Collection[Finding], *, by: models.Model, reason: str) -> int:
    """Write each record as it was found as a new version, by Mandate itself, and return how many
    were written. What no new version can settle (lost history, a lost record) stays a finding."""
    records = [f for f in to_settle if f.model is not None and f.key is not None]
    with audited(by=by, reason=reason) as change_set, connection.cursor() as cursor:
        for finding in records:
            _write_version(finding.model, finding.key, change_set.moment, cursor)
        for finding in to_settle:
            if finding.owed is not None:
                cursor.execute("DELETE FROM audit_due WHERE tbl = %s AND pk = %s", finding.owed)
    return len(records)


def untold(model: type[TrackedModel], among: Collection[int] | None = None) -> list[int]:
    """The keys of the records (of some, or of all) that differ from their newest history row, or
    have none."""
    (table,) = (t for t in guards.tracked_tables() if t.table == model._meta.db_table)
    differ = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    differs = " OR ".join(f'r."{c}" {differ} n."{c}"' for c in table.columns)
    some = ""
    if among is not None:
        some = f'AND r."{table.key}" IN ({", ".join(str(int(key)) for key in among) or "NULL"})'
    return _keys(
        f"""SELECT r."{table.key}" FROM "{table.table}" r LEFT JOIN "{table.history}" n
            ON n.history_id = (SELECT o.history_id FROM "{table.history}" o
                WHERE o."{table.key}" = r."{table.key}"
                ORDER BY o.history_date DESC, o.history_id DESC LIMIT 1)
            WHERE (n.history_id IS NULL OR {differs}) {some} ORDER BY 1"""
    )


def _of_history(model: type[TrackedModel], t: TrackedTable) -> Iterator[Finding]:
    name = model._meta.verbose_name
    lost = f"""SELECT DISTINCT h."{t.key}" FROM "{t.history}" h WHERE NOT EXISTS
        (SELECT 1 FROM "{t.table}" r WHERE r."{t.key}" = h."{t.key}") ORDER BY 1"""
    for key in _keys(lost):
        yield Finding(
            f"{name} {key} ({t.table}) is missing, though its history exists. Put the row back "
            "from a backup."
        )
    index, columns = ", ".join(INDEXED), ", ".join(INDEXED.values())
    told = f'SELECT {columns} FROM "{t.history}"'
    line = f"SELECT {index} FROM {INDEX} WHERE kind = '{t.kind}'"
    for key_name, first, other, sentence in (
        ("id", told, line, "has a version that the index of all histories lacks"),
        ("record_id", line, told, "has a line in the index of all histories without a version"),
    ):
        for key in _keys(f"SELECT DISTINCT {key_name} FROM ({first} EXCEPT {other}) found"):
            yield Finding(
                f"{name} {key} ({t.table}) {sentence}. Restore the database from a backup."
            )
    disorder = f"""SELECT DISTINCT id FROM (SELECT id, history_date, lag(history_date) OVER
        (PARTITION BY id ORDER BY history_id) AS before FROM "{t.history}") h
        WHERE history_date < before ORDER BY 1"""
    for key in _keys(disorder):
        yield Finding(
            f"{name} {key} ({t.table}) has a version that is dated before the one it followed. "
            "Restore the database from a backup."
        )


def _of_obligations(reported: set[tuple[str, int]]) -> Iterator[Finding]:
    """Obligations left open although the record agrees: somebody changed a row and changed it
    back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl, pk FROM audit_due ORDER BY tbl, pk")
        rows = cursor.fetchall()
    for table, key in rows:
        if (table, key) not in reported:
            sentence = f"{table} {key} was changed outside Mandate, and back to what it was."
            yield Finding(sentence, owed=(table, key))


def _in_words(model: type[TrackedModel], key: int) -> str:
    record = model._base_manager.get(pk=key)
    rows = history_model(model)._base_manager.filter(id=key)
    last = rows.order_by("-history_date", "-history_id").first()
    record_name = f"{model._meta.verbose_name} {key} ({model._meta.db_table})"
    if last is None:
        return f"{record_name} has no history: it was not made by Mandate."
    differing = ", ".join(
        f"{f.name} is {getattr(record, f.attname)!r} and was {getattr(last, f.attname)!r}"
        for f in model._meta.concrete_fields
        if getattr(record, f.attname) != getattr(last, f.attname)
    )
    return f"{record_name} was changed outside Mandate: {differing}."


def _write_version(model: Any, key: int | None, moment: Any, cursor: Any) -> None:
    """The record as it is now becomes its newest version. An obligation is added first, since the
    guards require one."""
    with transaction.atomic():
        record = model._base_manager.select_for_update().get(pk=key)
        rows = history_model(model)._base_manager.filter(id=key)
        last = rows.order_by("-history_date", "-history_id").first()
        cursor.execute(
            "INSERT INTO audit_due (tbl, pk, never) VALUES (%s, %s, -1)",
            [model._meta.db_table, key],
        )
        when = max(moment, last.history_date) if last else moment
        row = history_row(record, "~" if last else "+", when, places_of([record])[key])
        row.save(force_insert=True)


def _keys(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [key for (key,) in cursor.fetchall()]
