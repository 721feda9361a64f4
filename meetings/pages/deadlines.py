"""The pages of deadline rules and of days that correct the calendar."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.actions.deadlines import add_closure, add_rule
from meetings.forms.deadlines import ClosureForm, DeadlineRuleForm
from meetings.models import Closure, DeadlineRule
from people.choices import Act
from people.models import Person
from records.pages.record_pages import RecordPages


class RulePages(RecordPages):
    """Rules are the council's: whoever may edit them may in the office."""

    act = Act.EDIT_RULES
    namespace = "meetings"

    def find(self, person: Person, keys: dict[str, Any]) -> Any:
        visible = self.model.objects.visible_to(person)
        return get_object_or_404(visible, reference=keys["reference"])

    def home(self, record: Any) -> None:
        return None

    def crumbs(self, record: Any) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [(self.heading, reverse(f"meetings:{self.name}_list"))]

    @property
    def heading(self) -> str:
        raise NotImplementedError


class DeadlineRulePages(RulePages):
    model = DeadlineRule
    form_class = DeadlineRuleForm
    name = "deadline_rule"

    @property
    def heading(self) -> str:
        return _("Deadline rules")

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> DeadlineRule:
        return add_rule(by=by, **fields)


class ClosurePages(RulePages):
    model = Closure
    form_class = ClosureForm
    name = "closure"

    @property
    def heading(self) -> str:
        return _("Closures")

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Closure:
        return add_closure(by=by, **fields)
