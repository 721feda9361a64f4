"""The guards in PostgreSQL's words. The functions run with the rights of the tables' owner, so that
the site's own role needs none on the obligations. They resolve names in the catalogue, then in
Mandate's schema and last among temporary tables, so that no temporary table can stand in for one of
ours; and each checks which table it was called for, so that it cannot be used from another.

Triggers are written exactly as PostgreSQL prints them, so that existing guards can be compared with
the required ones; a condition, which it would print differently, stands inside a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.guards import Key, Plan, TrackedTable

OBLIGATIONS = {
    "audit_never": ("CREATE TABLE audit_never (id bigint PRIMARY KEY)",),
    "audit_due": (
        """CREATE TABLE audit_due (
        tbl text NOT NULL, pk bigint NOT NULL,
        never bigint NOT NULL DEFAULT -1
            REFERENCES audit_never (id) DEFERRABLE INITIALLY DEFERRED)""",
        "CREATE INDEX audit_due_row ON audit_due (tbl, pk)",
    ),
}

COLUMNS = """SELECT c.relname, a.attname, a.attnotnull
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND pg_table_is_visible(c.oid)
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND c.relnamespace = current_schema()::regnamespace"""

FOUND_TRIGGERS = """SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid, true)
        || CASE WHEN t.tgenabled IN ('O', 'A') THEN '' ELSE ' (switched off)' END
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"""

FOUND_FUNCTIONS = """SELECT p.proname, pg_get_function_arguments(p.oid) || ' > '
        || pg_get_function_result(p.oid) || ' ' || l.lanname || ' ' || p.prosecdef || ' '
        || coalesce(array_to_string(p.proconfig, ','), '') || p.prosrc
        || CASE WHEN p.proowner = (SELECT relowner FROM pg_class
            WHERE oid = to_regclass('audit_due')) THEN '' ELSE ' (of another owner)' END
        || CASE WHEN EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl,
            acldefault('f', p.proowner))) a WHERE a.grantee = 0) THEN ' (for everybody)' ELSE '' END
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.proname LIKE 'audit\\_%' AND p.pronamespace = current_schema()::regnamespace"""

NOW = "moment timestamp with time zone, is_loaded boolean, last timestamp with time zone"
WAIVED, EDITED = "an obligation is not waived", "history is not edited"


def existing(cursor: Any) -> dict[Key, str]:
    """The existing triggers on any table that the site sees, and the guards' existing functions."""
    cursor.execute(FOUND_TRIGGERS)
    things = {(table, name): text for table, name, text in cursor.fetchall()}
    cursor.execute(FOUND_FUNCTIONS)
    for name, text in cursor.fetchall():
        things["", name] = (
            things.get(("", name), "") + text
        )  # a second one of that name is a difference
    return things


def wanted(plan: Plan, cursor: Any) -> dict[Key, str]:
    """The guards as they must be, functions first, as `existing` reads them."""
    path = search_path(cursor)
    functions = {
        ("", name): f"{arguments} > {result} plpgsql true search_path={path}{body}"
        for name, (arguments, result, body) in _functions(plan).items()
    }
    return functions | _triggers(plan)


def putting(plan: Plan, cursor: Any) -> dict[Key, list[str]]:
    """The statements that create each guard where it is missing, or replace another."""
    path = search_path(cursor)
    functions = {
        ("", name): [
            f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {result} LANGUAGE plpgsql "
            f"SECURITY DEFINER SET search_path = {path} AS $guard${body}$guard$",
            f"REVOKE ALL ON FUNCTION {name}({arguments}) FROM PUBLIC",
        ]
        for name, (arguments, result, body) in _functions(plan).items()
    }
    triggers = {
        (table, name): [
            text.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER", 1),
            f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"',
        ]
        for (table, name), text in _triggers(plan).items()
    }
    return functions | triggers


def removing(key: Key) -> str:
    """The statement that removes one existing guard."""
    table, name = key
    return f'DROP TRIGGER "{name}" ON "{table}"' if table else f"DROP FUNCTION {name}"


def search_path(cursor: Any) -> str:
    cursor.execute("SELECT quote_ident(current_schema())")
    (schema,) = cursor.fetchone()
    return f"pg_catalog, {schema}, pg_temp"


