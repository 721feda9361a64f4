"""The versions before the present ones: a history as it would have grown in two years.

The database itself writes them, in order of time, with the guards removed; the guards are put back
at the end, and what they guard is checked (`benchmarks/building.py`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from audit.guards import TrackedTable, tracked_tables
from audit.history import history_model
from audit.models import tracked_models
from benchmarks.size import SPAN, Size, Years

Progress = Callable[[str], None]

GROWING = "substr({column}, 1, length({column}) * n.v / t.version)"
"""A text as it was when only part of it had been written."""

OFFICERS_SHARE = 40
"""How many of 100 changes the first officer made; the rest is shared out by place."""

REPORTS = "projects.statusreport"
BEGUN_BEFORE, SAVED_EVERY = 24 * 86_400, 120_000
"""Seconds: from a report's beginning to the end of its period, and between two savings of it."""


@dataclass(frozen=True)
class Past:
    """How earlier versions of a kind differ from the present: SQL for column names. `together`
    names records that are changed in one change set."""

    columns: dict[str, str] = field(default_factory=dict)
    together: str = "t.id"


PASTS = {
    "programmes.programme": Past({"aims": GROWING.format(column="t.aims")}),
    "projects.project": Past(
        {
            "summary": GROWING.format(column="t.summary"),
            "stage": "CASE WHEN n.v * 3 < t.version THEN 'scoping' ELSE t.stage END",
        }
    ),
    "projects.milestone": Past(
        {
            "forecast_on": "{before_forecast} || '/' || {before_forecast}",
            "actual_on": "NULL",
        },
        together="t.project_id * 5 + t.id % 5",
    ),
    REPORTS: Past(
        {
            "achieved": GROWING.format(column="t.achieved"),
            "next_steps": GROWING.format(column="t.next_steps"),
            "overall_rag": "CASE WHEN n.v * 2 < t.version THEN '' ELSE t.overall_rag END",
            "state": "'draft'",
            "submitted_at": "NULL",
            "submitted_by_id": "NULL",
            "counts_on": "NULL",
        }
    ),
    "benefits.benefit": Past({"description": GROWING.format(column="t.description")}),
    "benefits.savingsamount": Past(
        {"amount_pence": "t.amount_pence + (t.version - n.v) * 1000000"}
    ),
}


@dataclass(frozen=True)
class Dialect:
    """SQL that differs between the two engines."""

    uuid: str
    before: str  # a day some days before another
    after: str  # a moment some seconds after another
    midnight: str  # a day as a moment
    empty: str


DIALECTS = {
    "sqlite": Dialect(
        uuid="md5({text})",
        before="date(substr({day}, 1, 10), -({days}) || ' days')",
        after="datetime({moment}, ({seconds}) || ' seconds')",
        midnight="{day}",
        empty='DELETE FROM "{table}"',
    ),
    "postgresql": Dialect(
        uuid="md5({text})::uuid",
        before="(substr({day}, 1, 10)::date - ({days})::integer)::text",
        after="({moment})::timestamptz + ({seconds}) * interval '1 second'",
        midnight="({day}::timestamp AT TIME ZONE 'UTC')",
        empty='TRUNCATE "{table}"',
    ),
}


