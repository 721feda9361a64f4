"""The demonstration as of 4 July 2012, loaded once for all workers.

A test that asks for `demo` runs in a transaction of a copy of the loaded database, with the clock
at that day, and sees nothing of other tests. It needs no `django_db` mark: the mark would open the
empty database first. A conftest offers the fixtures by importing all three of them.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

MOMENT = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
SUFFIX = "demo"


@pytest.fixture(scope="session")
def demo_database(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, dict[str, Any]]]:
    """This worker's own loaded database: its name, and what the load returned, as a dictionary."""
    from django.db import connection  # noqa: PLC0415  the settings are not read yet above

    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if folder.name.startswith("popen-") else folder
    with django_db_blocker.unblock():
        connection.close()
        empty = connection.settings_dict["NAME"]
        own = connection.creation.get_test_db_clone_settings(SUFFIX)["NAME"]
        with (shared / "demo.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            loaded = shared / "demo.json"
            if not loaded.exists():
                copy_database(connection, empty, _whole(connection, shared))
                facts = load_into(connection, _whole(connection, shared))
                loaded.write_text(json.dumps(facts))
            copy_database(connection, _whole(connection, shared), own)
    yield own, json.loads(loaded.read_text())
    with django_db_blocker.unblock():
        drop_database(connection, own)


@pytest.fixture
def at_the_demo(demo_database: tuple[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The connection leads to the loaded database; before `db`, which then opens that one."""
    from django.db import connection  # noqa: PLC0415  as above

    name, loaded = demo_database
    with named(connection, name):
        yield loaded


@pytest.fixture
def demo(at_the_demo: dict[str, Any], db: None) -> Iterator[Any]:
    """The loaded demonstration (config.demo.loader.LoadedDemo), open on its own day."""
    from audit import clock  # noqa: PLC0415  as above
    from config.demo.loader import LoadedDemo  # noqa: PLC0415  as above

    with clock.stopped_at(MOMENT):
        yield LoadedDemo(**at_the_demo | {"today": date.fromisoformat(at_the_demo["today"])})


class named:
    """The connection leads to the database of another name, meanwhile."""

    def __init__(self, connection: Any, name: str) -> None:
        self.connection, self.name = connection, name

    def __enter__(self) -> None:
        self.connection.close()
        self.before = self.connection.settings_dict["NAME"]
        self.connection.settings_dict["NAME"] = self.name

    def __exit__(self, *error: object) -> None:
        self.connection.close()
        self.connection.settings_dict["NAME"] = self.before


def load_into(connection: Any, name: str) -> dict[str, Any]:
    """Load the demonstration, unmoved, into the empty database of a name."""
    from audit import clock  # noqa: PLC0415  as above
    from config.demo.loader import load  # noqa: PLC0415  as above

    with named(connection, name), clock.stopped_at(MOMENT):
        facts = asdict(load())
    return facts | {"today": facts["today"].isoformat()}


def _whole(connection: Any, shared: Path) -> str:
    """The database that is loaded once and only copied."""
    if connection.vendor == "sqlite":
        return str(shared / "demo.sqlite3")
    return f"{shared.name}_demo".replace("-", "_")


def copy_database(connection: Any, source: str, target: str) -> None:
    if connection.vendor == "sqlite":
        shutil.copy(source, target)
        return
    quote = connection.ops.quote_name
    drop_database(connection, target)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)}")


def drop_database(connection: Any, name: str) -> None:
    if connection.vendor == "sqlite":
        Path(name).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")
