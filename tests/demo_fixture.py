"""The demonstration as of 4 July 2012, loaded once for all workers.

A test that asks for `demo` runs in a transaction of a copy of the loaded database, with the clock
at that day, and sees nothing of other tests. It needs no `django_db` mark: the mark would open the
empty database first. A conftest offers the fixtures by importing all three of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.databases import Databases, copied, leading_to

MOMENT = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_database(
    django_db_setup: None, django_db_blocker: Any, databases: Databases
) -> Iterator[tuple[str, dict[str, Any]]]:
    """This worker's own loaded database: its name, and what the load returned, as a dictionary."""
    loaded = databases.folder / "demo.json"

    def load(name: str) -> None:
        loaded.write_text(json.dumps(load_into(name)))

    with django_db_blocker.unblock():
        whole = databases.once("demo", load, like=databases.migrated())
        with copied(databases.own("demo"), like=whole) as own, django_db_blocker.block():
            yield own, json.loads(loaded.read_text())


@pytest.fixture
def at_the_demo(demo_database: tuple[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The connection leads to the loaded database; before `db`, which then opens that one."""
    from django.db import connection  # noqa: PLC0415  the settings are not read yet above

    name, loaded = demo_database
    with leading_to(connection, name):
        yield loaded


@pytest.fixture
def demo(at_the_demo: dict[str, Any], db: None) -> Iterator[Any]:
    """The loaded demonstration (config.demo.loader.LoadedDemo), open on its own day."""
    from config.demo.loader import LoadedDemo  # noqa: PLC0415  as above
    from values import clock  # noqa: PLC0415  as above

    with clock.stopped_at(MOMENT):
        yield LoadedDemo(**at_the_demo | {"today": date.fromisoformat(at_the_demo["today"])})


def load_into(name: str) -> dict[str, Any]:
    """Load the demonstration, unmoved, into the empty database of a name."""
    from django.db import connection  # noqa: PLC0415  as above

    from config.demo.loader import load  # noqa: PLC0415  as above
    from values import clock  # noqa: PLC0415  as above

    with leading_to(connection, name), clock.stopped_at(MOMENT):
        facts = asdict(load())
    return facts | {"today": facts["today"].isoformat()}
