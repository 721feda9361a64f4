"""Ways round the history beside the pages: threads, commands, fixtures and data migrations."""

from __future__ import annotations

import contextvars
import json
import tempfile
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import IntegrityError, connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.transaction import TransactionManagementError

from audit import change_sets
from audit.errors import NotAudited
from audit.writing import audited
from projects.models import Project
from tests import factories
from tests.audit.rows import in_thread
from tests.audit.ways_round import FORGED, TABLE, forging, way


@way("a job in a thread", NotAudited, "only inside")
def _(project: Project) -> None:
    project.title = FORGED
    in_thread(project.save)


@way("a thread that borrows the change set of another", IntegrityError)
def _(project: Project) -> None:
    with forging(project):
        borrowed = contextvars.copy_context()
    with audited(by=factories.officer(), reason="Another connection's") as change_set:
        borrowed.run(change_sets._open.set, change_set)
    in_thread(lambda: borrowed.run(project.save))


@way("a management command", NotAudited, "only inside")
def _(project: Project) -> None:
    class Command(BaseCommand):
        def handle(self, *args: Any, **options: Any) -> None:
            project.title = FORGED
            project.save()

    call_command(Command())


@way("loaddata over a record", IntegrityError)
def _(project: Project) -> None:
    project.title = FORGED
    _load(serializers.serialize("json", [project]))


@way("loaddata of a new record", IntegrityError)
def _(project: Project) -> None:
    fields = {"scope": project.scope_id, "project": project.pk, "title": FORGED}
    _load(json.dumps([{"model": "projects.milestone", "pk": 90_000, "fields": fields}]))


@way("loaddata of history", IntegrityError, "history without a change")
def _(project: Project) -> None:
    row = project.history.first()
    row.pk, row.title = 90_000, FORGED
    _load(serializers.serialize("json", [row]))


def _load(fixture: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(fixture)
        file.flush()
        call_command("loaddata", file.name, verbosity=0)


@way("a data migration", IntegrityError)
def _(project: Project) -> None:
    def rewrite(apps: Any, schema_editor: Any) -> None:
        apps.get_model("projects", "Project").objects.update(title=FORGED)

    migrate_with(rewrite)


@way("a data migration that saves one by one", IntegrityError)
def _(project: Project) -> None:
    def rewrite(apps: Any, schema_editor: Any) -> None:
        for old in apps.get_model("projects", "Project").objects.filter(pk=project.pk):
            old.title = FORGED
            old.save()

    migrate_with(rewrite)


@way("a data migration of history", IntegrityError, "history is not edited")
def _(project: Project) -> None:
    def rewrite(apps: Any, schema_editor: Any) -> None:
        apps.get_model("projects", "HistoricalProject").objects.update(title=FORGED)

    migrate_with(rewrite)


@way("a data migration by RunSQL", IntegrityError)
def _(project: Project) -> None:
    sql = f"UPDATE {TABLE} SET title = '{FORGED}' WHERE id = {project.pk}"
    migrate_with(operation=migrations.RunSQL(sql))


def migrate_with(code: Any = None, operation: Any = None) -> None:
    """Apply a migration as `migrate` does, in a thread: a failed one leaves its connection to
    the end of the process."""

    class Rewrite(migrations.Migration):
        operations = [operation or migrations.RunPython(code)]

    def apply() -> None:
        state = MigrationLoader(connection).project_state()
        try:
            with connection.schema_editor(atomic=True) as editor:
                Rewrite("9999_rewrite", "projects").apply(state, editor)
        except TransactionManagementError as error:  # SQLite's editor hides the cause
            raise error.__context__ or error from None

    in_thread(apply)
