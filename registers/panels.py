"""What registers add to the pages of other records: a project's dependencies."""

from __future__ import annotations

from typing import Any

from people.models import Person
from projects.models import Project
from records.pages.lists import table
from records.pages.moments import AskedMoment
from registers.columns.entries import DEPENDENCIES_OF_PROJECT
from registers.queries.dependencies import of_project


def dependencies(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """Who gives to a project and who waits for it, with a warning where a giver is late."""
    if not isinstance(record, Project):
        return None
    rows = of_project(record.pk, person, asked.value)
    if not rows:
        return None
    return {
        "late": sum(row["late_by"] is not None for row in rows),
        "table": table(DEPENDENCIES_OF_PROJECT, rows, asked.query),
    }
