"""What the database holds, so that a sweep can say what a walk has changed in it."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import connection, models

# Changed by walking, as it must be: who is signed in, what waits to be said on the next page, and
# what is noted of refusals and exports.
MOVING = {"sessions.Session", "people.SecurityEvent"}
Rows = dict[str, list[tuple]]


def everything() -> Rows:
    """Every row of every table, history among them, but `MOVING`."""
    return {
        model._meta.label: rows_of(model)
        for model in apps.get_models()
        if model._meta.label not in MOVING
    }


def rows_of(model: type[models.Model]) -> list[tuple]:
    """As the database gives them: a sweep compares them hundreds of times."""
    with connection.cursor() as cursor:
        cursor.execute(_all_of(model))
        return cursor.fetchall()


@cache
def _all_of(model: type[models.Model]) -> str:
    fields = [f for f in model._meta.concrete_fields if f.name != "last_login"]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"SELECT {columns} FROM {table} ORDER BY {key}"


def changed(before: Rows, after: Rows) -> list[str]:
    """The tables that differ."""
    return [label for label in after if before[label] != after[label]]
