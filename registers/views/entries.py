"""The lists of issues, assumptions, dependencies and change requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from programmes.views import RegisterList
from registers.columns.entries import ASSUMPTIONS, CHANGE_REQUESTS, DEPENDENCIES, ISSUES
from registers.pages.entries import (
    AssumptionPages,
    ChangeRequestPages,
    DependencyPages,
    IssuePages,
)
from registers.queries.dependencies import with_dates


class IssueList(RegisterList):
    """What has happened and stands in the way."""

    pages = IssuePages()
    item = name = "issues"
    columns = ISSUES


class AssumptionList(RegisterList):
    """What plans rely on."""

    pages = AssumptionPages()
    item = name = "assumptions"
    columns = ASSUMPTIONS


class DependencyList(RegisterList):
    """Which milestone waits for which, and whether the giver is late."""

    pages = DependencyPages()
    item = name = "dependencies"
    columns = DEPENDENCIES

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return with_dates(rows, moment)


class ChangeRequestList(RegisterList):
    """Wishes to change what was agreed."""

    pages = ChangeRequestPages()
    item = name = "change-requests"
    columns = CHANGE_REQUESTS
