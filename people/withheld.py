"""Leaving changes of restricted records out of the index of all histories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from audit.guards import tracked_models
from audit.history import history_model
from audit.models import RecordedChange
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
    """Of changes, those of records that are not restricted now and were not then, or that the
    person may read."""
    kept = person.__dict__.get("_withheld")
    if kept is None:
        kept = person.__dict__["_withheld"] = _withheld(person)
    then, now = kept
    return changes.filter(
        Outside(F("kind"), F("history_id"), then), Outside(F("kind"), F("record_id"), now)
    )


def _withheld(person: Person) -> tuple[RawSQL, RawSQL]:
    """(kind, history row) of the versions, and (kind, record) of the records, that are not for the
    person: each as SQL, compiled once for a request."""
    models: list[Any] = [model for model in tracked_models() if model.restricted_by]
    labels = [model._meta.label_lower for model in models]
    versions = [policy.closed(person, history_model(model)) for model in models]
    records = [policy.closed(person, model) for model in models]
    return _pairs(zip(labels, versions, strict=True), "history_id"), _pairs(
        zip(labels, records, strict=True), "id"
    )


def _pairs(found: Iterable[tuple[str, QuerySet]], key: str) -> RawSQL:
    parts = [
        rows.annotate(of_kind=Value(label)).values_list("of_kind", key).query.sql_with_params()
        for label, rows in found
    ]
    union = " UNION ALL ".join(sql for sql, _ in parts)
    return RawSQL(union, [value for _, values in parts for value in values])  # noqa: S611  ours
