"""Lifts the history's guards.

Only for tests of what the guards prevent, and for the benchmarks while they write a history of
years.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def lifted_guards(connection: Any) -> Iterator[None]:
    """Drop every guard of the history, and put all of them back."""
    from audit import guards  # noqa: PLC0415  Django is not set up when pytest reads this file

    with connection.cursor() as cursor:
        for table, trigger in guards.inventory(connection):
            name = connection.ops.quote_name(trigger)
            place = f" ON {connection.ops.quote_name(table)}"
            cursor.execute(
                f"DROP TRIGGER {name}{place if connection.vendor == 'postgresql' else ''}"
            )
    try:
        yield
    finally:
        guards.install(connection)
