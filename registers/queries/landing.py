"""How many entries each register holds, for the page that leads to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value

from people.models import Person
from programmes.queries import scopes_within
from programmes.registers import RegisterEntry, registers
from registers.queries.checks import CHECKS
from values import clock
from values.fields import before_day


@dataclass(frozen=True)
class RegisterCount:
    """A register, with how many of its entries are open, and how many of these are overdue; `check`
    is how many somebody should look at, None for a register without such a rule."""

    model: type[RegisterEntry]
    count: int
    open: int
    overdue: int
    check: int | None = None


def counts(
    person: Person, moment: datetime | None, scope_id: int | None = None
) -> list[RegisterCount]:
    """Of every register, as far as a person may see it, in all scopes or in one and those below
    it. One query for all registers, and some for those with something to check."""
    within = {} if scope_id is None else {"scope_id__in": scopes_within(scope_id, moment)}
    rows: dict[type[RegisterEntry], Any] = {
        model: model.objects.at(moment).visible_to(person).live().filter(**within)
        for model in registers()
    }
    first, *others = (_counted(model, each, moment) for model, each in rows.items())
    found = {name: numbers for name, *numbers in first.union(*others, all=True)}
    counted = []
    for model, each in rows.items():
        in_all, are_open, are_overdue = found.get(model.__name__, (0, 0, 0))
        check = CHECKS[model](each, moment).count() if model in CHECKS else None
        counted.append(RegisterCount(model, in_all, are_open, are_overdue, check))
    return counted


def _counted(model: type[RegisterEntry], rows: QuerySet, moment: datetime | None) -> QuerySet:
    """The name of a kind, and how many there are in all, open and overdue; no row for none."""
    is_open = ~Q(state__in=model.closed_states)
    kind = Value(model.__name__, output_field=CharField())
    return (
        rows.order_by()
        .annotate(kind_of_entry=kind)
        .values("kind_of_entry")
        .annotate(
            in_all=Count("id"),
            are_open=Count("id", filter=is_open),
            are_overdue=Count("id", filter=is_open & before_day("due_on", clock.day_of(moment))),
        )
        .values_list("kind_of_entry", "in_all", "are_open", "are_overdue")
    )
