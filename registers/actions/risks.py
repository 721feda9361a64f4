"""What happens to a risk: it is rated, accepted, closed, or it becomes an issue."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from people.models import Person, Scope
from programmes.actions import edit_entry, record_entry
from registers.actions.escalations import refuse_ended, refuse_no_reason, refuse_waiting
from registers.choices import RiskState
from registers.models import Issue, Risk
from registers.models.risks import SCORES
from registers.queries.matrices import matrix_in_force
from values import clock


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
        refuse_ended(risk)
        refuse_no_reason(reason)
        return writing.change(
            risk, state=RiskState.ACCEPTED, accepted_by=by, accepted_because=reason
        )


def close_risk(risk: Risk, *, by: Person, reason: str) -> Risk:
    """Close a risk that can no longer happen, or no longer matters, and return it."""
    with audited(by=by, reason=reason or _("Risk closed")):
        refuse_ended(risk)
        refuse_no_reason(reason)
        refuse_waiting(risk)
        return writing.change(risk, state=RiskState.CLOSED, **_nobody_accepts())


def reopen_risk(risk: Risk, *, by: Person, reason: str) -> Risk:
    """Bring a closed or accepted risk back among the open ones, and return it."""
    with audited(by=by, reason=reason or _("Risk reopened")):
        refuse_archived(risk)
        refuse_no_reason(reason)
        return writing.change(risk, state=RiskState.OPEN, **_nobody_accepts())


def risk_happened(risk: Risk, *, by: Person, happened: str, severity: str) -> Issue:
    """Enter an issue where the risk stands, because it has happened, and return the issue. Both
    show the other."""
    with audited(by=by, reason=_("Risk became an issue")):
        refuse_ended(risk)
        refuse_waiting(risk)
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


def _nobody_accepts() -> dict[str, Any]:
    return {"accepted_by": None, "accepted_because": ""}
