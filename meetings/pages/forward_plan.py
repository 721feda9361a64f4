"""The pages of the forward plan."""

from __future__ import annotations

from typing import Any

from audit.errors import NotFound
from meetings.forms.forward_plan import ForwardPlanItemForm
from meetings.models import ForwardPlanItem
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes.pages import RegisterPages


class ForwardPlanItemPages(RegisterPages):
    """A matter is planned on the page of the board that decides it."""

    model = ForwardPlanItem
    form_class = ForwardPlanItemForm
    act = Act.PLAN_MEETINGS
    namespace, name = "meetings", "forward_plan_item"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        scope = super().find_parent(person, keys)
        if scope.kind != ScopeKind.BOARD:
            raise NotFound
        return scope
