"""Migrations that only add are applied quickly, and what comes after them finds all that they
added."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from pytest_django import DjangoDbBlocker

from audit.adding import AddingExecutor
from tests.databases import Databases, copied, leading_to


def migration(name: str, *operations: Any) -> migrations.Migration:
    made = migrations.Migration(name, "audit")
    made.operations = list(operations)
    return made


SHELF = migrations.CreateModel("Shelf", [("id", models.IntegerField(primary_key=True))])
BOOK = migrations.CreateModel(
    "Book",
    [
        ("id", models.AutoField(primary_key=True)),
        ("shelf", models.ForeignKey("audit.Shelf", models.CASCADE)),
    ],
)
TITLE = migrations.AddField("Shelf", "title", models.CharField(max_length=9, default=""))
WIDER = migrations.AlterField("Shelf", "id", models.BigIntegerField(primary_key=True))


@pytest.mark.usefixtures("django_db_setup")
def test_a_change_reaches_what_refers_to_a_record_that_was_added_before(
    databases: Databases, django_db_blocker: DjangoDbBlocker
) -> None:
    """A key that grows does so in the tables that hold it too."""
    with (
        django_db_blocker.unblock(),
        copied(databases.own("adding"), like=databases.migrated()) as name,
        leading_to(connection, name),
    ):
        executor, state = AddingExecutor(connection), ProjectState()
        for made in (migration("1", SHELF, BOOK, TITLE), migration("2", WIDER)):
            state = executor.apply_migration(state, made)
        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, "audit_book")
        types = {c.name: connection.introspection.get_field_type(c.type_code, c) for c in columns}
    assert types["shelf_id"] == "BigIntegerField"
    assert types["id"] != "BigIntegerField"
