"""The whole database at a glance, and work done beside the test."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import connection

from audit import guards

Result = TypeVar("Result")


def all_rows() -> dict[str, list[tuple]]:
    """Every row of every tracked table, of its history, and every open obligation."""
    tables = [name for t in guards.tracked_tables() for name in (t.table, t.history)]
    found = {}
    with connection.cursor() as cursor:
        for table in (*tables, "audit_due"):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def execute(sql: str, params: Any = None) -> None:
    """One raw statement; a commit of its own unless a transaction is open."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def in_thread(act: Callable[[], Result]) -> Result:
    """Do it in another thread, which has a connection of its own and closes it."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(closing(act)).result(timeout=60)


def closing(act: Callable[[], Result]) -> Callable[[], Result]:
    def done() -> Result:
        try:
            return act()
        finally:
            connection.close()

    return done
