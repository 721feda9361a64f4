"""A record's place: the scope to which it belongs, and the scopes above that. A record with a field
`scope` has its place in that scope; any other record shares the place of the record that it is
`part_of`. Every history row holds its record's place at that time, so that an index gives the
activity of a programme, which stays where it happened when a project moves. A scope itself holds
what is above it, from the top: `o1.g5.` (`people/lineage.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.models import TrackedModel


@dataclass(frozen=True)
class Place:
    """`scope_id` is the record's own scope; `within_id` the highest scope above it below the
    office, or the scope itself. Both are None for a record in no scope, such as a person. `above`
    is the way to the scope from the top."""

    scope_id: int | None
    within_id: int | None
    above: str = ""


NOWHERE = Place(None, None)
AT_ONCE = 500
"""Keys in one query: engines limit the values that one may carry."""


def places_of(records: Sequence[TrackedModel]) -> dict[Any, Place]:
    """The places of records of one model as they are saved now, by key. One query for every 500
    records that give them their place."""
    if not records:
        return {}
    whole = _whole_of(type(records[0]))
    if whole is None:
        return dict.fromkeys((record.pk for record in records), NOWHERE)
    places: dict[int, Place] = {}
    keys = sorted({getattr(record, whole.key) for record in records} - {None})
    for start in range(0, len(keys), AT_ONCE):
        rows = whole.model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).order_by()
        for key, *standing in rows.values_list("pk", *whole.standing):
            places[key] = place_in(*standing)
    return {record.pk: places.get(getattr(record, whole.key), NOWHERE) for record in records}


def place_query(record: TrackedModel) -> tuple[str, int | None] | None:
    """SQL that finds the scope of a record as it is saved now and what is above it, and the SQL's
    one parameter; None for a record without a place. Every save asks for one place, so the SQL is
    kept."""
    whole = _whole_of(type(record))
    return None if whole is None else (_sql_for_one(whole), getattr(record, whole.key))


def place_in(scope_id: int | None, above: str | None) -> Place:
    """The place in a scope, or nowhere, by the way to it."""
    if scope_id is None:
        return NOWHERE
    office_and_below = [*re.findall(r"\d+", above or ""), scope_id]
    return Place(scope_id, int((office_and_below[1:] or office_and_below)[0]), above or "")


@dataclass(frozen=True)
class _Whole:
    """What gives records of a model their place: `key` is their attribute with its key, and
    `standing` leads from it to its scope and to what is above that."""

    model: Any
    key: str
    standing: tuple[str, str]


@cache
def _whole_of(model: Any) -> _Whole | None:
    scope_itself = ("pk", "above")
    if model.is_scope:
        return _Whole(model, "pk", scope_itself)
    if _has_scope(model):
        return _Whole(model._meta.get_field("scope").related_model, "scope_id", scope_itself)
    if not path_to_scope(model):
        return None
    field = model._meta.get_field(model.part_of)
    path = path_to_scope(field.related_model)
    return _Whole(field.related_model, field.attname, (path, f"{path}__above"))


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


@cache
def _sql_for_one(whole: _Whole) -> str:
    rows = whole.model._base_manager.filter(pk__in=[0]).order_by().values_list(*whole.standing)
    sql: str = rows.query.sql_with_params()[0]
    return sql
