"""Ways round the history in SQL, and ways to rewrite the history itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import psycopg
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from simple_history.utils import update_change_reason

from audit.writing import audited
from projects.models import Project
from tests import factories
from tests.audit.rows import execute
from tests.audit.ways_round import (
    AT_COMMIT,
    FORGED,
    MILESTONES,
    OUTSIDE,
    TABLE,
    WAYS,
    Way,
    forging,
    way,
)
from values import clock

History = Project.history.model
HISTORY = History._meta.db_table
KEPT, EDITED = "a record is not deleted", "history is not edited"


def raw(name: str, sql: str, saying: str = AT_COMMIT, engine: str = "") -> None:
    """A way that is one SQL statement; `{id}` is the project's, the rest are names of tables."""

    def act(project: Project) -> None:
        names = {"table": TABLE, "history": HISTORY, "milestones": MILESTONES}
        execute(sql.format(id=project.pk, forged=FORGED, **names))

    WAYS.append(Way(name, act, IntegrityError, saying, engine))


NEW_MILESTONE = (
    "INTO {milestones} (version, is_archived, scope_id, project_id, title, times_rebaselined)"
    " SELECT 1, FALSE, scope_id, id, '{forged}', 0 FROM {table} WHERE id = {id}"
)
SAME_PROJECT = (
    "INTO {table} (id, version, is_archived, reference, scope_id, programme_id, printed_number,"
    " title, second_title, summary, stage, position)"
    " SELECT id, version, is_archived, reference, scope_id, programme_id, printed_number,"
    " '{forged}', second_title, summary, stage, position FROM {table} WHERE id = {id}"
)
SAME_HISTORY = (
    "INTO {history} SELECT * FROM {history}"
    " WHERE history_id = (SELECT max(history_id) FROM {history} WHERE id = {id})"
)

raw("raw UPDATE", "UPDATE {table} SET title = '{forged}' WHERE id = {id}")
raw("raw UPDATE that changes nothing", "UPDATE {table} SET title = title WHERE id = {id}")
raw("raw UPDATE of the primary key", "UPDATE {milestones} SET id = id + 90000")
raw("raw INSERT", "INSERT " + NEW_MILESTONE)
raw("raw DELETE", "DELETE FROM {milestones} WHERE project_id = {id}", KEPT)
raw(
    "upsert",
    "INSERT " + SAME_PROJECT + " ON CONFLICT (id) DO UPDATE SET title = '{forged}'",
)
raw("INSERT OR REPLACE", "INSERT OR REPLACE " + SAME_PROJECT, KEPT, "sqlite")
raw("REPLACE", "REPLACE " + SAME_PROJECT, KEPT, "sqlite")
raw(
    "UPDATE OR REPLACE over another row",
    "UPDATE OR REPLACE {milestones} SET id = (SELECT max(id) FROM {milestones})"
    " WHERE id = (SELECT min(id) FROM {milestones} WHERE project_id = {id})",
    KEPT,
    "sqlite",
)
raw("TRUNCATE", "TRUNCATE programmes_principle", KEPT, "postgresql")  # nothing refers to it
raw("TRUNCATE CASCADE", "TRUNCATE {table} CASCADE", KEPT, "postgresql")
raw(
    "MERGE",
    "MERGE INTO {table} t USING (SELECT {id} AS id) s ON t.id = s.id"
    " WHEN MATCHED THEN UPDATE SET title = '{forged}'",
    AT_COMMIT,
    "postgresql",
)
raw(
    "UPDATE in a common table expression",
    "WITH moved AS (UPDATE {table} SET title = '{forged}' WHERE id = {id} RETURNING id)"
    " SELECT * FROM moved",
    AT_COMMIT,
    "postgresql",
)

raw("UPDATE of history", "UPDATE {history} SET title = '{forged}' WHERE id = {id}", EDITED)
raw("UPDATE of who did it", "UPDATE {history} SET history_user_id = 0 WHERE id = {id}", EDITED)
raw("DELETE of history", "DELETE FROM {history} WHERE id = {id}", EDITED)
raw("TRUNCATE of history", "TRUNCATE {history}", EDITED, "postgresql")
raw("INSERT OR REPLACE of history", "INSERT OR REPLACE " + SAME_HISTORY, EDITED, "sqlite")
raw(
    "upsert of history",
    "INSERT " + SAME_HISTORY + " ON CONFLICT (history_id) DO UPDATE SET title = '{forged}'",
    EDITED,
)


