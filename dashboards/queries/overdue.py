"""What somebody must see to, over all programmes: late reports, dependencies whose giver is late,
and what to check before a meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from people.models import Person
from programmes.queries import ProgrammeRow
from projects.queries.together import RatedProject
from registers.queries.dependencies import giver_words, late_among, late_words, taker_words
from reporting.checking import findings
from reporting.owing import (
    OwedReport,
    missing_in,
    most_needed_first,
    owed,
    told_to,
    with_leads,
)
from reporting.queries.periods import under_way_in_all
from values import clock

MOST = 6
"""How many late reports the page names; its link leads to all."""
MOST_CHECKED = 300
"""Of more projects it takes too long to count what there is to check: its page does."""


@dataclass(frozen=True)
class Overdue:
    """Reports and what to check are known of today only: None on a page as at a past day."""

    reports: tuple[OwedReport, ...] | None
    reports_in_all: int
    to_check: int | None
    """How many projects there are to check; None also of more projects than are counted here."""
    dependencies: tuple[dict[str, Any], ...]


def overdue(
    programmes: Collection[ProgrammeRow],
    projects: Collection[RatedProject],
    person: Person,
    moment: datetime | None,
) -> Overdue:
    """Of some programmes and all their projects. The number of queries does not depend on the
    number of records."""
    scopes = {each.scope_id for each in programmes} | {each.scope_id for each in projects}
    late = late_among(scopes, person, moment)
    told = tuple(
        row | {"giver": giver_words(row), "taker": taker_words(row), "late": late_words(row)}
        for row in late
    )
    if moment:
        return Overdue(None, 0, None, told)
    missing = _missing([programme.id for programme in programmes], person)
    to_check = None
    if len(projects) <= MOST_CHECKED:
        found = {finding.project_reference for finding in findings(person)}
        to_check = len(found & {project.reference for project in projects})
    return Overdue(tuple(with_leads(missing[:MOST])), len(missing), to_check, told)


def _missing(programmes: Collection[int], person: Person) -> list[OwedReport]:
    """The reports that were due and have not come, the latest first. Only the projects that owe one
    are read."""
    today = clock.today()
    under_way = under_way_in_all(programmes, today).values()
    due = [period for periods in under_way for period in periods if period.due_on < today]
    rows = told_to(person, owed(due, today, only=missing_in(due))) if due else []
    return most_needed_first(row for row in rows if row.is_missing)
