"""The guards in SQLite's words. `recursive_triggers` must be ON (config/settings.py).

SQLite keeps the text of each as it was sent, so that existing guards can be compared with the
required ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.guards import Key, Plan, TrackedTable

OBLIGATIONS = {
    "audit_never": ("CREATE TABLE audit_never (id integer PRIMARY KEY)",),
    "audit_due": (
        """CREATE TABLE audit_due (
        id integer PRIMARY KEY, tbl text NOT NULL, pk integer NOT NULL,
        never integer NOT NULL DEFAULT -1
            REFERENCES audit_never (id) DEFERRABLE INITIALLY DEFERRED)""",
        "CREATE INDEX audit_due_row ON audit_due (tbl, pk)",
    ),
}

COLUMNS = """SELECT m.name, c.name, c."notnull" FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type IN ('table', 'view')"""

FOUND = """SELECT CASE type WHEN 'trigger' THEN tbl_name ELSE '' END, name, sql FROM sqlite_master
    WHERE type = 'trigger' OR type = 'view' AND name LIKE 'audit\\_%' ESCAPE '\\'"""

WAIVED, EDITED = "an obligation is not waived", "history is not edited"

SECOND = "'%Y-%m-%d %H:%M:%f'"
CLOCK = f"""SELECT strftime({SECOND}, 'now', '-1 hour') AS earliest,
    strftime({SECOND}, 'now', '+1 second') AS latest"""
STANDING = "SELECT '0' AS earliest, '9999-12-31' AS latest"


def existing(cursor: Any) -> dict[Key, str]:
    """All existing triggers, and the guards' view."""
    cursor.execute(FOUND)
    return {(table, name): sql for table, name, sql in cursor.fetchall()}


def wanted(plan: Plan, cursor: Any) -> dict[Key, str]:
    """The guards as they must be, as `existing` reads them."""
    bodies: dict[Key, str] = {}
    for table in plan.kept:
        bodies |= _kept(table)
    bodies |= _of_obligations() | _of_index(plan.index)
    for t in plan.tables:
        bodies |= _bodies(t, plan)
    guards = {key: f'CREATE TRIGGER "{key[1]}" {body}' for key, body in bodies.items()}
    if plan.while_migrating:
        return guards
    clock = STANDING if plan.time_may_stand else CLOCK
    return (
        {("", "audit_clock"): f'CREATE VIEW "audit_clock" AS {clock}'}
        | guards
        | {(plan.frozen, "audit_frozen"): 'CREATE TRIGGER "audit_frozen" ' + _of_frozen(plan)}
    )


def putting(plan: Plan, cursor: Any) -> dict[Key, list[str]]:
    """The statements that create each guard where none of its name exists."""
    return {key: [text] for key, text in wanted(plan, cursor).items()}


def removing(key: Key) -> str:
    """The statement that removes one existing guard."""
    return f'DROP {"TRIGGER" if key[0] else "VIEW"} "{key[1]}"'


def _of_index(table: str) -> dict[Key, str]:
    # Written only together with a history row, while the obligation is still open (`_settle`).
    strange = """NOT EXISTS (SELECT 1 FROM audit_due
        WHERE tbl = replace(NEW.kind, '.', '_') AND pk = NEW.record_id)"""
    return {(table, f"audit_{table}_i"): _refuse("INSERT", table, EDITED, strange)}


def _of_obligations() -> dict[Key, str]:
    return {
        ("audit_due", "audit_due_u"): _refuse("UPDATE", "audit_due", WAIVED),
        ("audit_never", "audit_never_i"): _refuse("INSERT", "audit_never", WAIVED),
    }


def _of_frozen(plan: Plan) -> str:
    strange = f"""NOT EXISTS (SELECT 1 FROM audit_clock c WHERE NEW.moment >= c.earliest
        AND NEW.moment <= max(c.latest, {_frozen(plan)}))"""
    return _refuse("INSERT", plan.frozen, "only the present moment is frozen", strange)


def _frozen(plan: Plan) -> str:
    """Just after the last frozen moment, which can be ahead of a clock that was put back."""
    return f"""coalesce((SELECT strftime({SECOND}, max(f.moment), '+1 second')
        FROM "{plan.frozen}" f), '')"""


def _kept(table: str) -> dict[Key, str]:
    return {
        (table, f"audit_{table}_u"): _refuse("UPDATE", table, EDITED),
        (table, f"audit_{table}_d"): _refuse("DELETE", table, EDITED),
    }


