"""What was changed between two moments, from the index of all histories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from audit.models import RecordedChange


def changes_between(
    before: datetime, after: datetime | None, scope_ids: Iterable[int]
) -> QuerySet[RecordedChange]:
    """The changes after one moment, until another (None is now), of the records that stood in
    these scopes then.

    What has no change here was the same at both moments, for a part stays with what it is part of;
    only what has a scope of its own, such as a project, can have left, and is told of elsewhere.
    """
    found = RecordedChange.objects.filter(stood_in__in=set(scope_ids), moment__gt=before)
    return found if after is None else found.filter(moment__lte=after)
