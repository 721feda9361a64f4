"""Values of boards, decisions and gates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BoardKind(TextChoices):
    """The kinds of body that are shipped, by their keys; a council adds its own (`BodyKind`)."""

    PROGRAMME_BOARD = "programme_board", _("Programme board")
    EXECUTIVE_GROUP = "executive_group", _("Executive group")
    SPONSORING_GROUP = "sponsoring_group", _("Sponsoring group")
    STEERING_GROUP = "steering_group", _("Steering group")
    COMMITTEE = "committee", _("Committee")
    SCRUTINY = "scrutiny", _("Scrutiny committee")
    EXECUTIVE = "executive", _("Executive (cabinet)")


class Fraction(TextChoices):
    """The part of a body's seats that makes a quorum."""

    QUARTER = "1/4", _("a quarter of its seats")
    THIRD = "1/3", _("a third of its seats")
    HALF = "1/2", _("half of its seats")
    MORE_THAN_HALF = ">1/2", _("more than half of its seats")
    TWO_THIRDS = "2/3", _("two thirds of its seats")
    THREE_QUARTERS = "3/4", _("three quarters of its seats")


class DecisionWay(TextChoices):
    """How a decision was taken."""

    MEETING = "meeting", _("At a meeting of a board")
    OFFICER = "officer", _("By an officer under delegation")
    WRITTEN = "written", _("By written procedure of a board")


class DecisionState(TextChoices):
    STANDS = "stands", _("Stands")
    RECONSIDERED = "reconsidered", _("Reconsidered")


class GateState(TextChoices):
    """A draft is being written, or was returned. Once vetted, it waits for a meeting to take it."""

    DRAFT = "draft", _("With the lead")
    SUBMITTED = "submitted", _("Waits for the programme’s team")
    VETTED = "vetted", _("Waits for the board")
    TABLED = "tabled", _("On an agenda")
    DECIDED = "decided", _("Decided")


WITH_THE_BOARD = (GateState.VETTED, GateState.TABLED)


class GateOutcome(TextChoices):
    """What a board says at a gate."""

    IMPLEMENT = "implement", _("Implement")
    AMEND = "amend", _("Amend")
    CLOSE = "close", _("Close")
    DEFER = "defer", _("Defer")


class ToleranceKind(TextChoices):
    """What is held within a tolerance. Each has its rule in `governance/tolerances.py`."""

    TIME = "time", _("Time")
    SCOPE = "scope", _("Scope")
    RISK = "risk", _("Risk")


class ExceptionState(TextChoices):
    OPEN = "open", _("Waits for a decision")
    DECIDED = "decided", _("Decided")
    ENDED = "ended", _("Back within tolerance")