# The obligations and the index of all histories

WAIVED = "an obligation is not waived"


def waive(name: str, sql: str, saying: str = WAIVED, engine: str = "") -> None:
    """A way that is a silent update, and a statement that hides it."""

    def act(project: Project) -> None:
        with forging(project):
            execute(f"UPDATE {TABLE} SET title = %s WHERE id = %s", [FORGED, project.pk])
            execute(sql)

    WAYS.append(Way(name, act, IntegrityError, saying, engine))


INDEXED = (
    "INSERT INTO audit_recordedchange (change_set, moment, kind, record_id, version, history_id,"
    " actor_id, stood_in, stood_within, stood_above, is_loaded) SELECT change_set, moment, kind,"
    " record_id, version, history_id, 0, stood_in, stood_within, stood_above, is_loaded"
    " FROM audit_recordedchange"
)

waive("a waived obligation", "DELETE FROM audit_due")
waive("an obligation of something else", "UPDATE audit_due SET tbl = 'people_person', pk = 1")
waive(
    "an obligation that is replaced",
    "REPLACE INTO audit_due (id, tbl, pk) SELECT id, 'people_person', 1 FROM audit_due",
    WAIVED,
    "sqlite",
)
waive("an obligation that is satisfied", "INSERT INTO audit_never (id) VALUES (-1)")
raw("TRUNCATE of the obligations", "TRUNCATE audit_due", WAIVED, "postgresql")
raw("a line in the index for no change", INDEXED, EDITED)


@way("raw UPDATE by Manager.raw()", IntegrityError)
def _(project: Project) -> None:
    sql = f"UPDATE {TABLE} SET title = %s WHERE id = %s RETURNING *"
    list(Project.objects.raw(sql, [FORGED, project.pk]))


@way("raw statements in a transaction of their own", IntegrityError, OUTSIDE)
def _(project: Project) -> None:
    with transaction.atomic():
        execute(f"UPDATE {TABLE} SET title = %s WHERE id = %s", [FORGED, project.pk])
        execute(f"UPDATE {TABLE} SET title = %s WHERE id = %s", [project.title, project.pk])


@way("COPY", psycopg.IntegrityError, engine="postgresql")
def _(project: Project) -> None:
    columns = "version, is_archived, scope_id, project_id, title, times_rebaselined"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {MILESTONES} ({columns}) FROM STDIN") as copy,
    ):
        copy.write_row((1, False, project.scope_id, project.pk, FORGED, 0))


# The history itself, through Django


@way("history's QuerySet.update()", IntegrityError, EDITED)
def _(project: Project) -> None:
    project.history.update(title=FORGED)


@way("history's QuerySet.delete()", IntegrityError, EDITED)
def _(project: Project) -> None:
    project.history.all().delete()


@way("save() of a history row, inside audited()", IntegrityError, EDITED)
def _(project: Project) -> None:
    row = project.history.first()
    row.title = FORGED
    with forging(project):
        row.save()


@way("delete() of a history row", IntegrityError, EDITED)
def _(project: Project) -> None:
    project.history.first().delete()


@way("update_change_reason()", IntegrityError, EDITED)
def _(project: Project) -> None:
    update_change_reason(project, FORGED)


@way("clean_old_history", IntegrityError, EDITED)
def _(project: Project) -> None:
    call_command("clean_old_history", "projects.Project", days=0, verbosity=0)


@way("clean_duplicate_history", IntegrityError, EDITED)
def _(project: Project) -> None:
    call_command("clean_duplicate_history", "projects.Project", verbosity=0)


@way("history without a change", IntegrityError, "history without a change")
def _(project: Project) -> None:
    with forging(project):
        history_row(project).save()


@way("history without a change, in bulk", IntegrityError, "history without a change")
def _(project: Project) -> None:
    extra = {"change_set": uuid4()}
    Project.history.bulk_history_create([project], default_user=1, custom_historical_attrs=extra)


