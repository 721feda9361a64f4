"""Values of registers, and the groups of values that rules refer to."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RiskKind(TextChoices):
    THREAT = "threat", _("Threat")
    OPPORTUNITY = "opportunity", _("Opportunity")


class RiskState(TextChoices):
    """An accepted risk is still open: somebody with the right has said that it may be run."""

    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    HAPPENED = "happened", _("Became an issue")
    CLOSED = "closed", _("Closed")


RATING_NAMES = {
    "current": _("Now"),
    "inherent": _("Before any response"),
    "target": _("Aimed for"),
}
"""The ratings of a risk: as it stands, as it would be if nothing were done, as it shall be."""


class Proximity(TextChoices):
    """When a risk may happen."""

    NOW = "now", _("Within a month")
    SOON = "soon", _("Within three months")
    THIS_YEAR = "this_year", _("Within a year")
    LATER = "later", _("In more than a year")


class Response(TextChoices):
    """What is done about a risk. Sharing and accepting answer threats and opportunities alike."""

    AVOID = "avoid", _("Avoid")
    REDUCE = "reduce", _("Reduce")
    TRANSFER = "transfer", _("Transfer")
    EXPLOIT = "exploit", _("Exploit")
    ENHANCE = "enhance", _("Enhance")
    SHARE = "share", _("Share")
    ACCEPT = "accept", _("Accept")


RESPONSES = {
    RiskKind.THREAT: (
        Response.AVOID,
        Response.REDUCE,
        Response.TRANSFER,
        Response.SHARE,
        Response.ACCEPT,
    ),
    RiskKind.OPPORTUNITY: (Response.EXPLOIT, Response.ENHANCE, Response.SHARE, Response.ACCEPT),
}


class AxisOrder(TextChoices):
    """Which scale runs down the side of a matrix; the other runs across it."""

    LIKELIHOOD_DOWN = "likelihood_down", _("Likelihood down the side, impact across")
    IMPACT_DOWN = "impact_down", _("Impact down the side, likelihood across")


class EscalationState(TextChoices):
    ASKED = "asked", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")


class Severity(TextChoices):
    CRITICAL = "critical", _("Critical")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class AssumptionState(TextChoices):
    OPEN = "open", _("Not yet tested")
    CONFIRMED = "confirmed", _("Holds")
    WRONG = "wrong", _("Proved wrong")


class Certainty(TextChoices):
    HIGH = "high", _("Well founded")
    MEDIUM = "medium", _("Likely")
    LOW = "low", _("A guess")


class DependencyState(TextChoices):
    OPEN = "open", _("Waited for")
    GIVEN = "given", _("Given")
    NOT_NEEDED = "not_needed", _("No longer needed")


class ChangeKind(TextChoices):
    """What a change request asks to change."""

    MILESTONE = "milestone", _("A milestone or baseline")
    TOLERANCE = "tolerance", _("A tolerance")
    SCOPE = "scope", _("Scope")
    BENEFIT = "benefit", _("A benefit or target")
    FUNDING = "funding", _("Funding")
    OTHER = "other", _("Something else")


class ChangeState(TextChoices):
    """A request is raised and looked at by those who keep the register; only a decision agrees or
    refuses it."""

    RAISED = "raised", _("Raised")
    REVIEWED = "reviewed", _("Under review")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DONE = "done", _("Carried out")


class ActionState(TextChoices):
    """An action that somebody must verify is closed only when they have."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    VERIFIED = "verified", _("Verified")


class Relation(TextChoices):
    """What one record is to another, read from the first to the second."""

    CONCERNS = "concerns", _("Concerns")
    MITIGATES = "mitigates", _("Mitigates")
    COMES_FROM = "comes_from", _("Comes from")
    BECAME = "became", _("Became")
    GIVES_TO = "gives_to", _("Gives to")
    AGREES = "agrees", _("Agrees")


REVERSED = {
    Relation.CONCERNS: _("Concerned by"),
    Relation.MITIGATES: _("Mitigated by"),
    Relation.COMES_FROM: _("Led to"),
    Relation.BECAME: _("Was before"),
    Relation.GIVES_TO: _("Takes from"),
    Relation.AGREES: _("Agreed by"),
}
"""The same, read from the second to the first."""


class ReviewKind(TextChoices):
    INSPECTION = "inspection", _("Inspection")
    FOCUSED_VISIT = "focused_visit", _("Focused visit")
    PEER_CHALLENGE = "peer_challenge", _("Peer challenge")
    GATEWAY = "gateway", _("Gateway review")
    ASSURANCE = "assurance", _("Assurance review")
    AUDIT = "audit", _("Audit")
    SELF_ASSESSMENT = "self_assessment", _("Self-assessment")


class When(TextChoices):
    """Whether a reminder comes before something is due or after."""

    BEFORE = "before", _("Before it is due")
    AFTER = "after", _("After it was due")
    ASKED = "asked", _("When somebody reminded them")
