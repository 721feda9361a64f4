"""No record may be part of itself, even through others: one rule for every field that points from a
kind of record to its own kind."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from audit.errors import Refused

# PostgreSQL's advisory locks of this product's trees, one for each table.
TREE_LOCK = 0x54524545


@cache
def rings_of(model: Any) -> tuple[models.ForeignKey, ...]:
    """The fields of a kind of record that point at its own kind."""
    foreign_keys = (f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey))
    return tuple(field for field in foreign_keys if field.related_model is model)


def refuse_rings(record: models.Model, changing: Collection[str]) -> None:
    """Raise Refused when a record, as it is about to be written, would lead back to itself by one
    of the fields that are `changing`. When two people move records at once, the second waits, and
    then sees what the first has saved."""
    for field in rings_of(type(record)):
        if field.name in changing and getattr(record, field.attname) is not None:
            lock_tree(field.model)
            _refuse_ring(record, field)


def leads_back(record: Any) -> str:
    """The sentence for a record that would be above itself."""
    sentence = _("This leads back to %(record)s itself, directly or through others.")
    return sentence % {"record": record}


def lock_tree(model: type[models.Model]) -> None:
    """Wait until nobody else moves records of a kind. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, hashtext(%s))",
                [TREE_LOCK, model._meta.db_table],
            )


def _refuse_ring(record: Any, field: models.ForeignKey) -> None:
    above: Any = getattr(record, field.attname)
    rows: Any = field.model._base_manager
    seen: set[Any] = set()
    while above is not None and above not in seen:
        if above == record.pk:
            message = leads_back(record)
            raise Refused(message, {field.name: [message]})
        seen.add(above)
        above = rows.filter(pk=above).values_list(field.attname, flat=True).first()
