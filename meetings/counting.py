"""How periods are counted, and when a decision takes effect: values of deadline rules."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Counts(TextChoices):
    """The days of which a notice has so many."""

    CALENDAR = "calendar", _("Clear days, weekends and holidays included")
    WORKING = "working", _("Clear working days")


class Start(TextChoices):
    """The first day of a call-in period."""

    AFTER_NOTICE = "after_notice", _("The day after the decision notice is published")
    ON_NOTICE = "on_notice", _("The day on which the decision notice is published")
    AFTER_DECISION = "after_decision", _("The day after the decision")
    ON_DECISION = "on_decision", _("The day of the decision")


FROM_DECISION = (Start.AFTER_DECISION, Start.ON_DECISION)
WITH_FIRST_DAY = (Start.ON_NOTICE, Start.ON_DECISION)


class Effective(TextChoices):
    """When a decision takes effect that nobody has called in."""

    NEXT_DAY = "next_day", _("The day after the call-in period ends")
    NEXT_WORKING_DAY = "next_working_day", _("The next working day after it ends")
