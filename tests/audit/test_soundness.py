"""Tampering with the database gives a sentence, and stops the site from starting."""

from __future__ import annotations

import pytest
from django.db import connection

from audit import soundness
from projects.models import Milestone
from tests.audit.rows import execute

pytestmark = pytest.mark.django_db

TABLE, HISTORY = Milestone._meta.db_table, Milestone.history.model._meta.db_table
WHO = "and find out who changed it."
PUT_BACK = f"Run `manage.py migrate`, which puts them back, {WHO}"


def altered(what: str, verb: str = "has altered") -> str:
    return (
        f"The database {verb} 1 of the guards of its history, the first of them {what}. {PUT_BACK}"
    )


def missing(table: str) -> str:
    return (
        f"The table {table} is missing: it was dropped or renamed. Give it its name back, "
        f"or restore the database from a backup, {WHO}"
    )


ANY = {
    "a history table that has another name": (
        f"ALTER TABLE {HISTORY} RENAME TO kept_elsewhere",
        missing(HISTORY),
    ),
    "a migration of this release that is not applied": (
        "DELETE FROM django_migrations WHERE app = 'usersessions'",
        "The database belongs to an earlier version of Mandate: usersessions.0001_initial is not "
        "applied. Make a backup, and run `manage.py migrate`.",
    ),
    "a migration of a later release": (
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('audit', '0099_sealed', '2030-01-01 00:00:00+00:00')",
        "The database belongs to a later version of Mandate: audit.0099_sealed is applied to it "
        "but "
        "is not installed here. Install that version again.",
    ),
    "no tables at all": (
        "DELETE FROM django_migrations",
        "The database has no tables of Mandate. Run `manage.py migrate`.",
    ),
}

SQLITE = {
    "a guard that does nothing": (
        f"DROP TRIGGER audit_{TABLE}_u; CREATE TRIGGER audit_{TABLE}_u AFTER UPDATE ON {TABLE}"
        " BEGIN SELECT 1; END",
        altered(f"audit_{TABLE}_u on {TABLE}"),
    ),
    "a guard with a condition": (
        f"DROP TRIGGER audit_{TABLE}_keep; CREATE TRIGGER audit_{TABLE}_keep BEFORE DELETE ON"
        f" {TABLE} WHEN FALSE BEGIN SELECT RAISE(ABORT, 'audit: a record is not deleted'); END",
        altered(f"audit_{TABLE}_keep on {TABLE}"),
    ),
    "a clock of another's": (
        "DROP VIEW audit_clock; CREATE VIEW audit_clock AS SELECT '0' AS earliest, '3' AS latest",
        altered("audit_clock"),
    ),
    "another's trigger": (
        f"CREATE TRIGGER tidy AFTER UPDATE ON {TABLE} BEGIN DELETE FROM audit_due; END",
        f"tidy on {TABLE} is a trigger that is not Mandate's. Drop it, and find out who made it.",
    ),
    "obligations that are satisfied elsewhere": (
        "ALTER TABLE audit_never ADD COLUMN more integer",
        "The table audit_never is not the one that Mandate makes. Restore the database from a "
        "backup, " + WHO,
    ),
    "a view in place of a table": (
        "ALTER TABLE audit_frozenmoment RENAME TO kept; CREATE VIEW audit_frozenmoment AS"
        " SELECT * FROM kept",
        f"audit_frozenmoment is not a table but a view. Restore the database from a backup, {WHO}",
    ),
    "a column that is gone": (
        f"ALTER TABLE {HISTORY} RENAME COLUMN request_id TO kept",
        f"{HISTORY} has no column request_id. Restore the database from a backup, {WHO}",
    ),
}

