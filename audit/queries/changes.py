"""What was changed between two moments, from the index of all histories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from audit.models import RecordedChange


def changes_between(
    before: datetime, after: datetime | None, scope_ids: Iterable[int]
) -> QuerySet[RecordedChange]:
    """The changes after one moment, up to another (None is now), of the records that were then in
    these scopes. A record without a change here was the same at both moments, since a part stays
    with its record; only a record with a scope of its own, such as a project, can have left, and
    other code reports that."""
    changes = RecordedChange.objects.filter(stood_in__in=set(scope_ids), moment__gt=before)
    return changes if after is None else changes.filter(moment__lte=after)
