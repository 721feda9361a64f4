"""What benefits add to the page of one's own work."""

from __future__ import annotations

from typing import Any

from benefits.queries.unmeasured import to_measure
from people.models import Person
from records.pages.work import Part
from values import clock

MOST = 20


def measurements(person: Person) -> dict[str, Any] | None:
    """The indicators that a person measures and has not measured for their last period. One
    query."""
    found = to_measure(person, clock.today())
    return {"rows": found[:MOST], "more": len(found[MOST:])} if found else None


MY_WORK = Part("main", 33, "benefits/to_measure.html", measurements)
