"""Values of the reporting cycle."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rhythm(TextChoices):
    """How often the projects of a programme report."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    NAMED = "named", _("On named days")
    MEETINGS = "meetings", _("Before each meeting of a board")


class Acceptance(TextChoices):
    """What accepting a status report does in a programme."""

    INFORMS = "informs", _("The board sees a report once it is submitted")
    SHOWS = "shows", _("The board sees a report only once it is accepted")


class RuleKey(TextChoices):
    """What a rating can be worked out from. Each has its function in `reporting/computing.py`."""

    SLIP = "slip", _("Schedule: days that a milestone is later than agreed")
    OVERDUE = "overdue", _("Schedule: milestones that are overdue")
    CHANGES = "changes", _("Scope: change requests that wait for a decision")
    BENEFITS = "benefits", _("Benefits: measures that are Red")
    RISKS = "risks", _("Overall: risks above the appetite")


class RollUp(TextChoices):
    """How the ratings of projects make one rating of all."""

    WORST = "worst", _("As the worst of them")
    MOST = "most", _("As most of them; the worse one if two are as many")
    THIRD = (
        "third",
        _("Red if a third are Red; Green if none is Red and less than a third Amber"),
    )


class Points(TextChoices):
    THREE = "three", _("Three points: Red, Amber, Green")
    FIVE = "five", _("Five points: Red, Amber/Red, Amber, Amber/Green, Green")
