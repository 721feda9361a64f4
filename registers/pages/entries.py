"""The pages of issues, assumptions, dependencies and change requests."""

from __future__ import annotations

from typing import Any

from people.models import Person, Scope
from programmes.pages import RegisterPages
from records.forms import RecordForm
from registers.actions.issues import edit_issue
from registers.forms.entries import (
    AssumptionForm,
    ChangeRequestForm,
    DependencyForm,
    IssueForm,
    MilestonesForm,
)
from registers.models import Assumption, ChangeRequest, Dependency, Issue


class IssuePages(RegisterPages):
    model = Issue
    form_class = IssueForm
    namespace, name = "registers", "issue"

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Issue:
        return edit_issue(record, by=by, **fields)


class AssumptionPages(RegisterPages):
    model = Assumption
    form_class = AssumptionForm
    namespace, name = "registers", "assumption"


class MilestonesPages(RegisterPages):
    """Pages whose form chooses among milestones that the person may see."""

    form_class: type[MilestonesForm]
    namespace = "registers"

    def form(self, person: Person, record: Any, parent: Scope | None, **kwargs: Any) -> RecordForm:
        entry = record or self.model(scope=parent)
        return self.form_class(instance=entry, person=person, **kwargs)


class DependencyPages(MilestonesPages):
    model = Dependency
    form_class = DependencyForm
    name = "dependency"


class ChangeRequestPages(MilestonesPages):
    model = ChangeRequest
    form_class = ChangeRequestForm
    name = "change_request"
