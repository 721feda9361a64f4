"""What projects add to the page about a programme: the milestones of the programme itself."""

from __future__ import annotations

from typing import Any

from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from projects.columns import milestone_columns
from projects.pages import MilestonePages
from projects.queries import milestones_in
from records.pages.lists import table
from records.pages.moments import AskedMoment
from records.pages.record_pages import archived_parts

MILESTONES = "projects/milestones_panel.html"


def milestones_panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The milestones of a programme itself. Two queries for whoever may edit them, otherwise
    one."""
    if not isinstance(record, Programme):
        return None
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROJECT, record)
    columns = milestone_columns(record.reference if may_edit else "")
    return {
        "programme": record,
        "table": table(columns, milestones_in([record.scope_id], asked.value)[record.scope_id]),
        "may_edit": may_edit,
        "archived": archived_parts(record.scope, person, MilestonePages()) if may_edit else [],
    }
