"""What the correction of a submitted report changed: the version before it stays readable."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from audit.queries.history import FieldChange, in_words, is_long
from people.models import Person
from values import words

UNTOLD = {"version", "state", "correction", "corrected_by", "accepted_by"}
"""The page of the report says them in words of its own."""


def what_was_corrected(
    kind: Any, pk: int, corrected_at: datetime | None, person: Person
) -> list[FieldChange]:
    """What each field said before the latest correction of a report, and what it says since. None
    of a version that the person may not see. Two queries; none for a report never corrected."""
    if corrected_at is None:
        return []
    versions = kind.objects.versions().filter(id=pk).told_to(person)
    made = versions.filter(corrected_at=corrected_at).order_by("version").first()
    before = made and versions.filter(version=made.version - 1).first()
    if not before:
        return []
    told = {field.name for field in kind._meta.concrete_fields} - UNTOLD - set(kind.untold)
    return [
        FieldChange(
            words.label(field),
            in_words(field, getattr(before, field.attname), {}),
            in_words(field, getattr(made, field.attname), {}),
            is_long(field),
        )
        for field in kind._meta.concrete_fields
        if field.name in told and getattr(made, field.attname) != getattr(before, field.attname)
    ]
