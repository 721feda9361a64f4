"""What happens to a risk: it is rated, accepted, closed, escalated, or it becomes an issue."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person, Scope
from people.queries import office
from programmes.actions import edit_entry, record_entry
from registers.choices import EscalationState, RiskState
from registers.models import Escalation, Issue, Risk
from registers.models.risks import SCORES
from registers.queries.matrices import matrix_in_force
from values import clock

ENDED = (RiskState.HAPPENED, RiskState.CLOSED)


def record_risk(*, scope: Scope, by: Person, reason: str = "", **fields: Any) -> Risk:
    """Add a risk to the register of a scope, rated by the matrix in force, and return it."""
    return record_entry(Risk, scope=scope, by=by, reason=reason, **_rated(fields, None), **fields)


def edit_risk(risk: Risk, *, by: Person, reason: str = "", **fields: Any) -> Risk:
    """Change a risk and return it as it is now. What is rated anew is rated by the matrix in force;
    when it is worse than it was, its acceptance lapses."""
    with audited(by=by, reason=reason or _("Risk edited")):
        return edit_entry(
            risk, by=by, reason=reason, **_rated(fields, risk), **_lapsed(risk, fields), **fields
        )


def _rated(fields: dict[str, Any], risk: Risk | None) -> dict[str, Any]:
    """The matrix that goes with some scores; nothing when none is given."""
    if not any(name in fields for name in SCORES):
        return {}
    scores = [fields.get(name, getattr(risk, name, None)) for name in SCORES]
    if all(score is None for score in scores):
        return {"matrix": None}
    matrix = matrix_in_force()
    if matrix is None:
        raise Refused(_("No risk matrix is in force: risks cannot be rated yet."))
    return {"matrix": matrix}


def _lapsed(risk: Risk, fields: dict[str, Any]) -> dict[str, Any]:
    if risk.state != RiskState.ACCEPTED:
        return {}
    now = score_of(*(fields.get(f"current_{scale}") for scale in ("likelihood", "impact")))
    if now <= score_of(risk.current_likelihood, risk.current_impact):
        return {}
    return {"state": RiskState.OPEN, "accepted_by": None, "accepted_because": ""}


def score_of(likelihood: int | None, impact: int | None) -> int:
    return (likelihood or 0) * (impact or 0)


def accept_risk(risk: Risk, *, by: Person, reason: str) -> Risk:
    """Say that a risk may be run as it stands, above the appetite, and return it. Raises Refused
    without a reason, and for a risk that has ended."""
    with audited(by=by, reason=reason or _("Risk accepted")):
        _refuse_ended(risk)
        _refuse_no_reason(reason)
        return writing.change(
            risk, state=RiskState.ACCEPTED, accepted_by=by, accepted_because=reason
        )


def close_risk(risk: Risk, *, by: Person, reason: str) -> Risk:
    """Close a risk that can no longer happen, or no longer matters, and return it."""
    with audited(by=by, reason=reason or _("Risk closed")):
        _refuse_ended(risk)
        _refuse_no_reason(reason)
        _refuse_waiting(risk)
        return writing.change(risk, state=RiskState.CLOSED, **_nobody_accepts())


def reopen_risk(risk: Risk, *, by: Person, reason: str) -> Risk:
    """Bring a closed or accepted risk back among the open ones, and return it."""
    with audited(by=by, reason=reason or _("Risk reopened")):
        refuse_archived(risk)
        _refuse_no_reason(reason)
        return writing.change(risk, state=RiskState.OPEN, **_nobody_accepts())


def risk_happened(risk: Risk, *, by: Person, happened: str, severity: str) -> Issue:
    """Enter an issue where the risk stands, because it has happened, and return the issue. Both
    show the other."""
    with audited(by=by, reason=_("Risk became an issue")):
        _refuse_ended(risk)
        _refuse_waiting(risk)
        writing.change(risk, state=RiskState.HAPPENED, **_nobody_accepts())
        return record_entry(
            Issue,
            scope=risk.scope,
            by=by,
            title=risk.title,
            happened=happened,
            effect=risk.effect,
            severity=severity,
            owner=risk.owner,
            raised_on=clock.today(),
            came_from=risk,
        )


def scope_above(scope: Scope) -> Scope | None:
    """The scope to which something goes up from another: the office above all others; None above
    the office."""
    if scope.parent_id is not None:
        return scope.parent
    top = office()
    return None if scope.pk == top.pk else top


def escalate_risk(risk: Risk, *, by: Person, reason: str) -> Escalation:
    """Ask the scope above to take a risk, and return the question. Raises Refused at the top, and
    while an earlier question waits."""
    with audited(by=by, reason=reason or _("Risk escalated")):
        _refuse_ended(risk)
        _refuse_no_reason(reason)
        above = scope_above(risk.held_in or risk.scope)
        if above is None:
            raise Refused(_("The risk is at the top already: there is no scope above."))
        return writing.create(Escalation, risk=risk, to_scope=above, why=reason, asked_by=by)


def accept_escalation(escalation: Escalation, *, by: Person, answer: str = "") -> Escalation:
    """Take a risk up to the scope that was asked, and return the question answered. Raises Refused
    for the person who asked, and when it has been answered."""
    with audited(by=by, reason=answer or _("Escalation accepted")):
        if escalation.asked_by_id == by.pk:
            raise Refused(_("You asked for this yourself: somebody else must accept it."))
        _refuse_answered(escalation)
        writing.change(escalation.risk, held_in=escalation.to_scope)
        return writing.change(
            escalation, state=EscalationState.ACCEPTED, answered_by=by, answer=answer
        )


def return_escalation(escalation: Escalation, *, by: Person, answer: str) -> Escalation:
    """Leave a risk where it is, saying why, and return the question answered."""
    with audited(by=by, reason=answer or _("Escalation returned")):
        _refuse_answered(escalation)
        _refuse_no_reason(answer)
        return writing.change(
            escalation, state=EscalationState.RETURNED, answered_by=by, answer=answer
        )


def _nobody_accepts() -> dict[str, Any]:
    return {"accepted_by": None, "accepted_because": ""}


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why."), {"reason": [_("Say why.")]})


def _refuse_ended(risk: Risk) -> None:
    current = Risk.objects.select_for_update(no_key=True).get(pk=risk.pk)
    refuse_archived(current)
    if current.state in ENDED:
        raise Refused(_("This risk is closed."))


def _refuse_waiting(risk: Risk) -> None:
    if risk.escalations.waiting().exists():
        raise Refused(_("The scope above has been asked: wait for its answer, or return it first."))


def _refuse_answered(escalation: Escalation) -> None:
    current = Escalation.objects.select_for_update(no_key=True).get(pk=escalation.pk)
    if current.state != EscalationState.ASKED:
        raise Refused(_("This has been answered already."))
