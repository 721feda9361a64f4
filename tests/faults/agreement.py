"""Whether records, their histories and the index of all histories tell the same."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.db import connection

from audit import guards
from audit.models import RecordedChange, TrackedModel, tracked_models

THE_END = datetime(9999, 1, 1, tzinfo=UTC)
INDEXED = {
    "change_set": "change_set", "moment": "history_date", "record_id": "id", "version": "version",
    "history_id": "history_id", "actor_id": "history_user_id", "stood_in": "stood_in",
    "stood_within": "stood_within", "stood_above": "stood_above", "is_loaded": "is_loaded",
}  # fmt: skip
"""A column of the index, and where a history row has it."""


def disagreements() -> list[str]:
    """What does not agree in the whole database, in words; empty when all is well."""
    models = list(tracked_models())
    strange = RecordedChange.objects.exclude(kind__in=[m._meta.label_lower for m in models])
    found = [f"an obligation is open: {due}" for due in guards.unrecorded_changes(connection)]
    found += [f"the index holds what is not tracked: {change}" for change in strange]
    for model in models:
        found += _of_model(model)
    return found


def untold(model: type[TrackedModel], **filters: Any) -> list[int]:
    """The keys of the records whose newest history row is not as they are, or is missing."""
    columns = [field.attname for field in model._meta.concrete_fields]
    live = {row[0]: row for row in model.objects.filter(**filters).values_list(*columns)}
    if not live:
        return []
    newest = model.objects.filter(pk__in=live).at(THE_END).values_list(*columns)
    told = {row[0]: row for row in newest}
    return sorted(key for key in live if live[key] != told.get(key))


def _of_model(model: type[TrackedModel]) -> list[str]:
    kind, history = model._meta.label_lower, model.history.model.objects
    rows = set(history.values_list(*INDEXED.values()))
    index = list(RecordedChange.objects.filter(kind=kind).values_list(*INDEXED))
    keys = set(model.objects.values_list("pk", flat=True))
    found = [f"{kind} {key} is not as its history says" for key in untold(model)]
    found += [
        f"history of {kind} {row[2]}, which is not there" for row in rows if row[2] not in keys
    ]
    found += [f"{kind} has history outside the index: {row}" for row in rows - set(index)]
    found += [f"the index of {kind} has more than history: {row}" for row in set(index) - rows]
    if len(index) != len(set(index)):
        found.append(f"the index of {kind} has rows twice")
    return found + (_out_of_order(kind, history) if rows else [])


def _out_of_order(kind: str, history: Any) -> list[str]:
    rows = list(history.order_by("id", "history_id").values_list("id", "history_date"))
    return [
        f"history of {kind} {before[0]} is out of order"
        for before, after in pairwise(rows)
        if before[0] == after[0] and before[1] > after[1]
    ]
