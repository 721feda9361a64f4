"""What somebody must see to, over all programmes: late reports, dependencies whose giver is late,
and what to check before a meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from people.models import Person
from registers.queries.dependencies import giver_words, late_words, of_scopes, taker_words
from reporting.checking import findings
from reporting.owing import OwedReport, most_needed_first, owed_now, told_to, with_leads
from reporting.queries.periods import under_way_in_all
from values import clock

MOST = 6
"""How many of each the page shows; its links lead to all."""


@dataclass(frozen=True)
class Overdue:
    """Reports and what to check are known of today only: None on a page as at a past day."""

    reports: tuple[OwedReport, ...] | None
    reports_in_all: int
    to_check: int | None
    """How many projects there are to check."""
    dependencies: tuple[dict[str, Any], ...]


def overdue(
    programmes: Collection[int],
    projects: Collection[str],
    scopes: Collection[int],
    person: Person,
    moment: datetime | None,
) -> Overdue:
    """Of some programmes, with the references of their projects and the scopes of both. The number
    of queries does not depend on the number of records."""
    late = [row for row in of_scopes(scopes, person, moment) if row["late_by"]]
    told = tuple(
        row | {"giver": giver_words(row), "taker": taker_words(row), "late": late_words(row)}
        for row in late
    )
    if moment:
        return Overdue(None, 0, None, told)
    owed = owed_now(under_way_in_all(programmes, clock.today()).values())
    missing = most_needed_first(row for row in told_to(person, owed) if row.is_missing)
    found = {finding.project_reference for finding in findings(person)}
    return Overdue(
        tuple(with_leads(missing[:MOST])), len(missing), len(found & set(projects)), told
    )
