"""Values of boards, decisions and gates."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BoardKind(TextChoices):
    PROGRAMME_BOARD = "programme_board", _("Programme board")
    EXECUTIVE_GROUP = "executive_group", _("Executive group")
    SPONSORING_GROUP = "sponsoring_group", _("Sponsoring group")
    STEERING_GROUP = "steering_group", _("Steering group")
    COMMITTEE = "committee", _("Committee")
    SCRUTINY = "scrutiny", _("Scrutiny committee")


COMMITTEES = (BoardKind.COMMITTEE, BoardKind.SCRUTINY)


class DecisionWay(TextChoices):
    """How a decision was taken."""

    MEETING = "meeting", _("At a meeting of a board")
    OFFICER = "officer", _("By an officer under delegation")
    WRITTEN = "written", _("By written procedure of a board")


class DecisionState(TextChoices):
    STANDS = "stands", _("Stands")
    RECONSIDERED = "reconsidered", _("Reconsidered")
