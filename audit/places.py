"""Where a record stands: the scope that it belongs to, and the top one in which that lies.

A record with a field `scope` stands in that scope; another stands where the record stands that it
is `part_of`. Every history row carries its record's place at that time, so that the activity of a
programme is read by an index, and stays where it happened when a project moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.models import TrackedModel


@dataclass(frozen=True)
class Place:
    """`scope_id` is the record's own scope; `within_id` the highest one above it but for the
    office, or the scope itself. Both are None for what stands in no scope, such as a person."""

    scope_id: int | None
    within_id: int | None


NOWHERE = Place(None, None)


def place_of(record: TrackedModel) -> Place:
    """The place of a record as it is saved now. One query."""
    model: Any = type(record)
    if model.is_scope:
        return _read(model, record.pk, "")
    if _has_scope(model):
        return _read(model._meta.get_field("scope").related_model, record.scope_id, "")  # type: ignore[attr-defined]
    if not model.part_of:
        return NOWHERE
    parent = model._meta.get_field(model.part_of)
    path = path_to_scope(parent.related_model)
    return _read(parent.related_model, getattr(record, parent.attname), path) if path else NOWHERE


def key_of(record: TrackedModel) -> tuple[Any, ...]:
    """What decides a record's place: two records with the same key stand in the same one."""
    model: Any = type(record)
    if model.is_scope:
        return (model, record.pk)
    name = "scope" if _has_scope(model) else model.part_of
    return (model, getattr(record, f"{name}_id") if name else None)


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


def _read(model: Any, key: int | None, path: str) -> Place:
    steps = (path or "pk", *("__".join(filter(None, (path, *("parent",) * n))) for n in (1, 2)))
    row = model._base_manager.filter(pk=key).values_list(*steps).first()
    lineage = [scope_id for scope_id in row or () if scope_id is not None]
    if not lineage:
        return NOWHERE
    below_the_office = lineage[:-1] or lineage
    return Place(lineage[0], below_the_office[-1])
