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
from tests.databases import Databases, copied, leading_to, make
from tests.showing import Show

pytestmark = pytest.mark.django_db(transaction=True)

MOMENTS = (0.01, 0.25, 0.5, 0.75, 0.97, 1)
"""Shares of what a run sends to the database until it commits."""
MILESTONES = Milestone._meta.db_table
KILLED = -9


def half_way(name: str) -> None:
    """A database in use, to which the newest migrations are still to be applied."""
    with leading_to(connection, name):
        factories.milestone()
        call_command("migrate", "usersessions", "zero", verbosity=0)


@pytest.fixture
def like(databases: Databases, committed: DjangoDbBlocker) -> str:
    return databases.once("half_way", half_way, like=databases.migrated())


@pytest.fixture
def behind(databases: Databases, like: str) -> Iterator[str]:
    with copied(databases.own("behind"), like=like) as name, leading_to(connection, name):
        yield name


def migrating(name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.audit.killed"],
        cwd=ROOT,
        env=site_environment(name),
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def run(process: subprocess.Popen[str], moment: int | str = "end") -> tuple[int, int, str]:
    """Let it migrate until a statement: the status, the last one before the commit, the words."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{moment}\n")
    process.stdin.flush()
    status, last, said = json.loads(process.stdout.readline())
    return status, last, said


def picture() -> list[Any]:
    """The tables, the guards on them, and the migrations that are applied."""
    with connection.cursor() as cursor:
        seen: list[Any] = [guards._dialect(connection).existing(cursor)]
        for sql in (guards._dialect(connection).COLUMNS, "SELECT app, name FROM django_migrations"):
            cursor.execute(sql)
            seen.append(sorted(cursor.fetchall()))
    connection.close()
    return seen


class Forger(Thread):
    """Changes a record unrecorded, again and again, until stopped."""

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
    behind: str, like: str, show: Show
) -> None:
    before = picture()
    with migrating(behind) as process:
        _, last, _ = run(process)
        make(behind, like=like)
        moments = [max(1, round(share * last)) for share in MOMENTS]
        kept = [(run(process, moment)[0], picture() == before) for moment in moments]
        assert kept == [(KILLED, True)] * len(MOMENTS)
        forger = Forger()
        forger.start()
        status, _, said = run(process)
        forger.enough.set()
        forger.join(60)
        process.stdin.close()
    assert (status, list(soundness.faults_of_tables(connection))) == (0, []), said
    assert forger.ends["slipped through"] == 0 < forger.ends.total()
    assert Milestone.objects.get().title == "First library open"
    ends = dict(forger.ends)
    show(f"migrate killed at {len(moments)} of {last} statements; raw updates beside it: {ends}")


def test_migrate_mends_what_the_check_complains_of(
    databases: Databases, committed: DjangoDbBlocker, engine: str
) -> None:
    """Django's migrate checks the database first, and stopped at what it was to mend."""
    lost = {"sqlite": f"audit_{MILESTONES}_u", "postgresql": "audit_owe"}[engine]
    like = databases.migrated()
    with copied(databases.own("damaged"), like=like) as name, leading_to(connection, name):
        execute(f"DROP TRIGGER {lost}" + (f" ON {MILESTONES}" if engine == "postgresql" else ""))
        (fault,) = soundness.faults_of_tables(connection)
        connection.close()
        with migrating(name) as process:
            status, _, said = run(process)
            process.stdin.close()
        assert (status, said.splitlines()[-1]) == (
            0,
            f"Guards of the history that were repaired: {lost} on {MILESTONES}.",
        )
        assert f"lacks 1 of the guards of its history, the first of them {lost} on" in fault
        assert list(soundness.faults_of_tables(connection)) == []
