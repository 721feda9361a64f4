"""An earlier version of a record, to look at and to restore."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.errors import Refused
from audit.models import TrackedModel
from audit.queries.history import FieldChange, in_words, is_long, names_of


def find_version(record: TrackedModel, number: int, reader: models.Model) -> Any:
    """The history row of a version of a record; None when there is none that the reader may see."""
    model: Any = type(record)
    versions = model.objects.versions().visible_to(reader)
    return versions.filter(id=record.pk, version=number).order_by("history_id").last()


def differing(
    record: TrackedModel, earlier: Any, fields: Iterable[models.Field]
) -> list[models.Field]:
    """Those of the fields that have another value now than in the earlier version."""
    return [f for f in fields if getattr(record, f.attname) != getattr(earlier, f.attname)]


def changes_to_restore(
    record: TrackedModel, earlier: Any, fields: Iterable[models.Field], reader: models.Model
) -> tuple[FieldChange, ...]:
    """What would change if these fields had their earlier values again: the values now, and those
    then. One query for each kind of record that they point at."""
    fields = differing(record, earlier, fields)
    names: dict[Any, dict[Any, str]] = {}
    for field in fields:
        if field.remote_field:
            related: Any = field.remote_field.model
            keys = [getattr(row, field.attname) for row in (record, earlier)]
            names.setdefault(related, {}).update(names_of(related, keys, reader))
    return tuple(_change(record, earlier, field, names) for field in fields)


def refuse_related(earlier: Any, fields: Iterable[models.Field]) -> None:
    """Raise Refused when a record that one of these fields pointed at is now archived, or gone:
    nothing new may belong to it. One query for each."""
    for field in fields:
        key = getattr(earlier, field.attname)
        if not field.remote_field or key is None:
            continue
        related: Any = field.remote_field.model
        record = related._base_manager.filter(pk=key).first()
        if record is None:
            sentence = _("%(field)s in this version no longer exists.")
            raise Refused(sentence % {"field": capfirst(str(field.verbose_name))})
        if record.is_archived:
            raise Refused(_("%(record)s is archived.") % {"record": record})


def _change(
    record: TrackedModel, earlier: Any, field: models.Field, names: dict[Any, dict[Any, str]]
) -> FieldChange:
    now, then = getattr(record, field.attname), getattr(earlier, field.attname)
    return FieldChange(
        capfirst(str(field.verbose_name)),
        in_words(field, now, names),
        in_words(field, then, names),
        is_text=is_long(field) and bool(now) and bool(then),
    )
