"""Where a record stands: the scope that it belongs to, and the top one in which that lies.

A record with a field `scope` stands in that scope; another stands where the record stands that it
is `part_of`. Every history row carries its record's place at that time, so that the activity of a
programme is read by an index, and stays where it happened when a project moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from audit.models import TrackedModel


@dataclass(frozen=True)
class Place:
    """`scope_id` is the record's own scope; `within_id` the highest one above it but for the
    office, or the scope itself. Both are None for what stands in no scope, such as a person."""

    scope_id: int | None
    within_id: int | None


NOWHERE = Place(None, None)
AT_ONCE = 500
"""Keys in one query: engines limit the values that one may carry."""


def place_of(record: TrackedModel) -> Place:
    """The place of a record as it is saved now. One query."""
    return places_of([record])[record.pk]


def places_of(records: Sequence[TrackedModel]) -> dict[Any, Place]:
    """The places of records of one model as they are saved now, by key. One query for every 500
    records that they stand in."""
    if not records:
        return {}
    model: Any = type(records[0])
    if model.is_scope:
        of, key, path = model, "pk", ""
    elif _has_scope(model):
        of, key, path = model._meta.get_field("scope").related_model, "scope_id", ""
    elif model.part_of:
        field = model._meta.get_field(model.part_of)
        of, key, path = field.related_model, field.attname, path_to_scope(field.related_model)
    if not (model.is_scope or _has_scope(model) or (model.part_of and path)):
        return dict.fromkeys((record.pk for record in records), NOWHERE)
    found = _read(of, sorted({getattr(record, key) for record in records} - {None}), path)
    return {record.pk: found.get(getattr(record, key), NOWHERE) for record in records}


def path_to_scope(model: Any) -> str:
    """The relations from a model to its scope, as a query follows them; empty when there is
    none, and for a scope itself."""
    if _has_scope(model):
        return "scope"
    if not model.part_of:
        return ""
    rest = path_to_scope(model._meta.get_field(model.part_of).related_model)
    return f"{model.part_of}__{rest}" if rest else ""


def _has_scope(model: Any) -> bool:
    return any(field.name == "scope" for field in model._meta.concrete_fields)


def _read(model: Any, keys: Sequence[int], path: str) -> dict[int, Place]:
    steps = (path or "pk", *("__".join(filter(None, (path, *("parent",) * n))) for n in (1, 2)))
    if len(keys) == 1:
        with connection.cursor() as cursor:
            cursor.execute(_sql_for_one(model, steps), keys)
            row = cursor.fetchone()
        return {} if row is None else {keys[0]: _place(*row)}
    found: dict[int, Place] = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).order_by()
        found |= {key: _place(*lineage) for key, *lineage in rows.values_list("pk", *steps)}
    return found


@cache
def _sql_for_one(model: Any, steps: tuple[str, ...]) -> str:
    """Every save asks for one place: it is asked without building the query each time."""
    rows = model._base_manager.filter(pk__in=[0]).order_by().values_list(*steps)
    sql: str = rows.query.sql_with_params()[0]
    return sql


def _place(*scopes: int | None) -> Place:
    """The place in a scope, the one above it and the one above that, as far as there are any."""
    lineage = [scope_id for scope_id in scopes if scope_id is not None]
    if not lineage:
        return NOWHERE
    below_the_office = lineage[:-1] or lineage
    return Place(lineage[0], below_the_office[-1])
