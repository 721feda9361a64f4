"""The role that owns the tables, if it is not the site's own (DATABASE_OWNER_URL)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from audit import guards

REACHED_BY = ("USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def as_owner(connection: Any) -> Iterator[str]:
    """Inside, the connection is the owner's, if that is not the site's role. Yields the name of the
    site's role then, and "" where that is the owner itself."""
    owner = settings.DATABASE_OWNER
    if not owner or connection.vendor != "postgresql":
        yield ""
        return
    connection.close()
    before = {name: connection.settings_dict[name] for name in REACHED_BY}
    connection.settings_dict.update({name: owner.get(name, "") for name in REACHED_BY})
    try:
        yield "" if before["USER"] == owner.get("USER") else before["USER"]
    finally:
        connection.close()
        connection.settings_dict.update(before)


def grant_rights(connection: Any, site: str) -> None:
    """Give the site's role the rights that it needs on each table, and take away the rest."""
    with connection.cursor() as cursor:
        for statement in rights(connection, cursor, site):
            cursor.execute(statement)


def rights(connection: Any, cursor: Any, site: str) -> Iterator[str]:
    """The statements that grant a role the rights that the site needs, and take away the rest."""
    role = connection.ops.quote_name(site)
    quote = connection.ops.quote_name
    cursor.execute("SELECT current_schema(), current_database()")
    schema, database = (quote(name) for name in cursor.fetchone())
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {role}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
    for table, verbs in sorted(_verbs(connection, cursor).items()):
        yield f"GRANT {verbs} ON {quote(table)} TO {role}"
    cursor.execute(
        "SELECT pg_has_role(current_user, datdba, 'USAGE') FROM pg_database "
        "WHERE datname = current_database()"
    )
    if cursor.fetchone()[0]:
        yield f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC, {role}"
        yield f"GRANT CONNECT ON DATABASE {database} TO {role}"


def _verbs(connection: Any, cursor: Any) -> dict[str, str]:
    plan = guards.whole_plan()
    tables = connection.introspection.table_names(cursor)
    verbs = dict.fromkeys(tables, "SELECT, INSERT, UPDATE, DELETE")
    verbs |= dict.fromkeys((t.table for t in plan.tables), "SELECT, INSERT, UPDATE")
    verbs |= dict.fromkeys((t.history for t in plan.tables), "SELECT, INSERT")
    verbs |= dict.fromkeys(plan.kept, "SELECT, INSERT")
    written_by_migrate = ("django_migrations", "django_content_type", "auth_permission")
    verbs |= dict.fromkeys((*written_by_migrate, plan.index, *guards.OBLIGATIONS), "SELECT")
    verbs["audit_due"] = "SELECT, INSERT"  # adding an obligation can hide nothing
    return {table: verb for table, verb in verbs.items() if table in tables}
