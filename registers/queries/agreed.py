"""The records, such as decisions, that a link says agreed to others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.urls import reverse

from people.models import Person
from programmes.agreeing import Agreed
from registers.choices import Relation
from registers.models import Link
from registers.queries.ends import ends


def agreed_to(model: Any, keys: Collection[int], person: Person, moment: datetime | None) -> Agreed:
    """By the key of each record, what a person may see that agreed to it. Two queries."""
    to: dict[str, Any] = {"to_kind": model._meta.label_lower, "to_id__in": list(keys)}
    rows = list(Link.objects.at(moment, **to).live().filter(relation=Relation.AGREES))
    seen = ends(person, [(row.from_kind, row.from_id) for row in rows], moment)
    found: Agreed = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.id):
        end = seen.get((row.from_kind, row.from_id))
        if end is not None:
            url = reverse("registers:record", args=[end.kind, end.id])
            found[row.to_id].append((end.said, url))
    return dict(found)
