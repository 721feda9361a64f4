"""Writing a plain record. Records with rules of their own have actions of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.models import TrackedModel
from audit.writing import audited

Record = TypeVar("Record", bound=TrackedModel)


def create_record(
    model: type[Record], *, by: models.Model, reason: str = "", **fields: Any
) -> Record:
    """Create a record and return it. Raises Refused, for example when it belongs to an archived
    record."""
    reason = reason or _("%(noun)s created") % {"noun": capfirst(model._meta.verbose_name)}
    with audited(by=by, reason=reason):
        refuse_archived(*fields.values())
        return writing.create(model, **fields)


def edit_record(
    record: Record,
    *,
    by: models.Model,
    reason: str = "",
    expected_version: int | None = None,
    is_locked: bool = False,
    **fields: Any,
) -> Record:
    """Change a record and return it as it is now; `is_locked` is as in `writing.change`. Raises
    Conflict, Refused."""
    reason = reason or _("%(noun)s edited") % {"noun": capfirst(record._meta.verbose_name)}
    with audited(by=by, reason=reason):
        new = ((n, v) for n, v in fields.items() if n not in record.takes_archived)
        refuse_archived(record, *(v for n, v in new if getattr(record, n) != v))
        return writing.change(
            record, expected_version=expected_version, is_locked=is_locked, **fields
        )


def archive_record(record: Record, *, by: models.Model, reason: str = "") -> Record:
    """Archive a record and return it as it is now."""
    reason = reason or _("%(noun)s archived") % {"noun": capfirst(record._meta.verbose_name)}
    with audited(by=by, reason=reason):
        return writing.archive(record)


def unarchive_record(record: Record, *, by: models.Model, reason: str = "") -> Record:
    """Bring an archived record back into use and return it as it is now."""
    reason = reason or _("%(noun)s brought back") % {"noun": capfirst(record._meta.verbose_name)}
    with audited(by=by, reason=reason):
        return writing.unarchive(record)


def refuse_archived(*values: Any) -> None:
    """Raise Refused when one of the values is an archived record: nothing new may belong to it."""
    for value in values:
        if isinstance(value, TrackedModel) and value.is_archived:
            raise Refused(_("%(record)s is archived.") % {"record": value})


def restore_version(
    record: Record,
    fields: Mapping[str, Any],
    *,
    by: models.Model,
    reason: str,
    expected_version: int,
    edit: Callable[..., Record],
) -> Record:
    """Give a record the values of an earlier version and return it as it is now: a new change,
    never a rewrite. `edit` is the record's own action for changes, so that its own rules hold.
    Raises Conflict; Refused without a reason, and as `refuse_restoring` and `edit` do."""
    if not reason.strip():
        raise Refused(_("Say why you are restoring this version."))
    with audited(by=by, reason=reason):
        refuse_restoring(record)
        return edit(record, by=by, reason=reason, expected_version=expected_version, **fields)


def refuse_restoring(record: TrackedModel) -> None:
    """Raise Refused when a record, or what it is part of, is archived. One query for each."""
    if record.is_archived:
        sentence = _("%(record)s is archived: bring it back first.")
        raise Refused(sentence % {"record": record})
    refuse_archived(*_wholes(record))


def _wholes(record: TrackedModel) -> Iterator[TrackedModel]:
    """The record of which this one is part, the record of which that is part, and so on. A scope
    stands for the record that has it."""
    model: Any = type(record)
    if model.is_scope:
        for relation in model._meta.related_objects:
            if relation.one_to_one:
                owners = relation.related_model._base_manager.filter(
                    **{relation.field.name: record}
                )
                yield from (whole for owner in owners for whole in (owner, *_wholes(owner)))
    elif model.part_of:
        field = model._meta.get_field(model.part_of)
        key = getattr(record, field.attname)
        whole = field.related_model._base_manager.filter(pk=key).first()
        if whole is not None:
            yield whole
            yield from _wholes(whole)