def silently(project: Project) -> None:
    """What a forger does first: a new version of the record, by hand."""
    sql = f"UPDATE {TABLE} SET summary = %s, version = version + 1 WHERE id = %s"
    execute(sql, [FORGED, project.pk])


@way("history that says something else than the record", IntegrityError, "differs")
def _(project: Project) -> None:
    with forging(project):
        silently(project)
        history_row(project, title=FORGED).save()


@way("history of a change by nobody", IntegrityError, "history_user_id")
def _(project: Project) -> None:
    with transaction.atomic():
        silently(project)
        history_row(project, history_user_id=None).save()


@way("a true history row dated before the last one", IntegrityError, "dated")
def _(project: Project) -> None:
    long_ago = clock.now() - timedelta(days=4000)
    with transaction.atomic():
        silently(project)
        history_row(project, history_date=long_ago).save()


@way("a true history row without a new version", IntegrityError, "without a new version")
def _(project: Project) -> None:
    with transaction.atomic():
        execute(f"UPDATE {TABLE} SET summary = %s WHERE id = %s", [FORGED, project.pk])
        history_row(project).save()


@way(
    "a true history row of another actor in somebody's change set", IntegrityError, "another actor"
)
def _(project: Project) -> None:
    with forging(project) as change_set:
        project.save()
        silently(project)
        somebody = factories.officer().pk + 1
        history_row(project, history_user_id=somebody, change_set=change_set.id).save()


@way("a dated load over live history", IntegrityError, "dated")
def _(project: Project) -> None:
    project.title = FORGED
    with audited(by=factories.officer(), reason="Loaded", dated=clock.now() + timedelta(days=1)):
        project.save()


def history_row(project: Project, **fields: object) -> History:
    """A history row made by hand, as the capture would make it."""
    values = {f.attname: getattr(Project.objects.get(pk=project.pk), f.attname) for f in FIELDS}
    made = {
        "history_date": clock.now(),
        "history_type": "~",
        "history_user_id": factories.officer().pk,
        "history_change_reason": "By hand",
        "change_set": uuid4(),
    }
    return History(**(values | made | fields))


FIELDS = Project._meta.concrete_fields


# Temporary tables and triggers of one's own, on PostgreSQL


def own(name: str, saying: str, *statements: str) -> None:
    """A way that is a silent update between statements of one's own."""

    def act(project: Project) -> None:
        names = {"id": project.pk, "table": TABLE, "history": HISTORY}
        with transaction.atomic():
            for statement in statements:
                execute(statement.format(**names))

    WAYS.append(Way(name, act, IntegrityError, saying, "postgresql"))


SILENTLY = "UPDATE {table} SET title = 'Rewritten by hand', version = version + 1 WHERE id = {id}"
TEMPORARY = "CREATE TEMP TABLE audit_due (tbl text, pk bigint, never bigint) ON COMMIT DROP"

own("a temporary table of obligations", AT_COMMIT, TEMPORARY, SILENTLY)
own(
    "a temporary record that its history agrees with",
    "an obligation is not waived|differs",
    SILENTLY,
    "CREATE TEMP TABLE {table} ON COMMIT DROP AS TABLE public.{table}",
    "CREATE TEMP TABLE {history} ON COMMIT DROP AS TABLE public.{history}",
    "DELETE FROM audit_due",
)
own(
    "a guard's function on a table of one's own",
    "a guard of another table",
    SILENTLY,
    "CREATE TEMP TABLE mine (LIKE {history}) ON COMMIT DROP",
    "CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION audit_settle_{table}()",
    "INSERT INTO mine SELECT * FROM {history} WHERE id = {id}",
)
own(
    "a trigger of one's own that waives the obligation",
    "differs from its record",
    SILENTLY,
    "CREATE TEMP TABLE mine (a int) ON COMMIT DROP",
    "CREATE FUNCTION pg_temp.mine() RETURNS trigger LANGUAGE plpgsql AS"
    " 'BEGIN DELETE FROM public.audit_due; RETURN NEW; END'",
    "CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.mine()",
    "INSERT INTO mine VALUES (1)",
)
