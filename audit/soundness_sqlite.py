"""What must be true of a SQLite database besides its guards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from audit.guards_sqlite import OBLIGATIONS

Version = tuple[int, int, int]


def kinds_of_tables(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT name, CASE WHEN sql LIKE 'CREATE VIRTUAL%' THEN 'virtual table' ELSE type END "
        "FROM sqlite_master WHERE type IN ('table', 'view')"
    )
    return dict(cursor.fetchall())


def faults_of_tables(cursor: Any, tables: list[str]) -> Iterator[str]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    statements = dict(cursor.fetchall())
    for table, (statement, *_) in OBLIGATIONS.items():
        if statements[table] != statement:
            yield (
                f"The table {table} is not the one that Mandate makes. Restore the database from a "
                "backup, and find out who changed it."
            )


def faults_of_session(cursor: Any) -> Iterator[str]:
    for pragma in ("foreign_keys", "recursive_triggers"):
        (value,) = cursor.execute(f"PRAGMA {pragma}").fetchone()
        if not value:
            yield f"SQLite was built without {pragma}, which the guards need; use another build."
    (mode,) = cursor.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal" and has_the_wal_fault(sqlite3.sqlite_version_info):
        yield (
            f"SQLite {sqlite3.sqlite_version} can lose what is written to a database in WAL mode; "
            "run `PRAGMA journal_mode=DELETE` on the database, or use SQLite 3.51.3."
        )


def has_the_wal_fault(version: Version) -> bool:
    """Whether this SQLite can lose commits of a database in WAL mode with several connections:
    3.7.0 to 3.51.2, except 3.44.6 and 3.50.7, which have the fix (sqlite.org's list of changes)."""
    mended = {(3, 44): 6, (3, 50): 7}.get(version[:2])
    if mended is not None and version[2] >= mended:
        return False
    return (3, 7, 0) <= version <= (3, 51, 2)
