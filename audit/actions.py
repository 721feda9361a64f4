"""Writing a plain record. Records with rules of their own have actions of their own."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.models import TrackedModel
from audit.writing import audited

Record = TypeVar("Record", bound=TrackedModel)


def create_record(
    model: type[Record], *, by: models.Model, reason: str = "", **fields: Any
) -> Record:
    """Create a record and return it. Raises Refused, also when it belongs to an archived one."""
    reason = reason or _("%(noun)s created") % {"noun": model._meta.verbose_name}
    with audited(by=by, reason=reason):
        refuse_archived(*fields.values())
        return writing.create(model, **fields)


def edit_record(
    record: Record,
    *,
    by: models.Model,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Record:
    """Change a record and return it fresh. Raises Conflict, Refused."""
    reason = reason or _("%(noun)s edited") % {"noun": record._meta.verbose_name}
    with audited(by=by, reason=reason):
        refuse_archived(record, *(v for n, v in fields.items() if getattr(record, n) != v))
        return writing.change(record, expected_version=expected_version, **fields)


def archive_record(record: Record, *, by: models.Model, reason: str = "") -> Record:
    """Put a record out of use and return it fresh."""
    reason = reason or _("%(noun)s archived") % {"noun": record._meta.verbose_name}
    with audited(by=by, reason=reason):
        return writing.archive(record)


def unarchive_record(record: Record, *, by: models.Model, reason: str = "") -> Record:
    """Bring an archived record back into use and return it fresh."""
    reason = reason or _("%(noun)s brought back") % {"noun": record._meta.verbose_name}
    with audited(by=by, reason=reason):
        return writing.unarchive(record)


def refuse_archived(*values: Any) -> None:
    """Raise Refused when one of the values is an archived record: nothing new belongs to it."""
    for value in values:
        if isinstance(value, TrackedModel) and value.is_archived:
            raise Refused(_("%(record)s is archived.") % {"record": value})
