"""Forms of issues, assumptions, dependencies and change requests."""

from __future__ import annotations

from typing import Any

from people.models import Person
from programmes.forms import RegisterForm
from records.forms import RecordForm
from registers.forms.milestones import MilestoneByName
from registers.models import Assumption, ChangeRequest, Dependency, Issue
from registers.queries.milestones import suggested_milestones


class IssueForm(RegisterForm):
    class Meta(RecordForm.Meta):
        model = Issue
        fields = RegisterForm.fields_with("happened", "effect", "severity", "raised_on", "answer")


class AssumptionForm(RegisterForm):
    class Meta(RecordForm.Meta):
        model = Assumption
        fields = RegisterForm.fields_with("certainty", "if_wrong", "test")


class MilestonesForm(RegisterForm):
    """A form with boxes for milestones, which suggest those of the same programme."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for name in ("giver", "taker", "milestone") if name in self.fields]
        suggestions = suggested_milestones(self.instance.scope, person)
        for name in names:
            self.fields[name] = MilestoneByName(
                label=self.fields[name].label,
                person=person,
                kept=getattr(self.instance, name),
                suggestions=suggestions,
            )


class DependencyForm(MilestonesForm):
    class Meta(RecordForm.Meta):
        model = Dependency
        fields = RegisterForm.fields_with("giver", "outside_giver", "taker")


class ChangeRequestForm(MilestonesForm):
    class Meta(RecordForm.Meta):
        model = ChangeRequest
        fields = tuple(
            name
            for name in RegisterForm.fields_with(
                "kind", "milestone", "asked_for", "why", "options", "effect_on_time", "cost_pence",
                "effect_on_benefits", "effect_on_risks",
            )
            if name != "state"
        )  # fmt: skip
