"""What decisions moved, and which decisions belong together."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.deciding import because_of, kinds_decided_on
from audit.history import history_model
from audit.models import TrackedModel
from governance.models import Decision
from people.models import Person
from values import words


@dataclass(frozen=True)
class Accompanying:
    """What went with a decision: who wrote the report, when it was published, and its files."""

    author: str = ""
    published_at: datetime | None = None
    documents: str = ""


ACCOMPANYING: list[
    Callable[[Collection[int], Person, datetime | None], dict[int, Accompanying]]
] = []
"""By the keys of decisions, for a reader, at a moment: what went with each. Papers lie further
right, in an app that adds its function in its `apps.py`."""


def accompanying(
    decisions: Collection[int], person: Person, moment: datetime | None
) -> dict[int, Accompanying]:
    """What went with each of some decisions, as far as a person may see it."""
    found: dict[int, Accompanying] = {}
    for read in ACCOMPANYING:
        found |= read(decisions, person, moment)
    return found


@dataclass(frozen=True)
class Moved:
    """One agreed value that a decision changed, in words, and the version that it made."""

    record: str
    field: str
    before: str
    after: str
    version: int
    url: str


def moved_by(decision: Decision, person: Person, moment: datetime | None) -> list[Moved]:
    """What a decision moved until a moment, as far as a person may see it. At most three queries
    for each kind of record whose agreed values only a decision changes."""
    because = because_of(decision)
    kinds = kinds_decided_on()
    return [one for model in kinds for one in _moved(model, because, person, moment)]


def _moved(
    model: type[TrackedModel], because: str, person: Person, moment: datetime | None
) -> list[Moved]:
    until = {"history_date__lte": moment} if moment else {}
    versions = history_model(model)._base_manager.order_by("history_id")
    after = list(versions.filter(because=because, **until))
    if not after:
        return []
    rows: Any = model.objects
    visible = rows.visible_to(person).filter(pk__in={row.id for row in after})
    seen = set(visible.values_list("pk", flat=True))
    earlier = reduce(or_, (Q(id=row.id, version=row.version - 1) for row in after))
    before = {(row.id, row.version): row for row in versions.filter(earlier)}
    return [
        one
        for row in after
        if row.id in seen and (row.id, row.version - 1) in before
        for one in _differences(model, before[row.id, row.version - 1], row)
    ]


def _differences(model: type[TrackedModel], old: Any, new: Any) -> list[Moved]:
    url = reverse("records:history_of_record", args=[model._meta.label_lower, new.id])
    noun = str(model._meta.verbose_name)
    found = []
    for name in model.only_by_decision:
        field: Any = model._meta.get_field(name)
        was, now = getattr(old, field.attname), getattr(new, field.attname)
        if was != now:
            name_of = getattr(new, model.named_by, "")
            before, after = (
                _("another board") if field.remote_field else words.in_words(field, value)
                for value in (was, now)
            )
            title = f"{noun} “{name_of}”"
            found.append(Moved(title, words.label(field), before, after, new.version, url))
    return found


def around(
    decision: Decision, person: Person, moment: datetime | None
) -> list[tuple[str, Decision]]:
    """The decision that this one reconsiders, and those that reconsider it."""
    near = Q(pk=decision.reconsiders_id or 0) | Q(reconsiders=decision)
    rows = Decision.objects.visible_to(person).filter(near).order_by("id")
    return [
        (_("Reconsiders") if row.pk == decision.reconsiders_id else _("Reconsidered by"), row)
        for row in rows
    ]
