"""What must be true of a PostgreSQL database besides its guards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KINDS = """SELECT c.relname, CASE WHEN c.relkind = 'r' AND c.relpersistence = 'p' THEN 'table'
        WHEN c.relpersistence = 't' THEN 'temporary table'
        WHEN c.relpersistence = 'u' THEN 'table that a crash empties'
        WHEN c.relkind = 'v' THEN 'view' WHEN c.relkind = 'm' THEN 'materialized view'
        WHEN c.relkind = 'p' THEN 'partitioned table' ELSE 'table elsewhere' END
    FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND pg_table_is_visible(c.oid)
    AND c.relnamespace <> 'pg_catalog'::regnamespace"""

ODD_TABLES = """SELECT c.relname,
        c.relrowsecurity OR c.relforcerowsecurity OR EXISTS (
            SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid),
        (SELECT min(r.rulename) FROM pg_rewrite r WHERE r.ev_class = c.oid),
        EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid OR i.inhrelid = c.oid),
        EXISTS (SELECT 1 FROM pg_trigger t
            WHERE t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled NOT IN ('O', 'A')),
        c.relowner <> (SELECT relowner FROM pg_class WHERE oid = to_regclass('audit_due'))
    FROM pg_class c WHERE c.oid = ANY (SELECT to_regclass(name) FROM unnest(%s::text[]) name)
    ORDER BY c.relname"""

DEFERRED_KEY = """SELECT count(*) FROM pg_constraint
    WHERE conrelid = to_regclass('audit_due') AND confrelid = to_regclass('audit_never')
    AND contype = 'f' AND condeferrable AND condeferred AND convalidated
    AND pg_get_constraintdef(oid) = 'FOREIGN KEY (never) REFERENCES audit_never(id) '
        'DEFERRABLE INITIALLY DEFERRED'"""

SESSION = """SELECT rolsuper OR rolbypassrls, current_setting('transaction_isolation'),
        current_setting('session_replication_role')
    FROM pg_roles WHERE rolname = current_user"""

WHO = "and find out who did it"


def kinds_of_tables(cursor: Any) -> dict[str, str]:
    cursor.execute(KINDS)
    return dict(cursor.fetchall())


def faults_of_tables(cursor: Any, tables: list[str]) -> Iterator[str]:
    cursor.execute(ODD_TABLES, [tables])
    for table, has_policy, rule, inherits, switched_off, is_anothers in cursor.fetchall():
        if has_policy:
            yield (
                f"{table} has row security, which hides rows. Run `ALTER TABLE {table} DISABLE ROW "
                f"LEVEL SECURITY`, drop its policies, {WHO}."
            )
        if rule:
            yield f"{table} has a rule. Run `DROP RULE {rule} ON {table}`, {WHO}."
        if inherits:
            yield f"{table} inherits or is inherited from. Run `ALTER TABLE ... NO INHERIT`, {WHO}."
        if switched_off:
            yield (
                f"A foreign key of {table} is switched off. Run `ALTER TABLE {table} ENABLE "
                f"TRIGGER ALL` as a superuser, {WHO}."
            )
        if is_anothers:
            yield (
                f"{table} belongs to another role than audit_due. Give all tables to the role that "
                f"migrates, {WHO}."
            )
    cursor.execute(DEFERRED_KEY)
    if cursor.fetchone() != (1,):
        yield (
            "The foreign key of audit_due is not the one that Mandate makes. Stop Mandate, drop "
            "the tables audit_due and audit_never, run `manage.py migrate`, which makes them "
            f"again, {WHO}."
        )


def faults_of_session(cursor: Any) -> Iterator[str]:
    cursor.execute(SESSION)
    is_super, isolation, replication = cursor.fetchone()
    if is_super:
        yield (
            "Mandate connects to the database as a superuser, which no guard can stop. Give "
            "DATABASE_URL a role of its own (docs/operating.md)."
        )
    if isolation != "read committed":
        yield (
            f"The database's transactions are {isolation}, under which a frozen moment could still "
            "change. Set default_transaction_isolation to 'read committed' for "
            "Mandate's role."
        )
    if replication != "origin":
        yield (
            f"session_replication_role is {replication}, which switches guards off. Reset it for "
            "Mandate's role."
        )
