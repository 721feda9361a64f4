"""On PostgreSQL the site may work as a role that does not own the tables: it can do all that the
site does, and nothing besides."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import StringIO
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection
from pytest_django import DjangoDbBlocker

from audit import guards, soundness
from audit.actions import edit_record
from audit.writing import audited, freeze_moment
from projects.models import Milestone, Project
from tests import factories
from tests.audit import ways_round_jobs, ways_round_sql
from tests.audit.rows import all_rows, execute
from tests.audit.ways_round import WAYS, Way
from tests.browser.serving import ROOT, site_environment
from tests.databases import Databases, copied, leading_to

assert ways_round_jobs and ways_round_sql  # They add their ways to the list.

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "mandate_site"
DENIED = "permission denied"


@pytest.fixture(scope="module")
def site(databases: Databases, committed: DjangoDbBlocker) -> Iterator[str]:
    """The name of a database that another role owns, in which the site is a guest."""
    with committed.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("sqlite has no roles")
        with copied(databases.own("guest"), like=databases.migrated()) as name:
            with leading_to(connection, name), pytest.MonkeyPatch.context() as patch:
                _make_role()
                patch.setattr(settings, "DATABASE_OWNER", dict(settings.DATABASES["default"]))
                patch.setitem(connection.settings_dict, "USER", SITE)
                call_command("migrate", verbosity=0)
                project = factories.project()
                with audited(by=factories.officer(), reason="Saved again"):
                    project.save()
                factories.milestone(project=project)
                factories.milestone("Last library open", project=project)
                yield name
            connection.close()


def _make_role() -> None:
    """A role outlives its database: it may be there, of another worker."""
    execute(
        f"DO $$ BEGIN CREATE ROLE {SITE} LOGIN;"
        " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )


def test_it_reads_and_writes_as_the_site_does(site: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (SITE,)
    milestone = Milestone.objects.earliest("pk")
    edit_record(milestone, by=factories.officer(), forecast_on=date(2012, 7, 9))
    assert freeze_moment(by=factories.officer())
    said = StringIO()
    call_command("check_history", stdout=said)
    assert said.getvalue() == "Every record agrees with its history.\n"
    assert list(soundness.faults_of_session(connection)) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_way_round_the_history_is_refused_to_it(way: Way, site: str) -> None:
    if way.engine == "sqlite":
        pytest.skip("only sqlite has it")
    before = all_rows()
    with pytest.raises((way.refusal, ProgrammingError), match=f"{way.saying}|{DENIED}"):
        way.act(Project.objects.get())
    assert all_rows() == before
    assert guards.compare(connection) == guards.Comparison([], [], [])


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE projects_milestone DISABLE TRIGGER USER",
        "DROP TRIGGER audit_owe ON projects_milestone",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE TABLE mine (a int)",
        "CREATE TEMP TABLE audit_due (tbl text, pk bigint)",
        "SET session_replication_role = replica",
        "DELETE FROM audit_due",
        "INSERT INTO audit_recordedchange SELECT * FROM audit_recordedchange",
        "DELETE FROM projects_milestone",
        "UPDATE projects_historicalmilestone SET title = ''",
        "DELETE FROM audit_frozenmoment",
        "DELETE FROM django_migrations",
    ],
)
def test_it_may_not(statement: str, site: str) -> None:
    with pytest.raises(ProgrammingError, match=f"{DENIED}|must be owner"):
        execute(statement)


def test_the_site_starts_as_it_and_the_owner_migrates(site: str) -> None:
    environment = site_environment(site)
    owner = environment["DATABASE_URL"]
    parts = urlsplit(owner)
    host = parts.netloc.rpartition("@")[2]
    guest = urlunsplit(parts._replace(netloc=f"{SITE}@{host}"))
    environment |= {"DATABASE_URL": guest, "DATABASE_OWNER_URL": owner}
    for command in (["manage.py", "migrate", "--verbosity=0"], ["-c", "import config.wsgi"]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, "")
