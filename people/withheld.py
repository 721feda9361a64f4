"""Leaving changes of restricted records out of the index of all histories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.expressions import RawSQL

from audit.history import history_model
from audit.models import RecordedChange, tracked_models
from people import policy
from people.models import Person


class Outside(Func):
    """Whether a pair of columns is none of the pairs that a query in SQL finds."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        kind, key, pairs = (compiler.compile(part) for part in self.get_source_expressions())
        sql = f"(({kind[0]}, {key[0]}) NOT IN {pairs[0]})"
        return sql, [*kind[1], *key[1], *pairs[1]]


def without_restricted(
    changes: QuerySet[RecordedChange], person: Person
) -> QuerySet[RecordedChange]:
    """The changes of records that are not restricted now and were not then, or that the person may
    read."""
    models = [model for model in tracked_models() if model.restricted_by]
    then, now = _withheld(person, models)
    is_never_restricted = ~Q(kind__in=[model._meta.label_lower for model in models])
    is_open_then = Q(Outside(F("kind"), F("history_id"), then))
    is_open_now = Q(Outside(F("kind"), F("record_id"), now))
    # Most changes pass the first test: the others are looked up only for the rest.
    return changes.filter(is_never_restricted | (is_open_then & is_open_now))


def _withheld(person: Person, models: list[Any]) -> tuple[RawSQL, RawSQL]:
    """(kind, history row) of the versions, and (kind, record) of the records, that the person may
    not read: what `policy.closed` finds for each kind, as SQL written without building a query for
    each."""
    then = [(model, history_model(model)._meta.db_table, "history_id") for model in models]
    now = [(model, model._meta.db_table, "id") for model in models]
    return _pairs(then, person), _pairs(now, person)


def _pairs(tables: Iterable[tuple[Any, str, str]], person: Person) -> RawSQL:
    parts = []
    for model, table, key in tables:
        mark = model._meta.get_field(model.restricted_by).column
        kind = f"'{model._meta.label_lower}' AS kind"
        parts.append(
            f'SELECT {kind}, "{key}" AS key, "{mark}" AS mark FROM "{table}" WHERE "{mark}" > 0'  # noqa: S608  ours
        )
    readable = policy.readable(person)
    return RawSQL(  # noqa: S611  ours
        f"SELECT kind, key FROM ({' UNION ALL '.join(parts)}) marked "  # noqa: S608  ours
        f"WHERE mark NOT IN ({readable.sql})",
        readable.params,
    )