def _bodies(t: TrackedTable, plan: Plan) -> dict[Key, str]:
    owe = "INSERT INTO audit_due (tbl, pk, never) VALUES ('{table}', {row}.\"{key}\", -1);"
    new = owe.format(table=t.table, row="NEW", key=t.key)
    old = owe.format(table=t.table, row="OLD", key=t.key)
    moved = f"""INSERT INTO audit_due (tbl, pk, never) SELECT '{t.table}', OLD."{t.key}", -1
        WHERE OLD."{t.key}" IS NOT NEW."{t.key}";"""
    told = (
        ""
        if plan.while_migrating
        else _raise(_untold_before(t), "changed outside Mandate before", t)
    )
    bodies = {
        (t.table, f"audit_{t.table}_i"): _after("INSERT", t.table, new),
        (t.table, f"audit_{t.table}_u"): _after("UPDATE", t.table, told + new + moved),
        (t.table, f"audit_{t.table}_d"): _after("DELETE", t.table, old),
        (t.table, f"audit_{t.table}_keep"): _refuse("DELETE", t.table, "a record is not deleted"),
        **_kept(t.history),
        (t.history, f"audit_{t.history}_i"): _after("INSERT", t.history, _settle(t, plan)),
    }
    if t.fixed:
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in t.fixed)
        bodies[t.table, f"audit_{t.table}_fixed"] = _refuse(
            "UPDATE", t.table, "what is fixed stays", changed
        )
    if not plan.while_migrating:
        bodies["audit_due", f"audit_due_{t.table}"] = _refuse(
            "DELETE", "audit_due", WAIVED, f"OLD.tbl = '{t.table}' AND {_untold(t)}"
        )
    return bodies


def _after(event: str, table: str, body: str) -> str:
    return f'AFTER {event} ON "{table}" FOR EACH ROW BEGIN {body} END'


def _refuse(event: str, table: str, why: str, when: str = "TRUE") -> str:
    body = f"SELECT RAISE(ABORT, 'audit: {why} ({table})');"
    return f'BEFORE {event} ON "{table}" FOR EACH ROW WHEN {when} BEGIN {body} END'


def _raise(fault: str, why: str, t: TrackedTable) -> str:
    return f"SELECT RAISE(ABORT, 'audit: {why} ({t.table})') WHERE {fault};"


def _newest(t: TrackedTable, key: str, other_than: str = "") -> str:
    """The newest history row of a record, found by the index that as-at reading uses."""
    other = f" AND o.history_id <> {other_than}" if other_than else ""
    return f"""(SELECT o.history_id FROM "{t.history}" o WHERE o."{t.key}" = {key}{other}
        ORDER BY o.history_date DESC, o.history_id DESC LIMIT 1)"""


def _same(t: TrackedTable, row: str, other: str) -> str:
    return " AND ".join(f'{row}."{c}" IS {other}."{c}"' for c in t.columns)


def _untold_before(t: TrackedTable) -> str:
    """Whether a record, before it is changed, differs from its newest history row."""
    return f"""NOT EXISTS (SELECT 1 FROM "{t.history}" h
        WHERE h.history_id = {_newest(t, f'OLD."{t.key}"')} AND {_same(t, "OLD", "h")})"""


def _untold(t: TrackedTable) -> str:
    """Whether the newest history row differs from its record, for the record of an obligation."""
    return f"""NOT EXISTS (SELECT 1 FROM "{t.table}" r, "{t.history}" h
        WHERE r."{t.key}" = OLD.pk AND h.history_id = {_newest(t, "OLD.pk")}
        AND {_same(t, "r", "h")})"""


def _settle(t: TrackedTable, plan: Plan) -> str:
    due = f"FROM audit_due WHERE tbl = '{t.table}' AND pk = NEW.\"{t.key}\""
    last = f"""EXISTS (SELECT 1 FROM "{t.history}" p
        WHERE p.history_id = {_newest(t, f'NEW."{t.key}"', "NEW.history_id")} AND """
    refusals = {
        "history without a change": f"NOT EXISTS (SELECT 1 {due})",
        "dated history over other history": f"""{last} (p.history_date > NEW.history_date
            OR NEW.is_loaded AND NOT p.is_loaded))""",
        "history without a new version": f"""NEW.history_user_id <> 0
            AND {last} p.version >= NEW.version)""",
        "history of another actor": f"""EXISTS (SELECT 1 FROM "{plan.index}"
            WHERE change_set = NEW.change_set AND actor_id <> NEW.history_user_id)""",
    }
    if not plan.while_migrating:
        refusals |= {
            "history differs from its record": f"""NOT EXISTS (SELECT 1 FROM "{t.table}" r
                WHERE {_same(t, "r", "NEW")})""",
            "history is not dated when it is written": f"""EXISTS (SELECT 1 FROM audit_clock c
                WHERE NOT NEW.is_loaded AND NEW.history_date < c.earliest
                OR NEW.history_date > c.latest AND NEW.history_date > {_frozen(plan)}
                AND NOT {last} p.history_date >= NEW.history_date))""",
        }
    checks = "".join(_raise(fault, why, t) for why, fault in refusals.items())
    return f"{checks} {t.index_row}; DELETE {due};"
