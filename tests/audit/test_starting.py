"""A guard that is missing is reported, put back by `migrate`, and keeps the site from starting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit import guards
from audit.checks import the_database_is_sound
from projects.models import Milestone
from tests.audit.rows import execute
from tests.browser.serving import ROOT, site_environment
from tests.databases import Databases, copied, leading_to

pytestmark = pytest.mark.django_db(transaction=True)

MILESTONES = Milestone._meta.db_table
LOST = {"sqlite": f"audit_{MILESTONES}_u", "postgresql": "audit_owe"}
"""The guard that these tests take away: the one that asks for a history row."""


@pytest.fixture
def unguarded(
    databases: Databases, committed: DjangoDbBlocker, engine: str
) -> Iterator[tuple[str, str]]:
    """A database of its own that lacks a guard, and the sentence that says so."""
    on_table = f" ON {MILESTONES}" if engine == "postgresql" else ""
    sentence = (
        "The database lacks 1 of the guards of its history, the first of them "
        f"{LOST[engine]} on {MILESTONES}. "
        "Run `manage.py migrate`, which puts them back, and find out who changed it."
    )
    with (
        copied(databases.own("unguarded"), like=databases.migrated()) as name,
        leading_to(connection, name),
    ):
        execute(f"DROP TRIGGER {LOST[engine]}{on_table}")
        yield name, sentence


def start(name: str, *command: str) -> tuple[int, str]:
    """Start the site on a database, as a process of its own: its exit status and its words."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=site_environment(name),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_nothing_is_reported_when_the_database_is_sound() -> None:
    assert the_database_is_sound(databases=["default"]) == []
    assert the_database_is_sound() == []  # `manage.py check` without a database asks none.


def test_the_check_reports_it(unguarded: tuple[str, str]) -> None:
    with pytest.raises(SystemCheckError, match=r"audit\.E001") as report:
        call_command("check", databases=["default"])
    assert unguarded[1] in str(report.value)


def test_migrate_says_it_and_puts_it_back(unguarded: tuple[str, str], engine: str) -> None:
    said = StringIO()
    call_command("migrate", verbosity=0, stderr=said)
    assert said.getvalue() == (
        f"Guards of the history that were repaired: {LOST[engine]} on {MILESTONES}.\n"
    )
    assert guards.inventory(connection) == guards.expected(connection)
    assert the_database_is_sound(databases=["default"]) == []


def test_the_site_does_not_start_without_a_guard(unguarded: tuple[str, str]) -> None:
    name, sentence = unguarded
    connection.close()
    assert start(name, "-c", "import config.wsgi") == (3, f"Mandate does not start. {sentence}\n")


@pytest.mark.one_engine
def test_the_server_ends_instead_of_trying_again(unguarded: tuple[str, str]) -> None:
    name, sentence = unguarded
    connection.close()
    status, said = start(
        name, "-m", "gunicorn", "--bind", "127.0.0.1:0", "--no-control-socket", "config.wsgi"
    )
    assert (status, said.count(sentence), said.count("Traceback")) == (3, 1, 0)


def test_the_site_does_not_start_when_its_database_cannot_be_read(
    databases: Databases, engine: str
) -> None:
    name = databases.own("nowhere")
    if engine == "sqlite":
        Path(name).write_bytes(
            b"This is not a database, but long enough to be taken for one. " * 99
        )
    status, said = start(name, "-c", "import config.wsgi")
    beginning = "Mandate does not start. The database cannot be read: "
    assert (status, said[: len(beginning)], said.count("\n")) == (3, beginning, 1)


@pytest.mark.parametrize("way", ["DISABLE", "ENABLE REPLICA"])
def test_a_guard_that_is_switched_off_is_reported(
    unguarded: tuple[str, str], engine: str, way: str
) -> None:
    if engine != "postgresql":
        pytest.skip("only postgresql can switch a trigger off")
    guards.install(connection)
    execute(f"ALTER TABLE {MILESTONES} {way} TRIGGER audit_owe")
    (fault,) = the_database_is_sound(databases=["default"])
    assert fault.msg == unguarded[1].replace("lacks", "has altered")


def test_a_guard_of_a_table_elsewhere_is_not_taken_for_ours(
    unguarded: tuple[str, str], engine: str
) -> None:
    if engine != "postgresql":
        pytest.skip("only postgresql has schemas")
    execute("CREATE SCHEMA elsewhere")
    execute(f"CREATE TABLE elsewhere.{MILESTONES} (id bigint)")
    execute(
        f"CREATE TRIGGER audit_owe AFTER INSERT ON elsewhere.{MILESTONES}"
        f" FOR EACH ROW EXECUTE FUNCTION audit_owe_{MILESTONES}()"
    )
    assert guards.compare(connection).missing == [(MILESTONES, "audit_owe")]
