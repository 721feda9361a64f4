"""Risks that wait for the answer of the scope above."""

from __future__ import annotations

from django.db.models import F, QuerySet

from people import policy
from people.choices import Act
from people.models import Person, Scope
from registers.models import Escalation


def waiting(person: Person, of: Scope | None) -> QuerySet:
    """The questions that a scope was asked and has not answered; without one, all that the person
    may answer. The oldest first."""
    rows: QuerySet = Escalation.objects.waiting().visible_to(person)
    if of is None:
        rows = rows.filter(policy.where_may(person, Act.KEEP_REGISTERS, Escalation, "to_scope"))
    else:
        rows = rows.filter(to_scope=of)
    return rows.order_by("id").annotate(
        risk_title=F("risk__title"),
        risk_reference=F("risk__reference"),
        from_title=F("risk__scope__title"),
        to_title=F("to_scope__title"),
        asked_by_name=F("asked_by__name"),
    )
