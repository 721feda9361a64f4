"""Django's migrate in one transaction, with the history's guards whole before and after.

A migrate that is killed leaves the database as it was. Meanwhile nobody can write and slip past a
guard: SQLite has one writer, and on PostgreSQL the writers' lock is held. On SQLite a migration
rebuilds a table and drops its triggers, so they are put back after every single migration:
otherwise a data migration later in the same run could change that table unrecorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate as djangos
from django.db import connections, transaction

from audit import guards, soundness
from audit.adding import AddingExecutor
from audit.owner import as_owner, grant_rights
from audit.writing import CLOCK_LOCK

djangos.MigrationExecutor = AddingExecutor  # type: ignore[attr-defined]


class Command(djangos.Command):
    database = "default"

    def get_check_kwargs(self, options: Any) -> Any:
        """The database is not checked beforehand: it is repaired here, and then checked."""
        return {**super().get_check_kwargs(options), "databases": []}

    def handle(self, *args: Any, **options: Any) -> None:
        self.database = options["database"]
        connection = connections[self.database]
        with as_owner(connection) as site:
            self._refuse_over_open_obligations(connection)
            if options["plan"] or options["check_unapplied"]:
                super().handle(*args, **options)
                return
            wrong = _what_is_wrong(connection)
            with _alone(connection):
                super().handle(*args, **options)
                if site:
                    grant_rights(connection, site)
            if wrong:
                self.stderr.write(f"Guards of the history that were repaired: {wrong}.")
            faults = [] if options["app_label"] else list(soundness.faults_of_tables(connection))
        if faults:
            raise CommandError("\n".join(faults))

    def migration_progress_callback(self, action: str, *args: Any, **kwargs: Any) -> None:
        super().migration_progress_callback(action, *args, **kwargs)
        if action in ("apply_success", "unapply_success"):
            connection = connections[self.database]
            if (
                connection.vendor == "postgresql"
            ):  # otherwise no later migration could alter the tables
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            guards.install(connection, while_migrating=True)

    def _refuse_over_open_obligations(self, connection: Any) -> None:
        left = soundness.obligations_left(connection)
        if left:
            raise CommandError(
                f"The database was changed outside Mandate: {', '.join(left)}. Run `manage.py "
                "check_history`, which says what to do, and then `manage.py migrate` again."
            )


def _what_is_wrong(connection: Any) -> str:
    """The guards that were removed or altered; none when the tables belong to an earlier
    release."""
    if not soundness.is_of_this_release(connection):
        return ""
    comparison = guards.compare(connection)
    keys = [*comparison.missing, *comparison.altered]
    return ", ".join(f"{name} on {table}" if table else name for table, name in keys)


@contextmanager
def _alone(connection: Any) -> Iterator[None]:
    """One transaction, in which nobody else writes. SQLite cannot rebuild a table while it enforces
    foreign keys, nor turn that off in a transaction; Django checks them after every migration."""
    with connection.constraint_checks_disabled(), transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CLOCK_LOCK])
        yield
