"""`manage.py migrate`, run as an operator runs it: it mends, it may be killed, and nobody writes
past the guards while it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import Error, connection
from pytest_django import DjangoDbBlocker

from audit import guards, soundness
from projects.models import Milestone
from tests import factories
from tests.audit.rows import closing, execute
from tests.browser.serving import ROOT, site_environment
from tests.databases import Databases, copied, leading_to
from tests.showing import Show

pytestmark = pytest.mark.django_db(transaction=True)

MOMENTS = ["0", "0.1", "0.25", "0.4", "0.5", "0.6", "0.75", "0.9", "0.97", "0.99"]
"""Shares of what a run sends to the database."""
MILESTONES = Milestone._meta.db_table
KILLED = -9


def half_way(name: str) -> None:
    """A database in use, to which the newest migrations are still to be applied."""
    with leading_to(connection, name):
        factories.milestone()
        call_command("migrate", "usersessions", "zero", verbosity=0)


@pytest.fixture
def behind(databases: Databases, committed: DjangoDbBlocker) -> Iterator[str]:
    like = databases.once("half_way", half_way, like=databases.migrated())
    with copied(databases.own("behind"), like=like) as name, leading_to(connection, name):
        yield name


def migrating(name: str, *moments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.audit.killed", *moments],
        cwd=ROOT,
        env=site_environment(name),
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def run(process: subprocess.Popen[str], moment: str) -> tuple[int, int, str]:
    """Let it migrate until a moment: the status, the statements that were sent, the words."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{moment}\n")
    process.stdin.flush()
    status, count, said = json.loads(process.stdout.readline())
    return status, count, said


def picture() -> list[Any]:
    """The tables, the guards on them, and the migrations that are applied."""
    with connection.cursor() as cursor:
        seen: list[Any] = [guards._dialect(connection).found(cursor)]
        for sql in (guards._dialect(connection).COLUMNS, "SELECT app, name FROM django_migrations"):
            cursor.execute(sql)
            seen.append(sorted(cursor.fetchall()))
    connection.close()
    return seen


class Forger(Thread):
    """Changes a record unrecorded, again and again, until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.enough, self.ends = Event(), Counter[str]()

    def run(self) -> None:
        closing(self._forge)()

    def _forge(self) -> None:
        while not self.enough.is_set():
            try:
                execute(f"UPDATE {MILESTONES} SET title = 'Forged'")
                self.ends["slipped through"] += 1
            except Error as error:
                self.ends[type(error).__name__] += 1


def test_migrate_that_is_killed_leaves_everything_as_it_was_and_ends_well_when_run_again(
    behind: str, show: Show
) -> None:
    before = picture()
    with migrating(behind) as process:
        kept = [(run(process, moment)[0], picture() == before) for moment in MOMENTS]
        assert kept == [(KILLED, True)] * len(MOMENTS)
        forger = Forger()
        forger.start()
        status, count, said = run(process, "end")
        forger.enough.set()
        forger.join(60)
        process.stdin.close()
    assert (status, list(soundness.faults_of_tables(connection))) == (0, []), said
    assert forger.ends["slipped through"] == 0 < forger.ends.total()
    assert Milestone.objects.get().title == "First library open"
    show(f"migrate: {count} statements, killed at 10 of them; raw updates beside it: {forger.ends}")


def test_migrate_mends_what_the_check_complains_of(behind: str, engine: str) -> None:
    """Django's migrate checks the database first, and stopped at what it was to mend."""
    lost = {"sqlite": f"audit_{MILESTONES}_u", "postgresql": "audit_owe"}[engine]
    with migrating(behind) as process:
        assert run(process, "end")[0] == 0
        execute(f"DROP TRIGGER {lost}" + (f" ON {MILESTONES}" if engine == "postgresql" else ""))
        (fault,) = soundness.faults_of_tables(connection)
        connection.close()
        status, _, said = run(process, "end")
        process.stdin.close()
    assert (status, said.splitlines()[-1]) == (
        0,
        f"Guards of the history that were put right: {lost} on {MILESTONES}.",
    )
    assert fault.startswith("The database lacks 1 of the guards of its history, the first of them")
    assert list(soundness.faults_of_tables(connection)) == []
