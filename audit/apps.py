from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        """Keep the database's guards in step with its tables.

        A migration on SQLite rebuilds a table and silently drops its triggers, so they are put back
        after every migration; before it they are made to fit the existing tables. The functions and
        collations that find and sort text are added to each connection, or made before the tables.
        """
        from audit import guards  # noqa: PLC0415  the app registry must be ready
        from audit.checks import the_database_is_sound  # noqa: PLC0415  as above
        from values import spelling  # noqa: PLC0415  as above

        checks.register(the_database_is_sound, checks.Tags.database)
        connection_created.connect(spelling.bring_functions)
        pre_migrate.connect(spelling.make_collation, sender=self)
        pre_migrate.connect(guards.before_migrate, sender=self)
        post_migrate.connect(guards.after_migrate, sender=self)
