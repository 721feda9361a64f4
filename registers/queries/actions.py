"""Actions as meetings, lists, papers and the pages of risks read them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from people import policy
from people.choices import Act
from people.models import Person
from programmes.queries import entries
from registers.choices import Relation
from registers.models import Action, Link, Risk


def open_actions(scope_ids: Collection[int], moment: datetime | None = None) -> QuerySet:
    """What an agenda carries on: the actions of some scopes that are open at a moment, or done and
    not yet verified where that was asked for. By due day, with the names of their owners."""
    rows: Any = entries(Action, None, moment, scope_ids)
    unfinished: QuerySet = rows.unfinished()
    return unfinished


def closable(person: Person, scope_ids: Collection[int]) -> QuerySet:
    """The open actions of some scopes that a person may close: their own, and those of registers
    that they keep."""
    rows = Action.objects.visible_to(person).live().open().filter(scope_id__in=scope_ids)
    theirs = policy.where_may(person, Act.KEEP_REGISTERS, Action)
    mine: QuerySet = rows.filter(owner_id=person.pk) | rows.filter(theirs)
    return mine.select_related("owner").in_order()  # type: ignore[attr-defined]


def mitigating(risk_id: int, person: Person, moment: datetime | None) -> QuerySet:
    """The actions that mitigated a risk at a moment, as far as a person may see them, with the
    names of their owners; the open ones first, by due day."""
    ends = {"to_kind": Risk._meta.label_lower, "to_id": risk_id}
    links = (
        Link.objects.at(moment, **ends)
        .live()
        .filter(relation=Relation.MITIGATES, from_kind=Action._meta.label_lower)
    )
    found: QuerySet = entries(Action, person, moment).filter(id__in=links.values("from_id"))
    return found
