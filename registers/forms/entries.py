"""Forms of issues, assumptions, dependencies and change requests."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from programmes.forms import RegisterForm
from projects.models import Milestone
from records.forms import RecordForm, limit
from registers.models import Assumption, ChangeRequest, Dependency, Issue


class IssueForm(RegisterForm):
    class Meta(RecordForm.Meta):
        model = Issue
        fields = RegisterForm.fields_with("happened", "effect", "severity", "raised_on", "answer")


class AssumptionForm(RegisterForm):
    class Meta(RecordForm.Meta):
        model = Assumption
        fields = RegisterForm.fields_with("certainty", "if_wrong", "test")


class MilestonesForm(RegisterForm):
    """A form that chooses among the milestones that a person may see, each with its project or
    programme."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Q(project__is_archived=False) | Q(programme__is_archived=False)
        seen = Milestone.objects.visible_to(person).live().filter(in_use)
        for name in ("giver", "taker", "milestone"):
            if name in self.fields:
                limit(self, name, seen, empty_label=_("No milestone"))
                field: Any = self.fields[name]
                field.queryset = field.queryset.select_related("scope").in_order()
                field.label_from_instance = lambda one: f"{one.title} ({one.scope.title})"


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
