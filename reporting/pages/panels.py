"""What reporting adds to pages: the independent ratings of a project."""

from __future__ import annotations

from typing import Any

from people import policy
from people.choices import Act
from people.models import Person
from projects.models import Project
from records.pages.moments import AskedMoment
from reporting.models import IndependentRating

INDEPENDENT = "reporting/independent_panel.html"


def independent_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """How others rate a project; nothing for who may add none where there is none. One query."""
    if not isinstance(record, Project):
        return None
    rows = IndependentRating.objects.at(asked.value, project_id=record.pk).live()
    may_add = not asked.value and policy.can(person, Act.ACCEPT_REPORT, record)
    ratings = list(rows.order_by("-rated_on", "-id"))
    if not ratings and not may_add:
        return None
    return {"ratings": ratings, "may_add": may_add, "project": record}
