"""How a phase, a programme or a project ends, as those who record decisions enter it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.requests.signed_in import SignedInRequest
from governance.actions.endings import Ending, decide_ending, is_decided
from governance.forms.endings import DecideEndingForm
from governance.models import Decision
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import ClosingReport, Phase
from programmes.pages import ClosingReportPages, PhasePages
from records.pages.moments import AskedMoment
from records.views.acting import ActOn


def address(ending: Ending) -> str:
    if isinstance(ending, Phase):
        keys = [ending.programme.reference, ending.pk]
        return reverse("governance:phase_decide", args=keys)
    return reverse("governance:closing_decide", args=[ending.reference])


def may_decide(person: Person, record: Any) -> bool:
    is_ending = isinstance(record, Phase | ClosingReport)
    if not is_ending or record.is_archived or is_decided(record):
        return False
    return policy.can(person, Act.PLAN_MEETINGS, record)


def links(person: Person, record: Any) -> list[tuple[str, str]]:
    """The way from the page that edits a phase to the one on which its end is decided."""
    if not may_decide(person, record):
        return []
    return [(str(DecideEnding.heading), address(record))]


def panel(record: Any, person: Person, asked: AskedMoment) -> dict[str, Any] | None:
    """The same, on the page of a closing report."""
    if asked.value or not may_decide(person, record):
        return None
    return {"settle_url": address(record)}


class DecideEnding(ActOn):
    record: Any
    heading, label = _("Record what was decided at the end"), _("Record the decision")
    done = _("%(title)s: the decision is recorded.")

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.PLAN_MEETINGS, self.record):
            raise PermissionDenied

    def already(self, request: SignedInRequest) -> str:
        if not is_decided(self.record):
            return ""
        body = {"body": self.record.decided_by}
        return _now("This has been decided already, by %(body)s.") % body

    def text(self, person: Person) -> str:
        if isinstance(self.record, ClosingReport):
            return self.record.criterion_met
        criterion = self.record.completion_criterion
        if not criterion:
            return _now("Nobody has said when this phase is complete.")
        return _now("Complete when: %(criterion)s") % {"criterion": criterion}

    def form(self, person: Person, data: Any = None) -> forms.Form:
        return DecideEndingForm(data, person=person, ending=self.record)

    def act(self, by: Person, **typed: Any) -> Decision:
        return decide_ending(self.record, by=by, **typed)


class DecidePhase(DecideEnding):
    pages = PhasePages()


class DecideClosing(DecideEnding):
    pages = ClosingReportPages()
