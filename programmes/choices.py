"""Values of programmes, and the words that every app to the right shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rag(TextChoices):
    RED = "red", _("Red")
    AMBER = "amber", _("Amber")
    GREEN = "green", _("Green")


class FundingBasis(TextChoices):
    """How often an amount comes: amounts of one kind are added up, never both together."""

    ONCE = "once", _("One-off")
    YEARLY = "yearly", _("Every year")


class ProgrammeState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class PhaseState(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    COMPLETE = "complete", _("Complete")