BODY = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = "
POSTGRESQL = {
    "a guard that does nothing": (
        f"CREATE OR REPLACE FUNCTION audit_owe_{TABLE}() {BODY}pg_catalog, public, pg_temp"
        " AS 'BEGIN RETURN NULL; END'",
        altered(f"audit_owe_{TABLE}"),
    ),
    "a function that looks among temporary tables first": (
        "ALTER FUNCTION audit_waive() SET search_path = pg_temp, public",
        altered("audit_waive"),
    ),
    "a function that anybody may put on a table": (
        "GRANT EXECUTE ON FUNCTION audit_waive() TO PUBLIC",
        altered("audit_waive"),
    ),
    "a guard with a condition": (
        f"CREATE OR REPLACE TRIGGER audit_keep BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN (false)"
        " EXECUTE FUNCTION audit_refuse('a record is not deleted')",
        altered(f"audit_keep on {TABLE}"),
    ),
    "a guard that is switched off": (
        f"ALTER TABLE {TABLE} DISABLE TRIGGER audit_keep",
        altered(f"audit_keep on {TABLE}"),
    ),
    "a guard for replicas": (
        f"ALTER TABLE {TABLE} ENABLE REPLICA TRIGGER audit_keep",
        altered(f"audit_keep on {TABLE}"),
    ),
    "another's trigger": (
        f"CREATE TRIGGER tidy AFTER UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION"
        " suppress_redundant_updates_trigger()",
        f"tidy on {TABLE} is a trigger that is not Mandate's. Drop it, and find out who made it.",
    ),
    "another's rule": (
        f"CREATE RULE hush AS ON UPDATE TO {TABLE} DO INSTEAD NOTHING",
        f"{TABLE} has a rule. Run `DROP RULE hush ON {TABLE}`, and find out who did it.",
    ),
    "row security": (
        f"ALTER TABLE {HISTORY} ENABLE ROW LEVEL SECURITY",
        f"{HISTORY} has row security, which hides rows. Run `ALTER TABLE {HISTORY} DISABLE ROW"
        " LEVEL SECURITY`, drop its policies, and find out who did it.",
    ),
    "rows of another table": (
        f"CREATE TABLE more () INHERITS ({TABLE})",
        f"{TABLE} inherits or is inherited from. Run `ALTER TABLE ... NO INHERIT`, and find out who"
        " did it.",
    ),
    "a key that is not deferred": (
        "ALTER TABLE audit_due ALTER CONSTRAINT audit_due_never_fkey NOT DEFERRABLE",
        "The foreign key of audit_due is not the one that Mandate makes. Stop Mandate, drop the"
        " tables audit_due and audit_never, run `manage.py migrate`, which makes them again, and"
        " find out who did it.",
    ),
    "an obligation that may be empty": (
        "ALTER TABLE audit_due ALTER COLUMN never DROP NOT NULL",
        "audit_due.never may be empty but must not be. Make it NOT NULL again, "
        "and find out who changed it.",
    ),
    "a history of nobody": (
        f"ALTER TABLE {HISTORY} ALTER COLUMN history_user_id DROP NOT NULL",
        f"{HISTORY}.history_user_id may be empty but must not be. Make it NOT NULL again, "
        "and find out who changed it.",
    ),
    "a view in place of a table": (
        "ALTER TABLE audit_frozenmoment RENAME TO kept;"
        " CREATE VIEW audit_frozenmoment AS SELECT * FROM kept",
        f"audit_frozenmoment is not a table but a view. Restore the database from a backup, {WHO}",
    ),
    "a temporary table in place of a table": (
        "CREATE TEMP TABLE audit_due (tbl text, pk bigint, never bigint)",
        "audit_due is not a table but a temporary table. Restore the database from a backup, "
        f"{WHO}",
    ),
    "a table that a crash empties": (
        "ALTER TABLE audit_frozenmoment SET UNLOGGED",
        "audit_frozenmoment is not a table but a table that a crash empties. Restore the database"
        f" from a backup, {WHO}",
    ),
}


def do(statements: str) -> None:
    """SQLite takes one statement at a time."""
    part = ""
    for piece in statements.split(";"):
        part += piece
        if "BEGIN" in part and "END" not in part:
            part += ";"
            continue
        execute(part)
        part = ""


@pytest.mark.parametrize("case", sorted({*ANY, *SQLITE, *POSTGRESQL}))
def test_what_was_done_to_the_database_is_said(case: str, engine: str) -> None:
    cases = ANY | {"sqlite": SQLITE, "postgresql": POSTGRESQL}[engine]
    if case not in cases:
        pytest.skip("of the other engine")
    statements, sentence = cases[case]
    assert list(soundness.faults_of_tables(connection)) == []
    do(statements)
    assert list(soundness.faults_of_tables(connection)) == [sentence]


def test_a_sound_session_is_not_complained_of() -> None:
    assert list(soundness.faults_of_session(connection)) == []


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            "default_transaction_isolation = 'repeatable read'",
            "The database's transactions are repeatable read, under which a frozen moment "
            "could still change. Set default_transaction_isolation to 'read committed' for "
            "Mandate's role.",
        ),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_an_unsuitable_session_is_said(setting: str, sentence: str, engine: str) -> None:
    if engine != "postgresql":
        pytest.skip("only postgresql has it")
    execute(f"SET {setting}")
    assert list(soundness.faults_of_session(connection)) == [sentence]
    connection.close()
