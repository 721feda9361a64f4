"""The databases of a run: the tables are made once, and every other database is a copy.

On SQLite a database is a file in the run's folder; on PostgreSQL one in the cluster that
DATABASE_URL names. A worker's own are dropped when it ends; those that are only copied go with the
folder or the cluster. What a database names in the store of uploads comes with it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

Making = Callable[[str], None]
"""Fills the empty database, or the copy, that has the given name."""


@dataclass(frozen=True)
class Databases:
    """The databases of one run, seen from one of its workers."""

    folder: Path
    run: str
    worker: str

    @classmethod
    def of_this_run(cls, basetemp: Path) -> Databases:
        """`basetemp` is pytest's: below the run's own folder for a worker of pytest-xdist."""
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid():08x}")[:8]
        return cls(basetemp.parent if worker else basetemp, run, worker or "gw0")

    def name(self, of: str) -> str:
        """What Django must be told to reach the database called `of`."""
        if _vendor() == "sqlite":
            return str(self.folder / f"{of}.sqlite3")
        return f"mandate_{self.run}_{of}"

    def own(self, of: str) -> str:
        """The name of a database that no other worker has."""
        return self.name(f"{of}_{self.worker}")

    def once(self, of: str, fill: Making, *, like: str | None = None) -> str:
        """The name of a database that the first worker fills, and the others wait for. The files
        that filling it stored are in this worker's store afterwards, whoever filled it."""
        name, files = self.name(of), self.folder / f"{of}.files"
        with (self.folder / f"{of}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            ready = self.folder / f"{of}.ready"
            if not ready.exists():
                make(name, like=like)
                with storing_in(files):
                    fill(name)
                ready.touch()
        bring(files)
        return name

    def renew(self) -> None:
        """Put a fresh copy in place of this worker's database, in which tests have committed.
        Django would empty every table instead, with the guards lifted: a second each time."""
        from django.db import connection  # noqa: PLC0415  the settings are not read yet

        connection.close()
        make(self.own("test"), like=self.migrated())

    def migrated(self) -> str:
        """The name of a database with all tables and no record."""
        return self.once("empty", migrate)

    def guarded(self) -> str:
        """The same, with the guards as they are in service: they ask whether it is now."""
        return self.once("guarded", guard, like=self.migrated())


@contextmanager
def storing_in(folder: Path) -> Iterator[None]:
    """What is uploaded meanwhile is kept in a folder."""
    from django.conf import settings  # noqa: PLC0415  the settings are not read yet

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "UPLOADS_DIR", folder)
        yield


def bring(files: Path) -> None:
    """Copy stored files into this worker's store, where no other file has their names."""
    from django.conf import settings  # noqa: PLC0415  as above

    if files.exists():
        shutil.copytree(files, settings.UPLOADS_DIR, dirs_exist_ok=True)


def guard(name: str) -> None:
    """Put the guards on as a council has them."""
    from django.conf import settings  # noqa: PLC0415  the settings are not read yet
    from django.db import connection  # noqa: PLC0415  as above

    from audit import guards  # noqa: PLC0415  as above

    with leading_to(connection, name), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "GUARDS_LET_TIME_STAND", False)
        guards.install(connection)


def migrate(name: str) -> None:
    """Make the tables in an empty database."""
    from django.core.management import call_command  # noqa: PLC0415  the settings are not read yet
    from django.db import connection  # noqa: PLC0415  as above

    with leading_to(connection, name):
        call_command("migrate", verbosity=0, interactive=False)


def make(name: str, *, like: str | None = None) -> None:
    """Make a database in place of one of that name: empty, or a copy of the one called `like`."""
    from django.db import connection  # noqa: PLC0415  as above

    drop(name)
    if connection.vendor == "postgresql":
        quote = connection.ops.quote_name
        with connection._nodb_cursor() as cursor:
            template = quote(like or "template0")
            # To copy the files takes half as long as to write every page into the log.
            is_able = cursor.connection.info.server_version >= 150_000
            by_files = " STRATEGY FILE_COPY" if is_able else ""
            cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {template}{by_files}")
    elif like:
        shutil.copy(like, name)


def drop(name: str) -> None:
    """Remove a database, if there is one."""
    from django.db import connection  # noqa: PLC0415  as above

    if connection.vendor == "sqlite":
        Path(name).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


@contextmanager
def copied(name: str, *, like: str) -> Iterator[str]:
    """A copy of the database called `like`, as long as it is looked at."""
    make(name, like=like)
    try:
        yield name
    finally:
        drop(name)


@contextmanager
def leading_to(connection: Any, name: str) -> Iterator[None]:
    """The connection leads to the database of another name, meanwhile."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _vendor() -> str:
    from django.db import connection  # noqa: PLC0415  as above

    return str(connection.vendor)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    return Databases.of_this_run(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, databases: Databases, django_db_blocker: Any
) -> Iterator[None]:
    """This worker's database: a copy, in place of pytest-django's, which each worker migrates; and
    another one after each test that commits (`transaction=True`)."""
    from django.db import connection  # noqa: PLC0415  as above
    from django.test import TransactionTestCase  # noqa: PLC0415  as above

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: databases.renew())
        with (
            copied(databases.own("test"), like=databases.migrated()) as name,
            leading_to(connection, name),
            django_db_blocker.block(),
        ):
            yield
