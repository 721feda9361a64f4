"""What agreed to money: decisions lie further right, in apps that add their function here, in their
`apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from people.models import Person

Agreed = dict[int, list[tuple[str, str]]]
"""By the key of a record: (what agreed to it, its address)."""
AGREED_BY: list[Callable[[Any, Collection[int], Person, datetime | None], Agreed]] = []


def agreed_by(model: Any, keys: Collection[int], person: Person, moment: datetime | None) -> Agreed:
    """What agreed to some records of a kind, as far as a person may see it."""
    found: Agreed = {}
    for read in AGREED_BY if keys else ():
        for key, said in read(model, keys, person, moment).items():
            found.setdefault(key, []).extend(said)
    return found
