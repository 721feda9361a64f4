"""The guards by which the database itself protects the history, alike on SQLite and PostgreSQL.

- *Obligation.* A change of a tracked row puts a row into `audit_due` whose deferred foreign key
  nothing can satisfy; only the history row that records the change removes it, and nobody can waive
  it. A commit with an open obligation fails, however the change was made.
- *Truth.* A history row is refused unless its record has just changed and has the same values; a
  change is refused if the record differed from its newest history row.
- *Index.* Every history row, and nothing else, is entered in `audit_recordedchange`, the index of
  all histories.
- *Append-only.* History, its index and every `AppendOnlyModel` are never updated or deleted,
  tracked rows never deleted.
- *Fixed.* The fields that a model lists in `never_changes` are never updated.
- *Order.* No history row is dated before an earlier one of its record, before it was written or
  ahead of the clock, and none repeats a version; a load, which is dated in the past, is accepted
  only for records that have no other history. A change set has one actor.

The whole text of each guard is compared with what it must be; `install` corrects any difference, in
one transaction.

Design: "Audit integrity", sections 4.1 to 4.3 of the reliability study (options A to C)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction

from audit import guards_postgresql, guards_sqlite
from audit.history import history_model

INDEX, FROZEN = "audit_recordedchange", "audit_frozenmoment"
OBLIGATIONS = ("audit_due", "audit_never")

Key = tuple[str, str]
"""The table that a guard is on ("" for none), and the guard's name."""


@dataclass(frozen=True)
class TrackedTable:
    """What the guards must know about one tracked model."""

    table: str
    history: str
    key: str
    columns: tuple[str, ...]
    kind: str
    fixed: tuple[str, ...] = ()

    @property
    def index_row(self) -> str:
        """SQL that copies a new history row into the index of all histories."""
        return f"""INSERT INTO {INDEX} (change_set, moment, kind, record_id, version, history_id,
            actor_id, stood_in, stood_within, stood_above, is_loaded)
            VALUES (NEW.change_set, NEW.history_date, '{self.kind}', NEW."{self.key}", NEW.version,
            NEW.history_id, NEW.history_user_id, NEW.stood_in, NEW.stood_within, NEW.stood_above,
            NEW.is_loaded)"""

    def with_columns(self, there: Collection[str]) -> TrackedTable:
        """The same table with only some of its columns, while it is being migrated."""
        return replace(
            self,
            columns=tuple(c for c in self.columns if c in there),
            fixed=tuple(c for c in self.fixed if c in there),
        )


@dataclass(frozen=True)
class Plan:
    """Which guards there must be. `while_migrating` leaves out those that look at other tables,
    since SQLite cannot have them while it rebuilds a table. `time_may_stand` is for tests, whose
    clock stands still in another year."""

    tables: tuple[TrackedTable, ...]
    kept: tuple[str, ...]
    while_migrating: bool = False
    time_may_stand: bool = False
    index: str = INDEX
    frozen: str = FROZEN


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
    """Raises FieldDoesNotExist when a model names a field that it does not have."""
    return str(model._meta.get_field(name).column)


def append_only_tables() -> list[str]:
    """The tables whose rows are written once, including the index of all histories."""
    from audit.models import AppendOnlyModel  # noqa: PLC0415  as above

    return [m._meta.db_table for m in apps.get_models() if issubclass(m, AppendOnlyModel)]


def whole_plan() -> Plan:
    """The guards of a database that has all tables."""
    return Plan(
        tuple(tracked_tables()),
        tuple(append_only_tables()),
        time_may_stand=getattr(settings, "GUARDS_LET_TIME_STAND", False),
    )


