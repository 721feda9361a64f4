"""The database's own guards of the history, the same idea on SQLite and PostgreSQL.

- *Obligation.* A change of a tracked row puts a row into `audit_due` whose deferred foreign key
  nothing can satisfy; only the history row that records the change takes it away, and nobody
  waives it. A commit with an open obligation fails, whichever way the change was made.
- *Truth.* A history row is refused unless its record has just changed and has the same values.
- *Index.* Every history row is entered in `audit_recordedchange`, the index of all histories, and
  nothing else is.
- *Append-only.* History, its index and every `AppendOnlyModel` are never updated or deleted,
  tracked rows never deleted.
- *Fixed.* What a model says `never_changes` of its rows is never updated.
- *Order.* No history row is dated before another of its record; a load goes only into records
  that have no other history.

Design: "Audit integrity", sections 4.1 to 4.3 of the reliability study (options A to C).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections

from audit import guards_postgresql, guards_sqlite
from audit.history import history_model

if TYPE_CHECKING:
    pass

INDEX = "audit_recordedchange"


@dataclass(frozen=True)
class TrackedTable:
    """What the guards must know of one tracked model."""

    table: str
    history: str
    key: str
    columns: tuple[str, ...]
    kind: str
    fixed: tuple[str, ...] = ()

    @property
    def index_row(self) -> str:
        """Puts a new history row into the index of all histories, where it was inserted."""
        return f"""INSERT INTO audit_recordedchange (change_set, moment, kind, record_id, version,
            history_id, actor_id, stood_in, stood_within, is_loaded) VALUES (NEW.change_set,
            NEW.history_date, '{self.kind}', NEW."{self.key}", NEW.version, NEW.history_id,
            NEW.history_user_id, NEW.stood_in, NEW.stood_within, NEW.is_loaded)"""


def tracked_tables() -> list[TrackedTable]:
    from audit.models import tracked_models  # noqa: PLC0415  this module is imported by the app

    return [
        TrackedTable(
            table=model._meta.db_table,
            history=history_model(model)._meta.db_table,
            key=str(model._meta.pk.column),
            columns=tuple(field.column for field in history_model(model).tracked_fields),
            kind=model._meta.label_lower,
            fixed=tuple(_column(model, name) for name in model.never_changes),
        )
        for model in tracked_models()
    ]


def _column(model: Any, name: str) -> str:
    """Raises FieldDoesNotExist for a name that a model gives and has not."""
    return str(model._meta.get_field(name).column)


def append_only_tables() -> list[str]:
    """The tables of which rows are written once, the index of all histories among them."""
    from audit.models import AppendOnlyModel  # noqa: PLC0415  as above

    return [m._meta.db_table for m in apps.get_models() if issubclass(m, AppendOnlyModel)]


def install(connection: Any, *, while_migrating: bool = False) -> None:
    """Put every guard on every tracked table that exists, replacing what was there.

    `while_migrating` leaves out the one guard that looks at another table, which SQLite cannot
    have while it rebuilds that table.
    """
    dialect = _dialect(connection)
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        present = [t for t in tracked_tables() if {t.table, t.history} <= existing]
        for statement in dialect.statements(present, while_migrating=while_migrating):
            cursor.execute(statement)
        kept = [table for table in append_only_tables() if table in existing]
        for statement in dialect.statements_of_kept(kept, INDEX):
            cursor.execute(statement)


def expected(connection: Any) -> set[tuple[str, str]]:
    """The guards that must be there, as (table, trigger)."""
    return set(_dialect(connection).triggers(tracked_tables(), append_only_tables(), INDEX))


def inventory(connection: Any) -> set[tuple[str, str]]:
    """The guards that are there, as (table, trigger)."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect(connection).INVENTORY)
        return {(table, trigger) for table, trigger in cursor.fetchall()}


def missing(connection: Any) -> list[tuple[str, str]]:
    """The guards that should be on the tables that are there and are not, as (table, trigger)."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    lacking = expected(connection) - inventory(connection)
    return sorted((table, trigger) for table, trigger in lacking if table in tables)


def unrecorded_changes(connection: Any) -> list[tuple[str, int]]:
    """The first rows that were changed in this transaction without their history."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, pk FROM audit_due ORDER BY tbl, pk LIMIT 5")
        return [(table, pk) for table, pk in cursor.fetchall()]


def before_migrate(*, using: str, **kwargs: Any) -> None:
    """Called by Django before `migrate`."""
    install(connections[using], while_migrating=True)


def after_migrate(*, using: str, **kwargs: Any) -> None:
    """Called by Django after `migrate`, also for a test database."""
    install(connections[using])


def _dialect(connection: Any) -> Any:
    return {"sqlite": guards_sqlite, "postgresql": guards_postgresql}[connection.vendor]
