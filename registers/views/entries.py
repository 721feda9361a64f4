"""The lists of issues, assumptions, dependencies and change requests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from people import policy
from people.choices import Act
from people.models import Person
from programmes.views import RegisterList
from records.pages.moments import AskedMoment
from records.views.acting import ActOn
from registers.actions.changes import move_change
from registers.choices import ChangeState
from registers.columns.entries import ASSUMPTIONS, CHANGE_REQUESTS, DEPENDENCIES, ISSUES
from registers.filters import CheckedStandingFilter
from registers.forms.escalations import WhyForm
from registers.lifecycle import may_become
from registers.models import ChangeRequest, Risk
from registers.pages.entries import (
    AssumptionPages,
    ChangeRequestPages,
    DependencyPages,
    IssuePages,
)
from registers.queries.dependencies import with_dates
from registers.views.acts import EntryDetail
from registers.views.escalations import EscalatableDetail


class IssueDetail(EscalatableDetail):
    """An issue, with the risk that it came from, and where it was escalated to."""

    template = "registers/issue.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        risks = Risk.objects.filter(pk=row.came_from_id).at(asked.value).visible_to(person)
        came_from = risks.first() if row.came_from_id else None
        return super().more(row, person, asked) | {"came_from": came_from}


class IssueList(RegisterList):
    """What has happened and stands in the way."""

    pages = IssuePages()
    detail = IssueDetail
    item = name = "issues"
    columns = ISSUES


class AssumptionList(RegisterList):
    """What plans rely on."""

    pages = AssumptionPages()
    detail = EntryDetail
    item = name = "assumptions"
    columns = ASSUMPTIONS


class DependencyList(RegisterList):
    """Which milestone waits for which, and whether the giver is late."""

    pages = DependencyPages()
    detail = EntryDetail
    item = name = "dependencies"
    columns = DEPENDENCIES
    filters = RegisterList.filters | {
        "standing": CheckedStandingFilter(gettext_lazy("The giver is late"))
    }

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return with_dates(rows, moment)


class ChangeDetail(EntryDetail):
    """A change request, and what may become of it without a decision."""

    def acts(self, person: Person, row: Any) -> Iterator[tuple[str, str]]:
        if policy.can(person, Act.KEEP_REGISTERS, self.record):
            for to in may_become(row.state):
                yield str(MOVE_WORDS[to]), self.pages.url(f"{to}", row)


MOVE_WORDS = {
    ChangeState.REVIEWED: gettext_lazy("Take it under review"),
    ChangeState.WITHDRAWN: gettext_lazy("Withdraw it"),
    ChangeState.RAISED: gettext_lazy("Raise it again"),
    ChangeState.DONE: gettext_lazy("It has been carried out"),
}


class MoveChange(ActOn):
    """Take a change request to another state; `to` is part of its address."""

    to: ChangeState = ChangeState.REVIEWED
    label = gettext_lazy("Confirm")
    done = gettext_lazy("Change request moved.")
    form_class = WhyForm

    @property
    def heading(self) -> Any:  # type: ignore[override]
        return MOVE_WORDS[self.to]

    def act(self, by: Person, **typed: Any) -> ChangeRequest:
        return move_change(self.record, self.to, by=by, **typed)


class ChangeRequestList(RegisterList):
    """Wishes to change what was agreed."""

    pages = ChangeRequestPages()
    detail = ChangeDetail
    item = name = "change-requests"
    columns = CHANGE_REQUESTS
