"""Values of projects and status reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """The stages of the standard lifecycle. A council may edit it, and have others with stages of
    their own (`projects/stages.py`); every lifecycle ends in CLOSED."""

    SCOPING = "scoping", _("Scoping")
    DEVELOPING = "developing", _("Developing")
    IMPLEMENTING = "implementing", _("Implementing")
    REALISING = "realising", _("Realising benefits")
    CLOSED = "closed", _("Closed")


class PartnerKind(TextChoices):
    PARTNER = "partner", _("Takes part")
    LINKED = "linked", _("Linked, without taking part")


class ReportState(TextChoices):
    """A report that waits is shown to the board only once it is accepted; in most programmes none
    waits."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for acceptance")
    SUBMITTED = "submitted", _("Submitted")


SENT = (ReportState.WAITING, ReportState.SUBMITTED)
"""Reports that their writers have finished."""


class Confidence(TextChoices):
    """Delivery confidence, the worst first. A scale of three points uses the first, the middle and
    the last."""

    RED = "red", _("Red: does not appear achievable")
    AMBER_RED = "amber_red", _("Amber/Red: in doubt, urgent action is needed")
    AMBER = "amber", _("Amber: appears feasible, with significant issues")
    AMBER_GREEN = "amber_green", _("Amber/Green: appears probable, with risks to watch")
    GREEN = "green", _("Green: appears highly likely")


class Dimension(TextChoices):
    """What a status report rates, besides the overall rating."""

    SCHEDULE = "schedule", _("Schedule")
    COST = "cost", _("Cost")
    SCOPE = "scope", _("Scope")
    BENEFITS = "benefits", _("Benefits")
    RESOURCES = "resources", _("Resources")


OVERALL = "overall"


def rated_words(name: str) -> str:
    """What is rated, in words: a dimension, or the project as a whole."""
    return gettext("Overall") if name == OVERALL else str(Dimension(name).label)


class MilestoneState(TextChoices):
    """The state of a milestone on a day, by its dates."""

    DONE = "done", _("Done")
    OVERDUE = "overdue", _("Overdue")
    SLIPPED = "slipped", _("Slipped")
    ON_TRACK = "on_track", _("On track")
    UNDATED = "undated", _("No date")


LATE = frozenset((MilestoneState.OVERDUE, MilestoneState.SLIPPED))
"""Not reached yet, and later than agreed."""
