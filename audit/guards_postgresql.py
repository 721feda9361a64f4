"""The guards in PostgreSQL's words.

The functions run with the rights of the tables' owner, so that the site's own role needs none on
the obligations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.guards import TrackedTable

INVENTORY = """SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname LIKE 'audit_%'
    AND pg_table_is_visible(c.oid)"""

TABLES = (
    "CREATE TABLE IF NOT EXISTS audit_never (id bigint PRIMARY KEY)",
    """CREATE TABLE IF NOT EXISTS audit_due (
        tbl text NOT NULL, pk bigint NOT NULL,
        never bigint NOT NULL DEFAULT -1
            REFERENCES audit_never (id) DEFERRABLE INITIALLY DEFERRED)""",
    "CREATE INDEX IF NOT EXISTS audit_due_row ON audit_due (tbl, pk)",
)

FUNCTION = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path FROM CURRENT AS $guard$ {body} $guard$"""

BY_HAND = "FOR EACH ROW WHEN (pg_trigger_depth() = 0)"
"""What another guard does is not meant."""

OWE = """BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO audit_due (tbl, pk) VALUES (TG_TABLE_NAME, NEW.id);
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.id <> NEW.id) THEN
        INSERT INTO audit_due (tbl, pk) VALUES (TG_TABLE_NAME, OLD.id);
    END IF;
    RETURN NULL;
END"""

REFUSE = """BEGIN
    RAISE EXCEPTION 'audit: % (%)', TG_ARGV[0], TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END"""


def statements(tables: Iterable[TrackedTable], *, while_migrating: bool) -> Iterator[str]:
    yield from TABLES
    yield FUNCTION.format(name="audit_owe", body=OWE)
    yield FUNCTION.format(name="audit_refuse", body=REFUSE)
    yield from _put(_of_obligations())
    for t in tables:
        yield FUNCTION.format(name=_settle_name(t), body=_settle(t))
        yield from _put(_bodies(t))


def statements_of_kept(tables: Iterable[str], index: str) -> Iterator[str]:
    for table in tables:
        yield from _put(_of_index(table) if table == index else _kept(table))


def triggers(
    tables: Iterable[TrackedTable], kept: Iterable[str], index: str
) -> Iterator[tuple[str, str]]:
    for table in kept:
        yield from _of_index(table) if table == index else _kept(table)
    yield from _of_obligations()
    for t in tables:
        yield from _bodies(t)


def _put(bodies: dict[tuple[str, str], str]) -> Iterator[str]:
    for (table, name), body in bodies.items():
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
        yield f'CREATE TRIGGER "{name}" {body}'


def _of_index(table: str) -> dict[tuple[str, str], str]:
    return _kept(table) | {
        (table, "audit_written"): f'BEFORE INSERT ON "{table}" {BY_HAND} '
        "EXECUTE FUNCTION audit_refuse('history is not edited')",
    }


def _of_obligations() -> dict[tuple[str, str], str]:
    waived = "EXECUTE FUNCTION audit_refuse('an obligation is not waived')"
    return {
        ("audit_due", "audit_waive"): f"BEFORE UPDATE OR DELETE ON audit_due {BY_HAND} {waived}",
        ("audit_due", "audit_waive_all"): "BEFORE TRUNCATE ON audit_due "
        f"FOR EACH STATEMENT {waived}",
        ("audit_never", "audit_waive"): f"BEFORE INSERT ON audit_never FOR EACH ROW {waived}",
    }


def _kept(table: str) -> dict[tuple[str, str], str]:
    edited = "'history is not edited'"
    return {
        (table, "audit_append_only"): f'BEFORE UPDATE OR DELETE ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION audit_refuse({edited})",
        (table, "audit_append_only_all"): f'BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse({edited})",
    }


def _bodies(t: TrackedTable) -> dict[tuple[str, str], str]:
    kept = "'a record is not deleted'"
    return _fixed(t) | {
        (t.table, "audit_owe"): f'AFTER INSERT OR UPDATE OR DELETE ON "{t.table}" '
        "FOR EACH ROW EXECUTE FUNCTION audit_owe()",
        (t.table, "audit_keep"): f'BEFORE DELETE ON "{t.table}" '
        f"FOR EACH ROW EXECUTE FUNCTION audit_refuse({kept})",
        (t.table, "audit_keep_all"): f'BEFORE TRUNCATE ON "{t.table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse({kept})",
        **_kept(t.history),
        (t.history, "audit_settle"): f'AFTER INSERT ON "{t.history}" '
        f"FOR EACH ROW EXECUTE FUNCTION {_settle_name(t)}()",
    }


def _fixed(t: TrackedTable) -> dict[tuple[str, str], str]:
    if not t.fixed:
        return {}
    changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in t.fixed)
    body = f'BEFORE UPDATE ON "{t.table}" FOR EACH ROW WHEN ({changed}) '
    return {(t.table, "audit_fixed"): f"{body}EXECUTE FUNCTION audit_refuse('what is fixed stays')"}


def _settle_name(t: TrackedTable) -> str:
    return f"audit_settle_{t.table}"


def _settle(t: TrackedTable) -> str:
    same = f'r."{t.key}" = NEW."{t.key}"' + "".join(
        f' AND r."{c}" IS NOT DISTINCT FROM NEW."{c}"' for c in t.columns if c != t.key
    )
    # Asked apart: the first alone is answered by the index that as-at reads by.
    other = f"""SELECT 1 FROM "{t.history}" h
            WHERE h.id = NEW.id AND h.history_id <> NEW.history_id"""
    return f"""BEGIN
    DELETE FROM audit_due WHERE tbl = '{t.table}' AND pk = NEW.id;
    IF NOT FOUND THEN
        {_raise("history without a change", t)}
    END IF;
    IF NOT EXISTS (SELECT 1 FROM "{t.table}" r WHERE {same}) THEN
        {_raise("history differs from its record", t)}
    END IF;
    IF EXISTS ({other} AND h.history_date > NEW.history_date)
            OR NEW.is_loaded AND EXISTS ({other} AND NOT h.is_loaded) THEN
        {_raise("dated history over other history", t)}
    END IF;
    {t.index_row};
    RETURN NULL;
END"""


def _raise(why: str, t: TrackedTable) -> str:
    return (
        f"RAISE EXCEPTION 'audit: {why} ({t.table})' "
        "USING ERRCODE = 'integrity_constraint_violation';"
    )
