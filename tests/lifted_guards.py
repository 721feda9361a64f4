"""Lifts the history's guards for as long as a test empties the tables.

A test that commits (`transaction=True`) leaves rows behind, and Django empties all tables after it.
The guards refuse that, as they must. Nothing may use what is here but this clearing, and the
benchmarks while they write a history of years.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.test import TransactionTestCase


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


def lift_guards_while_emptying() -> None:
    """Make Django's emptying of the tables, after a test that commits, go past the guards."""
    empty: Callable[..., None] = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    if hasattr(empty, "__wrapped__"):
        return

    @functools.wraps(empty)
    def past_the_guards(self: TransactionTestCase) -> None:
        with lifted_guards(connections["default"]):
            empty(self)

    TransactionTestCase._fixture_teardown = past_the_guards  # type: ignore[attr-defined]