def write_versions(
    size: Size, years: Years, officer_id: int, progress: Progress, *, fewer: int = 1
) -> None:
    """Write all versions of all records, and the index of all histories again. The guards must have
    been removed. `fewer` divides the number of versions of each record; one stays."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (v integer PRIMARY KEY)")
        longest = max(size.longest, size.project_versions, size.milestone_versions)
        cursor.executemany("INSERT INTO numbers VALUES (%s)", [[n + 1] for n in range(longest)])
        for model, table in zip(tracked_models(), tracked_tables(), strict=True):
            cursor.execute(f'CREATE TEMPORARY TABLE newest AS SELECT * FROM "{table.history}"')
            if fewer > 1:
                for each in (table.table, "newest"):
                    cursor.execute(_divide(each, fewer))
            cursor.execute(_dialect().empty.format(table=table.history))
            cursor.execute(_insert(model, table, size, years, officer_id))
            progress(f"{cursor.rowcount:,} versions of {model._meta.verbose_name}")
            cursor.execute("DROP TABLE newest")
        cursor.execute("DROP TABLE numbers")
        _write_index(cursor)
        progress("the index of all histories")


def _divide(table: str, by: int) -> str:
    left = f"CASE WHEN version < {by} THEN 1 ELSE version / {by} END"
    return f'UPDATE "{table}" SET version = {left} WHERE version > 1'


def _dialect() -> Dialect:
    return DIALECTS[connection.vendor]


def _insert(model: Any, table: TrackedTable, size: Size, years: Years, officer_id: int) -> str:
    """Versions 1 to n of every record whose present version is n, in the order of time."""
    dialect, kind = _dialect(), table.kind
    past = PASTS.get(kind, Past())
    moment = _moment(kind, past, years)
    change_set = dialect.uuid.format(
        text=f"'{kind}-' || ({past.together}) || '-' || t.version || '-' || n.v"
    )
    noun = model._meta.verbose_name
    first_lead = f"{officer_id} + 1 + coalesce(t.stood_in, t.id) % {size.people // 2}"
    values = {f'"{column}"': _value(past, column) for column in table.columns}
    values |= {
        '"version"': "n.v",
        "history_date": moment,
        "recorded_at": moment,
        "history_type": "CASE WHEN n.v = 1 THEN '+' ELSE '~' END",
        "history_change_reason": f"CASE WHEN n.v = 1 THEN '{noun} created' WHEN n.v % 7 = 0 THEN "
        f"'Planned again after the board had asked for it' ELSE '{noun} edited' END",
        "history_user_id": f"CASE WHEN (({past.together}) * 37 + n.v * 13) % 100 < "
        f"{OFFICERS_SHARE} THEN {officer_id} ELSE {first_lead} END",
        "change_set": change_set,
        "request_id": dialect.uuid.format(text="'request-' || t.id || '-' || n.v").split("::")[0],
        "stood_in": "t.stood_in",
        "stood_within": "t.stood_within",
        "stood_above": "t.stood_above",
        "on_behalf_of_id": "t.on_behalf_of_id",
        "is_loaded": "t.is_loaded",
    }
    return (
        f'INSERT INTO "{table.history}" ({", ".join(values)}) '
        f"SELECT {', '.join(values.values())} FROM newest t JOIN numbers n ON n.v <= t.version "
        f"ORDER BY {moment}, t.id"
    )


def _value(past: Past, column: str) -> str:
    if column not in past.columns:
        return f't."{column}"'
    days = "(t.version - n.v) * 3"
    then = past.columns[column].format(
        before_forecast=_dialect().before.format(day="t.forecast_on", days=days)
    )
    return f'CASE WHEN n.v = t.version THEN t."{column}" ELSE {then} END'


def _moment(kind: str, past: Past, years: Years) -> str:
    """When a version was written: evenly over the two years, a report's within its period. What
    is changed together is changed at one moment."""
    dialect = _dialect()
    spread = f"(({past.together}) * 7919) % 30000"
    if kind == REPORTS:
        start = dialect.midnight.format(day="t.period_end")
        seconds = f"(n.v - 1) * {SAVED_EVERY} + {spread} - {BEGUN_BEFORE}"
    else:
        start = f"'{years.first_moment:%Y-%m-%d %H:%M:%S}{'+00' if _is_postgresql() else ''}'"
        seconds = f"(n.v - 1) * ({int(SPAN.total_seconds())} / t.version) + {spread}"
    return dialect.after.format(moment=start, seconds=seconds)


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _write_index(cursor: Any) -> None:
    columns = (
        "change_set, history_date, '{kind}', id, version, history_id, history_user_id, "
        "stood_in, stood_within, stood_above, is_loaded"
    )
    rows = " UNION ALL ".join(
        f'SELECT {columns.format(kind=t.kind)} FROM "{t.history}"' for t in tracked_tables()
    )
    cursor.execute(_dialect().empty.format(table="audit_recordedchange"))
    cursor.execute(
        "INSERT INTO audit_recordedchange (change_set, moment, kind, record_id, version, "
        "history_id, actor_id, stood_in, stood_within, stood_above, is_loaded) "
        f"{rows} ORDER BY 2, 6"
    )


def count_versions() -> int:
    """History rows of all kinds."""
    return sum(history_model(model)._base_manager.count() for model in tracked_models())
