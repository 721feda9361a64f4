"""Django's migrate, with the history's guards put back after every single migration.

On SQLite a migration rebuilds a table and drops its triggers; without this a data migration later
in the same run could change that table unrecorded.
"""

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections

from audit import guards


class Command(MigrateCommand):
    database = "default"

    def handle(self, *args: Any, **options: Any) -> None:
        self.database = options["database"]
        connection = connections[self.database]
        lacking = guards.missing(connection)
        if lacking:
            guards.install(connection)
            self.stderr.write(
                f"Guards of the history that were missing and are put back: {lacking}"
            )
        super().handle(*args, **options)

    def migration_progress_callback(self, action: str, *args: Any, **kwargs: Any) -> None:
        super().migration_progress_callback(action, *args, **kwargs)
        if action in ("apply_success", "unapply_success"):
            guards.install(connections[self.database], while_migrating=True)
