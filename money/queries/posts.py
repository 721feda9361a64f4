"""Posts, with the names of the records that they point at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from audit.queries.moments import value_at
from money.models import Post
from people.models import Person, Scope
from programmes.models import FundingSource


def posts(
    person: Person | None, moment: datetime | None, scopes: Collection[int] | None = None
) -> QuerySet:
    """The posts that a person may see, or all for a paper; in all scopes, or in some."""
    within = {} if scopes is None else {"scope_id__in": scopes}
    rows: Any = Post.objects.at(moment, **within).live()
    if person is not None:
        rows = rows.visible_to(person)
    named: QuerySet = rows.annotate(
        scope_title=value_at(moment, Scope, "scope_id", "title"),
        source_title=value_at(moment, FundingSource, "source_id", "title"),
    )
    return named.order_by("scope_id", "position", "id")
