"""The guards in SQLite's words. `recursive_triggers` must be ON (config/settings.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.guards import TrackedTable

INVENTORY = (
    "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'"
)

TABLES = (
    "CREATE TABLE IF NOT EXISTS audit_never (id integer PRIMARY KEY)",
    """CREATE TABLE IF NOT EXISTS audit_due (
        id integer PRIMARY KEY, tbl text NOT NULL, pk integer NOT NULL,
        never integer NOT NULL DEFAULT -1
            REFERENCES audit_never (id) DEFERRABLE INITIALLY DEFERRED)""",
    "CREATE INDEX IF NOT EXISTS audit_due_row ON audit_due (tbl, pk)",
)


WAIVED = "an obligation is not waived"


def statements(tables: Iterable[TrackedTable], *, while_migrating: bool) -> Iterator[str]:
    yield from TABLES
    for (_table, name), body in _of_obligations().items():
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield f'CREATE TRIGGER "{name}" {body}'
    for t in tables:
        for _table, name in _bodies(t, while_migrating=True) | _bodies(t, while_migrating=False):
            yield f'DROP TRIGGER IF EXISTS "{name}"'
        for (_table, name), body in _bodies(t, while_migrating).items():
            yield f'CREATE TRIGGER "{name}" {body}'


def statements_of_kept(tables: Iterable[str], index: str) -> Iterator[str]:
    for table in tables:
        bodies = _of_index(table) if table == index else _kept(table)
        for (_table, name), body in bodies.items():
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield f'CREATE TRIGGER "{name}" {body}'


def triggers(
    tables: Iterable[TrackedTable], kept: Iterable[str], index: str
) -> Iterator[tuple[str, str]]:
    for table in kept:
        yield from _of_index(table) if table == index else _kept(table)
    yield from _of_obligations()
    for t in tables:
        yield from _bodies(t, while_migrating=False)


def _of_index(table: str) -> dict[tuple[str, str], str]:
    # Written only while a record's history row is, which is then still owed (`_settle`).
    strange = """NOT EXISTS (SELECT 1 FROM audit_due
        WHERE tbl = replace(NEW.kind, '.', '_') AND pk = NEW.record_id)"""
    return _kept(table) | {
        (table, f"audit_{table}_i"): _refuse("INSERT", table, "history is not edited", strange),
    }


def _of_obligations() -> dict[tuple[str, str], str]:
    return {
        ("audit_due", "audit_due_u"): _refuse("UPDATE", "audit_due", WAIVED),
        ("audit_never", "audit_never_i"): _refuse("INSERT", "audit_never", WAIVED),
    }


def _kept(table: str) -> dict[tuple[str, str], str]:
    return {
        (table, f"audit_{table}_u"): _refuse("UPDATE", table, "history is not edited"),
        (table, f"audit_{table}_d"): _refuse("DELETE", table, "history is not edited"),
    }


def _bodies(t: TrackedTable, while_migrating: bool) -> dict[tuple[str, str], str]:
    owe = "INSERT INTO audit_due (tbl, pk) VALUES ('{table}', {row}.\"{key}\");"
    new = owe.format(table=t.table, row="NEW", key=t.key)
    old = owe.format(table=t.table, row="OLD", key=t.key)
    moved = f"""INSERT INTO audit_due (tbl, pk) SELECT '{t.table}', OLD."{t.key}"
        WHERE OLD."{t.key}" IS NOT NEW."{t.key}";"""
    # The weaker guard has a name of its own: a migration that broke off is seen in the inventory.
    settle = f"audit_{t.history}_{'migrating' if while_migrating else 'i'}"
    bodies = {
        (t.table, f"audit_{t.table}_i"): _after("INSERT", t.table, new),
        (t.table, f"audit_{t.table}_u"): _after("UPDATE", t.table, new + moved),
        (t.table, f"audit_{t.table}_d"): _after("DELETE", t.table, old),
        (t.table, f"audit_{t.table}_keep"): _refuse("DELETE", t.table, "a record is not deleted"),
        **_kept(t.history),
        (t.history, settle): _after("INSERT", t.history, _settle(t, while_migrating)),
    }
    if t.fixed:
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in t.fixed)
        bodies[t.table, f"audit_{t.table}_fixed"] = _refuse(
            "UPDATE", t.table, "what is fixed stays", changed
        )
    if not while_migrating:
        bodies["audit_due", f"audit_due_{t.table}"] = _refuse(
            "DELETE", "audit_due", WAIVED, f"OLD.tbl = '{t.table}' AND {_untold(t)}"
        )
    return bodies


def _after(event: str, table: str, body: str) -> str:
    return f'AFTER {event} ON "{table}" FOR EACH ROW BEGIN {body} END'


def _refuse(event: str, table: str, why: str, when: str = "TRUE") -> str:
    body = f"SELECT RAISE(ABORT, 'audit: {why} ({table})');"
    return f'BEFORE {event} ON "{table}" FOR EACH ROW WHEN {when} BEGIN {body} END'


def _untold(t: TrackedTable) -> str:
    """Whether the newest history row of the record of an obligation is not as the record is."""
    newest = f"""(SELECT max(n.history_id) FROM "{t.history}" n WHERE n."{t.key}" = OLD.pk)"""
    same = "".join(f' AND r."{c}" IS h."{c}"' for c in t.columns if c != t.key)
    return f"""NOT EXISTS (SELECT 1 FROM "{t.table}" r, "{t.history}" h
        WHERE r."{t.key}" = OLD.pk AND h.history_id = {newest}{same})"""


def _settle(t: TrackedTable, while_migrating: bool) -> str:
    due = f"FROM audit_due WHERE tbl = '{t.table}' AND pk = NEW.\"{t.key}\""
    same = f'r."{t.key}" = NEW."{t.key}"' + "".join(
        f' AND r."{c}" IS NEW."{c}"' for c in t.columns if c != t.key
    )
    untrue = f'NOT EXISTS (SELECT 1 FROM "{t.table}" r WHERE {same})'
    # Asked apart: the first alone is answered by the index that as-at reads by.
    other = f"""SELECT 1 FROM "{t.history}" h
        WHERE h."{t.key}" = NEW."{t.key}" AND h.history_id <> NEW.history_id"""
    misdated = f"""(EXISTS ({other} AND h.history_date > NEW.history_date)
        OR NEW.is_loaded AND EXISTS ({other} AND NOT h.is_loaded))"""
    refusals = {
        "history without a change": f"NOT EXISTS (SELECT 1 {due})",
        "dated history over other history": misdated,
    }
    if not while_migrating:
        refusals["history differs from its record"] = untrue
    checks = "".join(
        f"SELECT RAISE(ABORT, 'audit: {why} ({t.table})') WHERE {fault};"
        for why, fault in refusals.items()
    )
    return f"{checks} {t.index_row}; DELETE {due};"
