"""The pages of risks, of what happens to them, and of the matrices that rate them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from people.choices import Act
from people.models import Person, Scope
from programmes.pages import RegisterPages
from records.forms import RecordForm
from records.pages import menu
from records.pages.record_pages import RecordPages
from registers.actions.actions import record_linked
from registers.actions.matrices import add_matrix
from registers.actions.risks import edit_risk, record_risk
from registers.choices import Relation
from registers.forms.risks import RiskForm, RiskMatrixForm
from registers.models import Risk, RiskMatrix
from registers.models.risks import SCORES
from registers.pages.actions import ActionPages


class RiskPages(RegisterPages):
    model = Risk
    form_class = RiskForm
    namespace, name = "registers", "risk"

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Risk:
        return record_risk(scope=parent, by=by, **fields)

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Risk:
        return edit_risk(record, by=by, **fields)

    @property
    def shown(self) -> Sequence[str]:
        """Its ratings have a table of their own."""
        return [name for name in self.form_class.Meta.fields if name not in SCORES]


class MitigationPages(ActionPages):
    """An action that is added on the page of a risk mitigates it."""

    name = "mitigation"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Any:
        return RiskPages().find(person, {"reference": keys["parent"]})

    def form(self, person: Person, record: Any, parent: Any, **kwargs: Any) -> RecordForm:
        return super().form(person, record, parent.scope, **kwargs)

    def create(self, parent: Any, /, *, by: Person, **fields: Any) -> Any:
        """Returns the risk, whose page shows the new action."""
        reason = _("Mitigating action added")
        record_linked([fields], parent, relation=Relation.MITIGATES, by=by, reason=reason)
        return parent

    def after(self, record: Any) -> str:
        return RiskPages().after(record)

    def after_parent(self, parent: Any) -> str:
        return self.after(parent)

    def crumbs_of_parent(self, parent: Any) -> list[tuple[str, str]]:
        return RiskPages().crumbs(parent)


class AcceptedRiskPages(RiskPages):
    """The pages of acts that take more than keeping the register."""

    act = Act.ACCEPT_RISK


class RiskMatrixPages(RecordPages):
    """Matrices are the council's: whoever may edit its rules may in the office."""

    model = RiskMatrix
    form_class = RiskMatrixForm
    act = Act.EDIT_RULES
    namespace, name = "registers", "matrix"

    def find(self, person: Person, keys: dict[str, Any]) -> RiskMatrix:
        visible = RiskMatrix.objects.visible_to(person)
        return get_object_or_404(visible, reference=keys["reference"])

    def home(self, record: RiskMatrix) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> RiskMatrix:
        return add_matrix(by=by, **fields)

    def crumbs(self, record: RiskMatrix) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [
            menu.ITEMS["registers"].crumb(),
            (_("Risk matrices"), reverse("registers:matrix_list")),
        ]
