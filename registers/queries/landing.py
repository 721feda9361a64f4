"""How many entries each register holds, for the page that leads to all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from people.models import Person
from programmes.queries import scopes_within
from programmes.registers import RegisterEntry, registers
from projects.queries.projects import day_of
from registers.queries.checks import CHECKS
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
) -> Iterator[RegisterCount]:
    """Of every register, as far as a person may see it, in all scopes or in one and those below
    it. One query for each register."""
    within = {} if scope_id is None else {"scope_id__in": scopes_within(scope_id, moment)}
    on = day_of(moment)
    for model in registers():
        rows: Any = model.objects.at(moment).visible_to(person).live().filter(**within)
        is_open = ~Q(state__in=model.closed_states)
        found = rows.order_by().aggregate(
            count=Count("id"),
            open=Count("id", filter=is_open),
            overdue=Count("id", filter=is_open & before_day("due_on", on)),
        )
        check = CHECKS.get(model)
        yield RegisterCount(model, **found, check=check and check(rows, moment).count())
