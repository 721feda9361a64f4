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
