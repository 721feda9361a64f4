"""Change requests, as those who record decisions settle them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.requests.signed_in import SignedInRequest
from governance.actions.changes import settle_change
from governance.forms.gates import SettleChangeForm
from governance.models import Decision
from people import policy
from people.choices import Act
from people.models import Person
from records.pages.moments import AskedMoment
from records.views.acting import ActOn
from registers.choices import ChangeState
from registers.lifecycle import MOVES
from registers.models import ChangeRequest
from registers.pages.entries import ChangeRequestPages


def is_open(request: ChangeRequest) -> bool:
    return ChangeState.AGREED in MOVES.get(ChangeState(request.state), ())


def panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """On the page of a change request: the way to record what was decided."""
    if not isinstance(record, ChangeRequest) or asked.value or not is_open(record):
        return None
    if not policy.can(person, Act.PLAN_MEETINGS, record):
        return None
    return {"settle_url": reverse("governance:change_settle", args=[record.reference])}


class SettleChange(ActOn):
    pages = ChangeRequestPages()
    record: ChangeRequest
    heading, label = _("Record what was decided"), _("Record the decision")
    done = _("%(title)s: the decision is recorded.")

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.PLAN_MEETINGS, self.record):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        if is_open(self.record):
            return ""
        label = ChangeState(self.record.state).label
        return _now("This request cannot be decided now: %(state)s.") % {"state": label}

    def form(self, person: Person, data: Any = None) -> forms.Form:
        return SettleChangeForm(data, person=person)

    def act(self, by: Person, **typed: Any) -> Decision:
        return settle_change(self.record, by=by, **typed)
