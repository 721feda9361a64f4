"""What must be true of the database before anything is served from it: a sentence for each fault,
with what to do. Guards are compared by their text, not their names. If a database differs from what
its migrations made, somebody with more rights than Mandate changed it: `migrate` can put guards
back, but not tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from audit import guards, soundness_postgresql, soundness_sqlite
from audit.models import tracked_models

WHO = "and find out who changed it"


def faults_of_tables(connection: Any) -> Iterator[str]:
    """Faults of the database itself, whoever connects."""
    unready = _of_migrations(connection)
    if unready:
        yield unready
        return
    dialect = _dialect(connection)
    with connection.cursor() as cursor:
        missing = list(_of_tables(cursor, dialect))
        yield from missing
        if missing:
            return
        yield from dialect.faults_of_tables(
            cursor, sorted(guards.guarded_tables(guards.whole_plan()))
        )
        yield from _of_columns(connection, cursor)
    yield from _of_guards(connection)


def faults_of_session(connection: Any) -> Iterator[str]:
    """Faults of the site's connection: its role and its settings."""
    with connection.cursor() as cursor:
        yield from _dialect(connection).faults_of_session(cursor)


def obligations_left(connection: Any) -> list[str]:
    """The rows that a committed transaction left changed without their history, as "table key"."""
    with connection.cursor() as cursor:
        if "audit_due" not in connection.introspection.table_names(cursor):
            return []
    return [f"{table} {pk}" for table, pk in guards.unrecorded_changes(connection)]


def is_of_this_release(connection: Any) -> bool:
    """Whether the tables are those of this version of Mandate."""
    return not _of_migrations(connection)


def _of_migrations(connection: Any) -> str:
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    ours = {model._meta.app_label for model in tracked_models()} | {"audit"}
    if not any(app in ours for app, _ in applied):
        return "The database has no tables of Mandate. Run `manage.py migrate`."
    later = sorted(f"{a}.{n}" for a, n in applied - set(loader.disk_migrations) if a in ours)
    if later:
        return (
            f"The database belongs to a later version of Mandate: {later[0]} is applied to it but "
            "is not installed here. Install that version again."
        )
    lacking = sorted(f"{a}.{n}" for a, n in set(loader.graph.nodes) - applied)
    if lacking:
        return (
            f"The database belongs to an earlier version of Mandate: {lacking[0]} is not applied. "
            "Make a backup, and run `manage.py migrate`."
        )
    return ""


def _of_tables(cursor: Any, dialect: Any) -> Iterator[str]:
    kinds = dialect.kinds_of_tables(cursor)
    for table in sorted(guards.guarded_tables(guards.whole_plan())):
        if table not in kinds:
            yield (
                f"The table {table} is missing: it was dropped or renamed. Give it its name back, "
                f"or restore the database from a backup, {WHO}."
            )
        elif kinds[table] != "table":
            yield (
                f"{table} is not a table but a {kinds[table]}. Restore the database from a backup, "
                f"{WHO}."
            )


def _of_columns(connection: Any, cursor: Any) -> Iterator[str]:
    cursor.execute(guards._dialect(connection).COLUMNS)
    there = {(table, column): bool(not_null) for table, column, not_null in cursor.fetchall()}
    guarded = guards.guarded_tables(guards.whole_plan())
    fields = [
        (model._meta.db_table, field.column, field.null)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in guarded
        for field in model._meta.concrete_fields
    ]
    obligations = [("audit_due", name, False) for name in ("tbl", "pk", "never")]
    for table, column, may_be_null in [*fields, *obligations]:
        if (table, column) not in there:
            yield f"{table} has no column {column}. Restore the database from a backup, {WHO}."
        elif not may_be_null and not there[table, column]:
            yield f"{table}.{column} may be empty but must not be. Make it NOT NULL again, {WHO}."


def _of_guards(connection: Any) -> Iterator[str]:
    comparison = guards.compare(connection)
    for keys, verb in ((comparison.missing, "lacks"), (comparison.altered, "has altered")):
        if keys:
            yield (
                f"The database {verb} {len(keys)} of the guards of its history, the first of them "
                f"{_named(keys[0])}. Run `manage.py migrate`, which puts them back, {WHO}."
            )
    for key in comparison.strange:
        yield (
            f"{_named(key)} is a trigger that is not Mandate's. Drop it, and find out who made it."
        )


def _named(key: guards.Key) -> str:
    table, name = key
    return f"{name} on {table}" if table else name


def _dialect(connection: Any) -> Any:
    return {"sqlite": soundness_sqlite, "postgresql": soundness_postgresql}[connection.vendor]
