"""The field by which a record names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def person_field(words: StrPromise, **kwargs: Any) -> models.ForeignKey:
    """Somebody, or nobody yet; nothing leads back from the person unless a `related_name` says
    how."""
    fields: dict[str, Any] = {"null": True, "blank": True, "related_name": "+", **kwargs}
    return models.ForeignKey("people.Person", models.PROTECT, verbose_name=words, **fields)
