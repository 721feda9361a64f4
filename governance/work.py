"""What governance adds to the page of one's own work."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.choices import GateOutcome, GateState
from governance.models import GateReview
from people.models import Person
from records.pages.work import Part

MOST = 20


def gates(person: Person) -> dict[str, Any] | None:
    """The gates that wait for a person to vet them, to put right what came back, or to record what
    the board decides. One query."""
    found = GateReview.objects.visible_to(person).waiting_for(person)
    rows = [_row(review) for review in found.select_related("project__programme", "board")[:MOST]]
    return {"rows": rows} if rows else None


def _row(review: GateReview) -> dict[str, Any]:
    is_with_lead = review.state in (GateState.DRAFT, GateState.DECIDED)
    page, key = "governance:gate_detail", review.reference
    if is_with_lead:  # where it is submitted again
        page, key = "governance:project_gates", review.project.reference
    return {"review": review, "asked": _asked(review), "url": reverse(page, args=[key])}


def _asked(review: GateReview) -> str:
    facts = {"why": review.return_reason, "board": review.board}
    if review.state == GateState.SUBMITTED:
        return _("To vet")
    if review.state == GateState.DRAFT:
        return _("Returned to you: %(why)s") % facts
    if review.outcome == GateOutcome.AMEND:
        return _("%(board)s asks you to amend it") % facts
    return _("Waits for the decision of %(board)s") % facts


MY_WORK = Part("main", 35, "governance/my_gates.html", gates)