def _triggers(plan: Plan) -> dict[Key, str]:
    before, each, whole = "BEFORE", "ROW", "STATEMENT"
    all_of: dict[Key, str] = {}

    def put(name: str, when: str, table: str, level: str, function: str, why: str = "") -> None:
        argument = f"'{why}'" if why else ""
        all_of[table, name] = (
            f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {level} "
            f"EXECUTE FUNCTION {function}({argument})"
        )

    def keep(table: str) -> None:
        changes = f"{before} DELETE OR UPDATE"
        put("audit_append_only", changes, table, each, "audit_refuse", EDITED)
        put("audit_append_only_all", f"{before} TRUNCATE", table, whole, "audit_refuse", EDITED)

    for table in plan.kept:
        keep(table)
    put("audit_written", f"{before} INSERT", plan.index, each, "audit_written")
    put("audit_frozen", f"{before} INSERT", plan.frozen, each, "audit_frozen")
    put("audit_waive", f"{before} DELETE", "audit_due", each, "audit_waive")
    put("audit_waive_by", f"{before} UPDATE", "audit_due", each, "audit_refuse", WAIVED)
    put("audit_waive_all", f"{before} TRUNCATE", "audit_due", whole, "audit_refuse", WAIVED)
    put("audit_waive", f"{before} INSERT", "audit_never", each, "audit_refuse", WAIVED)
    for t in plan.tables:
        deleted = "a record is not deleted"
        owed = "AFTER INSERT OR DELETE OR UPDATE"
        put("audit_owe", owed, t.table, each, _name("owe", t))
        put("audit_keep", f"{before} DELETE", t.table, each, "audit_refuse", deleted)
        put("audit_keep_all", f"{before} TRUNCATE", t.table, whole, "audit_refuse", deleted)
        if t.fixed:
            put("audit_fixed", f"{before} UPDATE", t.table, each, _name("fixed", t))
        keep(t.history)
        put("audit_settle", "AFTER INSERT", t.history, each, _name("settle", t))
    return all_of


def _functions(plan: Plan) -> dict[str, tuple[str, str, str]]:
    """Name -> arguments, result, body."""
    of_now = "RETURN true;" if plan.time_may_stand else _is_of_now(plan)
    bodies = {
        "audit_refuse": (
            "",
            "trigger",
            "BEGIN RAISE EXCEPTION 'audit: % (%)', TG_ARGV[0], TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END",
        ),
        "audit_waive": ("", "trigger", WAIVE),
        "audit_written": ("", "trigger", WRITTEN),
        "audit_is_of_now": (NOW, "boolean", f"BEGIN {of_now} END"),
        "audit_frozen": ("", "trigger", FROZEN),
    }
    for t in plan.tables:
        bodies[_name("told", t)] = ("key bigint", "boolean", _told(t))
        bodies[_name("owe", t)] = ("", "trigger", _owe(t))
        bodies[_name("settle", t)] = ("", "trigger", _settle(t, plan.index))
        if t.fixed:
            bodies[_name("fixed", t)] = ("", "trigger", _fixed(t))
    return bodies


def _name(of: str, t: TrackedTable) -> str:
    return f"audit_{of}_{t.table}"


# An obligation ends only when the newest history row agrees with the record.
WAIVE = f"""
DECLARE is_told boolean;
BEGIN
    IF TG_RELID = 'audit_due'::regclass THEN
        EXECUTE format('SELECT %I($1)', 'audit_told_' || OLD.tbl) INTO is_told USING OLD.pk;
        IF is_told THEN
            RETURN OLD;
        END IF;
    END IF;
    IF pg_trigger_depth() > 1 THEN
        RAISE EXCEPTION 'audit: history differs from its record (%)', OLD.tbl
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RAISE EXCEPTION 'audit: {WAIVED} (audit_due)'
        USING ERRCODE = 'integrity_constraint_violation';
END"""

# The index is written only together with a history row, while the obligation is still open.
WRITTEN = f"""BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit_due
            WHERE tbl = replace(NEW.kind, '.', '_') AND pk = NEW.record_id) THEN
        RAISE EXCEPTION 'audit: {EDITED} (%)', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END"""

