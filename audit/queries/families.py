"""Which records one history covers: the record itself and its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet

from audit.models import TrackedModel, tracked_models
from values.words import kept_by_language


@dataclass(frozen=True)
class Kind:
    """A kind of record in a history. `path` is the query path from one of them to the record whose
    history it is; it is empty for that record itself."""

    model: type[Any]
    path: str = ""

    @property
    def name(self) -> str:
        """The kind in an address: "milestone"."""
        return str(self.model._meta.model_name)

    @property
    def noun(self) -> str:
        return nouns_of(self.model)[0]

    @property
    def nouns(self) -> str:
        """The plural: "milestones"."""
        return nouns_of(self.model)[1]

    def versions(self, record: TrackedModel, reader: models.Model) -> QuerySet:
        """Every version of what belongs to the record, except those that the reader may not see."""
        versions: QuerySet = self.model.objects.versions().visible_to(reader)
        if not self.path:
            return versions.filter(id=record.pk)
        of_record = self.model._base_manager.filter(**{self.path: record.pk})
        return versions.filter(id__in=of_record.order_by().values("id"))


@kept_by_language
def nouns_of(model: type[Any]) -> tuple[str, str]:
    """The nouns for one record of a model and for several."""
    return str(model._meta.verbose_name), str(model._meta.verbose_name_plural)


def kinds_of(model: type[TrackedModel]) -> Mapping[str, Kind]:
    """The kinds of record that the history of a record of `model` covers, its own first. These are
    parts and parts of parts, but never records in their own right: those that others can lie in,
    such as a programme's projects, and, in something so large, those that have parts themselves,
    such as its benefits and papers, unless their kind is `told_with_parts`. Appointments are parts
    of the scope that the record has."""
    return _kinds_of(model)


@cache
def _kinds_of(model: Any) -> Mapping[str, Kind]:
    kinds = [Kind(model), *_parts(model, "", is_large=has_scope(model))]
    return {kind.name: kind for kind in kinds}


def has_scope(model: type[Any]) -> bool:
    """Whether others can lie in such a record: it has a scope to itself."""
    return any(field.name == "scope" and field.one_to_one for field in model._meta.concrete_fields)


def _parts(model: type[Any], path: str, *, is_large: bool) -> Iterator[Kind]:
    for part in tracked_models():
        if not part.part_of or has_scope(part):
            continue
        whole = part._meta.get_field(part.part_of).related_model
        if whole is model and not (is_large and _stands_alone(part)):
            kind = Kind(part, f"{part.part_of}__{path}" if path else part.part_of)
            yield kind
            yield from _parts(part, kind.path, is_large=False)
        elif is_large and whole is model._meta.get_field("scope").related_model:
            owner = model._meta.get_field("scope").related_query_name()
            if not part.owned_by:
                yield Kind(part, f"{part.part_of}__{owner}")
            elif owner in part.owned_by:
                yield Kind(part, owner)


def _stands_alone(part: type[TrackedModel]) -> bool:
    return not part.told_with_parts and any(_parts(part, "", is_large=False))
