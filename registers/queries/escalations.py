"""Entries that wait for the answer of the scope above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from audit.models import tracked_models
from audit.queries.moments import value_at
from people import policy
from people.choices import Act
from people.models import Person, Scope
from programmes.registers import RegisterEntry
from registers.models import Escalation
from registers.models.escalations import Escalatable

NAMES = ("kind", "id", "title", "reference", "from_title", "to_title", "why", "asked_by_name")


def kinds_of_question() -> Iterator[type[Escalation]]:
    """One for each kind of entry that can be escalated."""
    return (model for model in tracked_models() if issubclass(model, Escalation))


def waiting(person: Person, of: Scope | None) -> list[tuple[type[RegisterEntry], dict[str, Any]]]:
    """The questions that a scope was asked and has not answered; without one, all that the person
    may answer. Each with the kind of its entry, the oldest of a kind first. One query."""
    kinds: dict[str, Any] = {str(kind._meta.model_name): kind for kind in kinds_of_question()}
    first, *others = (_waiting(kind, person, of) for kind in kinds.values())
    rows = first.union(*others, all=True).order_by("kind", "id")
    return [(kinds[row["kind"]]._meta.get_field("entry").related_model, row) for row in rows]


def _waiting(kind: type[Escalation], person: Person, of: Scope | None) -> QuerySet:
    rows: Any = kind.objects.waiting().visible_to(person)
    if of is None:
        rows = rows.filter(policy.where_may(person, Act.KEEP_REGISTERS, kind, "to_scope"))
    else:
        rows = rows.filter(to_scope=of)
    named: QuerySet = rows.order_by().annotate(
        kind=Value(kind._meta.model_name, output_field=CharField()),
        title=F("entry__title"),
        reference=F("entry__reference"),
        from_title=F("entry__scope__title"),
        to_title=F("to_scope__title"),
        asked_by_name=F("asked_by__name"),
    )
    return named.values(*NAMES)


def escalations_of(entry: Escalatable, moment: datetime | None) -> QuerySet:
    """The questions about an entry that had been asked at a moment, the first first, with their
    names of that moment. One query."""
    rows = entry.escalations.model.objects.at(moment).live().filter(entry_id=entry.pk)
    named: QuerySet = rows.order_by("id").annotate(
        to_scope_title=value_at(moment, Scope, "to_scope_id", "title"),
        asked_by_name=value_at(moment, Person, "asked_by_id", "name"),
        answered_by_name=value_at(moment, Person, "answered_by_id", "name"),
    )
    return named.values(
        "id", "state", "why", "answer", "to_scope_id", "to_scope_title", "asked_by_name",
        "answered_by_name",
    )  # fmt: skip
