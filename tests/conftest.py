"""Fixtures for every test. Those of the browser journeys are in tests/browser/conftest.py."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.databases import databases, django_db_setup  # noqa: F401  these are fixtures
from tests.scheduling import ByFile, turn
from tests.showing import Show

gc.disable()  # What is imported and collected stays; the collector begins with the tests.

ASKING = {"db", "transactional_db", "django_db_setup", "databases"}
"""Fixtures that lead to a database."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine-again",
        action="store_true",
        help="leave out what does not ask the database: it has run on the other engine",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: turn(item.nodeid))
    if config.getoption("engine_again"):
        again = [item for item in items if asks_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
        items[:] = again


def pytest_collection_finish() -> None:
    """What has been imported stays: the collector need not look at it after every few tests."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 50)


def asks_the_database(item: pytest.Item) -> bool:
    """Whether a test can turn out differently on another engine."""
    if item.get_closest_marker("one_engine"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & ASKING)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session")
def engine() -> str:
    """The database under test: "sqlite" or "postgresql"."""
    from django.db import connection  # noqa: PLC0415  the settings are not read yet above

    return connection.vendor


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Show:
    """Says something at the end of the run, such as how much was tried."""
    return partial(record_property, "shown")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    shown = [
        text
        for report in terminalreporter.getreports("passed")
        for name, text in report.user_properties
        if name == "shown"
    ]
    for text in shown:
        terminalreporter.write_line(text)


@pytest.fixture(scope="session", autouse=True)
def uploads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is uploaded in this run is kept."""
    from django.conf import settings  # noqa: PLC0415  as above

    settings.UPLOADS_DIR = tmp_path_factory.mktemp("uploads")
    return settings.UPLOADS_DIR


@pytest.fixture
def july_2012() -> Iterator[datetime]:
    """The clock stands at 4 July 2012, 10:00 in London, the day of the 2012 paper."""
    from values import clock  # noqa: PLC0415  as above

    moment = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
    with clock.stopped_at(moment):
        yield moment