FROZEN = """BEGIN
    IF NOT audit_is_of_now(NEW.moment, false, NULL) THEN
        RAISE EXCEPTION 'audit: only the present moment is frozen (%)', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END"""


def _is_of_now(plan: Plan) -> str:
    """A row is dated after its transaction began and not ahead of the clock, unless its record's
    last version or a frozen moment is itself ahead."""
    return f"""
    IF moment < transaction_timestamp() - interval '5 seconds' THEN
        RETURN is_loaded;
    END IF;
    RETURN moment <= clock_timestamp() OR moment <= last OR moment <=
        (SELECT max(f.moment) + interval '1 millisecond' FROM {plan.frozen} f);"""


def _newest(t: TrackedTable, key: str, other_than: str = "") -> str:
    """The newest history row of a record, found by the index that as-at reading uses."""
    other = f" AND o.history_id <> {other_than}" if other_than else ""
    return f"""SELECT o.* FROM "{t.history}" o WHERE o."{t.key}" = {key}{other}
        ORDER BY o.history_date DESC, o.history_id DESC LIMIT 1"""


def _same(t: TrackedTable, row: str) -> str:
    return " AND ".join(f'{row}."{c}" IS NOT DISTINCT FROM n."{c}"' for c in t.columns)


def _told(t: TrackedTable) -> str:
    return f"""BEGIN
    RETURN EXISTS (SELECT 1 FROM "{t.table}" r, ({_newest(t, "$1")}) n
        WHERE r."{t.key}" = $1 AND {_same(t, "r")});
END"""


def _owe(t: TrackedTable) -> str:
    untold = _raise("changed outside Mandate before", t)
    return f"""BEGIN
    IF TG_RELID <> '"{t.table}"'::regclass THEN
        {_raise("a guard of another table", t)}
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NOT EXISTS (SELECT 1 FROM ({_newest(t, f'OLD."{t.key}"')}) n
                WHERE {_same(t, "OLD")}) THEN
            {untold}
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO audit_due (tbl, pk, never) VALUES ('{t.table}', NEW."{t.key}", -1);
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD."{t.key}" <> NEW."{t.key}") THEN
        INSERT INTO audit_due (tbl, pk, never) VALUES ('{t.table}', OLD."{t.key}", -1);
    END IF;
    RETURN NULL;
END"""


def _fixed(t: TrackedTable) -> str:
    changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in t.fixed)
    return f"""BEGIN
    IF {changed} THEN
        {_raise("what is fixed stays", t)}
    END IF;
    RETURN NEW;
END"""


def _settle(t: TrackedTable, index: str) -> str:
    return f"""
DECLARE last record;
BEGIN
    IF TG_RELID <> '"{t.history}"'::regclass THEN
        {_raise("a guard of another table", t)}
    END IF;
    IF NOT EXISTS (SELECT 1 FROM audit_due WHERE tbl = '{t.table}' AND pk = NEW."{t.key}") THEN
        {_raise("history without a change", t)}
    END IF;
    {_newest(t, f'NEW."{t.key}"', "NEW.history_id").replace("o.*", "o.* INTO last", 1)};
    IF last.history_date > NEW.history_date OR NEW.is_loaded AND NOT last.is_loaded THEN
        {_raise("dated history over other history", t)}
    END IF;
    IF NOT audit_is_of_now(NEW.history_date, NEW.is_loaded, last.history_date) THEN
        {_raise("history is not dated when it is written", t)}
    END IF;
    IF NEW.version <= last.version AND NEW.history_user_id <> 0 THEN
        {_raise("history without a new version", t)}
    END IF;
    IF EXISTS (SELECT 1 FROM {index}
            WHERE change_set = NEW.change_set AND actor_id <> NEW.history_user_id) THEN
        {_raise("history of another actor", t)}
    END IF;
    {t.index_row};
    DELETE FROM audit_due WHERE tbl = '{t.table}' AND pk = NEW."{t.key}";
    RETURN NULL;
END"""


def _raise(why: str, t: TrackedTable) -> str:
    return (
        f"RAISE EXCEPTION 'audit: {why} ({t.table})' "
        "USING ERRCODE = 'integrity_constraint_violation';"
    )
