"""The pages of escalations: each is asked for and answered on a page of its own; nobody edits
it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from people import policy
from people.choices import Act
from people.models import Person, Scope
from records.pages.record_pages import PartPages
from registers.models import Escalation, IssueEscalation, RiskEscalation


class EscalationPages(PartPages):
    act = Act.KEEP_REGISTERS
    namespace = "registers"
    has_edit = has_archive = False

    def home(self, record: Escalation) -> Scope:
        """Whoever keeps the registers of the scope that was asked answers."""
        return record.to_scope

    def permit(self, person: Person, record: Escalation) -> None:
        if not policy.can(person, self.act, self.home(record)):
            raise PermissionDenied


class RiskEscalationPages(EscalationPages):
    model = RiskEscalation
    name = "risk_escalation"


class IssueEscalationPages(EscalationPages):
    model = IssueEscalation
    name = "issue_escalation"
