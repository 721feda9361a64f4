"""Values of meetings: how often, in which state, what is on an agenda, and what came of it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Frequency(TextChoices):
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    NAMED = "named", _("On named days")


class RepeatsBy(TextChoices):
    """What stays the same from month to month."""

    DAY = "day", _("The day of the month, such as the 15th")
    WEEKDAY = "weekday", _("The day of the week, such as the second Tuesday")


class WhenClosed(TextChoices):
    """What becomes of a meeting that would fall on a weekend or a bank holiday."""

    KEEP = "keep", _("It stays on that day")
    NEXT = "next", _("It moves to the next working day")
    PREVIOUS = "previous", _("It moves to the working day before")
    LEAVE_OUT = "leave_out", _("It is left out")


class MeetingState(TextChoices):
    PLANNED = "planned", _("Planned")
    CALLED = "called", _("Agenda published")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed")
    CONFIRMED = "confirmed", _("Minutes confirmed")
    CANCELLED = "cancelled", _("Cancelled")


COMING = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN)
"""Meetings whose agenda still changes."""
HELD = (MeetingState.CLOSED, MeetingState.CONFIRMED)


class ItemKind(TextChoices):
    """What an item is for. Some are filled in from the records."""

    DECISION = "decision", _("For decision")
    DISCUSSION = "discussion", _("For discussion")
    INFORMATION = "information", _("For information")
    APOLOGIES = "apologies", _("Apologies for absence")
    INTERESTS = "interests", _("Declarations of interest")
    MINUTES = "minutes", _("Minutes of the last meeting")
    ACTIONS = "actions", _("Actions")
    GATE = "gate", _("Gate review")
    OTHER = "other", _("Other business")
    NEXT = "next", _("Next meeting")


TO_DECIDE = (ItemKind.DECISION, ItemKind.GATE)
"""What asks a board for a decision."""


class ItemPlace(TextChoices):
    """Where a standing item stands among the others."""

    OPENING = "opening", _("At the start")
    CLOSING = "closing", _("At the end")


class ItemState(TextChoices):
    LISTED = "listed", _("On the agenda")
    TO_FOLLOW = "to_follow", _("To follow")
    SUPPLEMENTARY = "supplementary", _("Supplementary")
    WITHDRAWN = "withdrawn", _("Report withdrawn")


class Outcome(TextChoices):
    """How the meeting left an item."""

    NOTED = "noted", _("Noted")
    AGREED = "agreed", _("Agreed")
    AMENDED = "amended", _("Agreed as amended")
    SENT_BACK = "sent_back", _("Sent back to be amended")
    NOT_AGREED = "not_agreed", _("Not agreed")
    DEFERRED = "deferred", _("Deferred to another meeting")


class Presence(TextChoices):
    PRESENT = "present", _("Present")
    APOLOGIES = "apologies", _("Apologies")
    SUBSTITUTED = "substituted", _("A substitute came")
    ABSENT = "absent", _("Absent")
    ATTENDING = "attending", _("In attendance")


SITTING = (Presence.PRESENT, Presence.SUBSTITUTED)
"""The seat is taken: by its holder or by a substitute."""


class InterestKind(TextChoices):
    DISCLOSABLE = "disclosable", _("Disclosable pecuniary interest")
    OTHER_REGISTERED = "other_registered", _("Other registered interest")
    PERSONAL = "personal", _("Personal interest")


class VoteCast(TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAINED = "abstained", _("Abstained")


class MotionState(TextChoices):
    """How far a decision is that was put to a meeting."""

    PUT = "put", _("Put to the vote")
    CARRIED = "carried", _("Carried")
    LOST = "lost", _("Lost")


# --- deadlines ----------------------------------------------------------------------------------
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


# --- the forward plan ---------------------------------------------------------------------------
class PlanState(TextChoices):
    EXPECTED = "expected", _("Expected")
    ON_AGENDA = "on_agenda", _("On an agenda")
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ExpectedRestriction(TextChoices):
    """Whether the public is expected to see the report."""

    OPEN = "open", _("Open")
    PART_EXEMPT = "part_exempt", _("Part exempt")
    FULLY_EXEMPT = "fully_exempt", _("Fully exempt")


class NoticeException(TextChoices):
    """Why a key decision is taken without 28 clear days of notice (SI 2012/2089)."""

    GENERAL = "general", _("General exception (regulation 10)")
    URGENT = "urgent", _("Special urgency (regulation 11)")
