"""Values of registers, and the groups of values that rules refer to."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


REVERSED = {
    Relation.CONCERNS: _("Concerned by"),
    Relation.MITIGATES: _("Mitigated by"),
    Relation.COMES_FROM: _("Led to"),
    Relation.BECAME: _("Was before"),
    Relation.GIVES_TO: _("Takes from"),
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