def install(connection: Any, *, while_migrating: bool = False) -> list[Key]:
    """Make every guard on the existing tables what it must be, and remove anything else with a
    guard's name. Returns what was corrected. One transaction: no writer slips through."""
    dialect = _dialect(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table, statements in dialect.OBLIGATIONS.items():
            for statement in statements if table not in existing else ():
                cursor.execute(statement)
        plan = _plan_for(connection, cursor, existing, while_migrating)
        present, must_be = (
            dialect.existing(cursor),
            _on_tables(dialect.wanted(plan, cursor), existing),
        )
        for key in sorted(strays(present, must_be), reverse=True):  # a function after its triggers
            cursor.execute(dialect.removing(key))
        wrong = [key for key, text in must_be.items() if present.get(key) != text]
        putting = dialect.putting(plan, cursor) if wrong else {}
        for key in wrong:
            if key in present and connection.vendor == "sqlite":
                cursor.execute(dialect.removing(key))
            for statement in putting[key]:
                cursor.execute(statement)
        return wrong


def _plan_for(connection: Any, cursor: Any, existing: set[str], while_migrating: bool) -> Plan:
    plan = whole_plan()
    present = [t for t in plan.tables if {t.table, t.history} <= existing]
    if while_migrating:
        columns = columns_of(connection, cursor)
        present = [t.with_columns(columns[t.table] & columns[t.history]) for t in present]
    kept = tuple(table for table in plan.kept if table in existing)
    return replace(plan, tables=tuple(present), kept=kept, while_migrating=while_migrating)


def _on_tables(guards: Mapping[Key, str], existing: set[str]) -> dict[Key, str]:
    return {key: text for key, text in guards.items() if key[0] in {"", *existing, *OBLIGATIONS}}


def columns_of(connection: Any, cursor: Any) -> dict[str, set[str]]:
    """The columns of each table."""
    cursor.execute(_dialect(connection).COLUMNS)
    columns: dict[str, set[str]] = {}
    for table, column, _ in cursor.fetchall():
        columns.setdefault(table, set()).add(column)
    return columns


def strays(present: Mapping[Key, str], must_be: Mapping[Key, str]) -> list[Key]:
    """Whatever has a guard's name but is not one: left by an earlier Mandate, or by a migration
    that broke off."""
    return [key for key in present if key not in must_be and key[1].startswith("audit_")]


@dataclass(frozen=True)
class Comparison:
    """How the existing guards differ from those required."""

    missing: list[Key]
    altered: list[Key]
    strange: list[Key]
    """Triggers on guarded tables that are not Mandate's, whatever their names."""


def compare(connection: Any) -> Comparison:
    """Compare the guards on all tables, missing tables included, with those required."""
    dialect, plan = _dialect(connection), whole_plan()
    with connection.cursor() as cursor:
        present, must_be = dialect.existing(cursor), dialect.wanted(plan, cursor)
    guarded = guarded_tables(plan)
    return Comparison(
        missing=sorted(key for key in must_be if key not in present),
        altered=sorted(key for key in must_be if present.get(key, must_be[key]) != must_be[key]),
        strange=sorted(
            key for key in present
            if key not in must_be and (key[0] in guarded or key[1].startswith("audit_"))
        ),
    )  # fmt: skip


def guarded_tables(plan: Plan) -> set[str]:
    tables = {name for t in plan.tables for name in (t.table, t.history)}
    return tables | {*plan.kept, *OBLIGATIONS}


def expected(connection: Any) -> set[Key]:
    """The required triggers, as (table, trigger)."""
    with connection.cursor() as cursor:
        return {key for key in _dialect(connection).wanted(whole_plan(), cursor) if key[0]}


def inventory(connection: Any) -> set[Key]:
    """The guards' existing triggers, as (table, trigger)."""
    with connection.cursor() as cursor:
        present = _dialect(connection).existing(cursor)
    return {key for key in present if key[0] and key[1].startswith("audit_")}


def unrecorded_changes(connection: Any, since: int | None = None) -> list[tuple[str, int]]:
    """The first rows that were changed without their history: in this transaction, or in an earlier
    one by a SQLite client that did not turn on foreign keys. `since` leaves out the earlier ones:
    it is the last obligation that was open when the transaction began."""
    with connection.cursor() as cursor:
        later = f"WHERE id > {since:d} " if since else ""
        cursor.execute(f"SELECT tbl, pk FROM audit_due {later}ORDER BY tbl, pk LIMIT 5")
        return [(table, pk) for table, pk in cursor.fetchall()]


CHANGED_OUTSIDE = "audit: changed outside Mandate before"
"""The beginning of the refusal to change a record that differs from its history."""


def before_migrate(*, using: str, plan: Any = True, **kwargs: Any) -> None:
    """Called by Django before `migrate`, with the migrations to apply."""
    if plan:
        install(connections[using], while_migrating=True)


def after_migrate(*, using: str, **kwargs: Any) -> None:
    """Called by Django after `migrate`, also for a test database."""
    install(connections[using])


def _dialect(connection: Any) -> Any:
    return {"sqlite": guards_sqlite, "postgresql": guards_postgresql}[connection.vendor]
