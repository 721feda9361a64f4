"""A change where no guard reaches is found and named, and never attributed to somebody else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit import bulk, checking
from audit.actions import edit_record
from audit.change_sets import SYSTEM_ID
from audit.errors import ChangedOutside
from audit.writing import audited
from projects.models import Milestone
from tests import factories
from tests.audit.rows import execute
from tests.databases import Databases, copied, leading_to
from tests.faults.agreement import disagreements
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db(transaction=True)

TABLE, HISTORY = Milestone._meta.db_table, Milestone.history.model._meta.db_table
AUTUMN = PartialDate.season(2012, "autumn")
GO_ON = (
    "Find out who wrote to the database. Then correct the rows there, or run `manage.py "
    'check_history --accept "REASON"`, which writes the present state of each record as a new '
    "version, by Mandate itself."
)


def two_milestones(name: str) -> None:
    with leading_to(connection, name):
        project = factories.milestone("Open").project
        factories.milestone("Staffed", project=project)


@pytest.fixture
def world(databases: Databases, committed: DjangoDbBlocker) -> Iterator[None]:
    like = databases.once("two_milestones", two_milestones, like=databases.migrated())
    with copied(databases.own("changed"), like=like) as name, leading_to(connection, name):
        yield


@contextmanager
def unguarded(table: str) -> Iterator[None]:
    """As the owner of a PostgreSQL database can switch its guards off for a moment."""
    execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        yield
    finally:
        execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def from_outside(sql: str, table: str = TABLE) -> None:
    """What a plain client of SQLite sends, or the owner of a PostgreSQL database."""
    connection.close()
    if connection.vendor == "postgresql":
        with unguarded(table):
            execute(sql)
        return
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as client, client:
        client.execute(sql)


def check(*arguments: str) -> tuple[str, str]:
    """What the command says, and how it ends."""
    said = StringIO()
    try:
        call_command("check_history", *arguments, stdout=said)
    except CommandError as error:
        assert error.returncode == 1
        return said.getvalue(), str(error)
    return said.getvalue(), ""


def test_a_database_in_which_nobody_meddled_agrees(world: None) -> None:
    assert check() == ("Every record agrees with its history.\n", "")


def test_a_change_from_outside_is_named_on_the_next_write_and_is_nobody_elses(world: None) -> None:
    milestone, other = Milestone.objects.order_by("pk")
    by, rows = factories.officer(), Milestone.history.count()
    from_outside(f"UPDATE {TABLE} SET title = 'Forged' WHERE id = {milestone.pk}")
    sentence = (
        "Something other than Mandate has changed “{}” (milestone {}), so it cannot be saved. "
        "Tell the people who run Mandate: `manage.py check_history` finds the change."
    )
    with pytest.raises(ChangedOutside) as refusal:
        edit_record(Milestone.objects.get(pk=milestone.pk), by=by, forecast_on=AUTUMN)
    assert str(refusal.value) == sentence.format("Forged", milestone.pk)
    with pytest.raises(ChangedOutside) as refusal, audited(by=by, reason="All at once"):
        bulk.change_many(list(Milestone.objects.all()), forecast_on=AUTUMN)
    assert str(refusal.value) == sentence.format("Forged", milestone.pk)
    assert Milestone.history.count() == rows
    edit_record(other, by=by, forecast_on=AUTUMN)  # everybody else works on
    assert Milestone.objects.get(pk=milestone.pk).title == "Forged"


def test_check_history_names_it_and_writes_it_down_as_found(world: None) -> None:
    milestone = Milestone.objects.earliest("pk")
    what = "title = 'Forged', times_rebaselined = 2"
    from_outside(f"UPDATE {TABLE} SET {what} WHERE id = {milestone.pk}")
    finding = (
        f"milestone {milestone.pk} ({TABLE}) was changed outside Mandate: title is 'Forged' and "
        "was 'Open', times_rebaselined is 2 and was 0.\n"
    )
    assert check() == (finding, f"Findings: 1. {GO_ON}")
    assert check("--accept", " ") == ("", "Say why you accept the changes: --accept REASON.")
    accepted = finding + "Accepted, and written as versions by Mandate: 1.\n"
    all_well = "Every record agrees with its history.\n"
    assert check("--accept", "Case 7: restored by hand") == (accepted + all_well, "")
    row = milestone.history.latest("history_id")
    assert (row.title, row.history_user_id, row.history_change_reason, row.request_id[:13]) == (
        "Forged",
        SYSTEM_ID,
        "Case 7: restored by hand",
        "check_history",
    )
    edit_record(Milestone.objects.get(pk=milestone.pk), by=factories.officer(), title="Right")
    assert (check(), disagreements()) == ((all_well, ""), [])


def test_a_row_that_was_put_in_from_outside_is_found(world: None) -> None:
    milestone = Milestone.objects.earliest("pk")
    from_outside(
        f"INSERT INTO {TABLE}"
        " (version, is_archived, scope_id, project_id, title, times_rebaselined)"
        f" SELECT 1, FALSE, scope_id, project_id, 'Slipped in', 0 FROM {TABLE}"
        f" WHERE id = {milestone.pk}"
    )
    new = Milestone.objects.get(title="Slipped in")
    with pytest.raises(ChangedOutside):
        edit_record(new, by=factories.officer(), title="Taken for mine")
    said, end = check()
    assert said == f"milestone {new.pk} ({TABLE}) has no history: it was not made by Mandate.\n"
    assert end == f"Findings: 1. {GO_ON}"
    assert check("--accept", "It was agreed by letter")[1] == ""
    assert new.history.get().history_user_id == SYSTEM_ID


def test_a_change_that_was_undone_leaves_its_trace(world: None, engine: str) -> None:
    if engine != "sqlite":
        pytest.skip("on postgresql the transaction is refused")
    milestone = Milestone.objects.earliest("pk")
    from_outside(f"UPDATE {TABLE} SET title = title WHERE id = {milestone.pk}")
    sentence = f"{TABLE} {milestone.pk} was changed outside Mandate, and back to what it was.\n"
    assert check()[0] == sentence
    assert check("--accept", "Nothing came of it")[1] == ""
    assert disagreements() == []


def test_a_replaced_row_is_found(world: None, engine: str) -> None:
    if engine != "sqlite":
        pytest.skip("only sqlite has REPLACE, which fires no guard of deletion by itself")
    milestone = Milestone.objects.earliest("pk")
    from_outside(
        f"REPLACE INTO {TABLE}"
        " (id, version, is_archived, scope_id, project_id, title, times_rebaselined)"
        f" SELECT id, 1, FALSE, scope_id, project_id, 'Replaced', 0 FROM {TABLE}"
        f" WHERE id = {milestone.pk}"
    )
    assert check()[0] == (
        f"milestone {milestone.pk} ({TABLE}) was changed outside Mandate: "
        "title is 'Replaced' and was 'Open'.\n"
    )


def test_a_record_that_is_gone_is_found_and_not_explained_away(world: None, engine: str) -> None:
    milestone = Milestone.objects.earliest("pk")
    if engine == "sqlite":
        pytest.skip("a plain client of sqlite is refused")
    from_outside(f"DELETE FROM {TABLE} WHERE id = {milestone.pk}")
    sentence = (
        f"milestone {milestone.pk} ({TABLE}) is missing, though its history exists. Put the row"
        " back from a backup.\n"
    )
    assert check() == (sentence, f"Findings: 1. {GO_ON}")
    assert check("--accept", "Gone") == (
        f"{sentence}Accepted, and written as versions by Mandate: 0.\nNot settled: {sentence}",
        f"Findings: 1. {GO_ON}",
    )


def test_a_history_that_was_rewritten_is_found(world: None, engine: str) -> None:
    if engine != "postgresql":
        pytest.skip("a plain client of sqlite is refused")
    milestone = Milestone.objects.earliest("pk")
    day = clock.now() - timedelta(days=9)
    from_outside(
        f"UPDATE {HISTORY} SET history_date = '{day:%Y-%m-%d}' WHERE id = {milestone.pk}", HISTORY
    )
    assert check()[0].splitlines() == [
        f"milestone {milestone.pk} ({TABLE}) {what}. Restore the database from a backup."
        for what in (
            "has a version that the index of all histories lacks",
            "has a line in the index of all histories without a version",
        )
    ]


def test_the_records_that_were_changed_outside_are_found_among_some(world: None) -> None:
    first, second = Milestone.objects.order_by("pk").values_list("pk", flat=True)
    from_outside(f"UPDATE {TABLE} SET title = 'Forged' WHERE id = {first}")
    assert [checking.untold(Milestone, some) for some in ([first, second], [second], [])] == [
        [first],
        [],
        [],
    ]
