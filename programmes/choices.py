"""Values of programmes, and words that every app to the right shares."""

from itertools import combinations

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from values.words import kept_by_language


class Rag(TextChoices):
    """A rating, the worst first; "" means not rated."""

    RED = "red", _("Red")
    AMBER = "amber", _("Amber")
    GREEN = "green", _("Green")


RAGS = (*Rag.values, "")
"""The order in which ratings are listed and counted: the worst first, "not rated" last."""
WORRYING = (Rag.RED, Rag.AMBER)


@kept_by_language
def rag_words(rag: str) -> str:
    return str(Rag(rag).label) if rag else gettext("Not rated")


@kept_by_language
def rag_letter(rag: str) -> str:
    """The letter on a bar of a strip; none if not rated."""
    return {
        Rag.RED.value: pgettext("rating letter", "R"),
        Rag.AMBER.value: pgettext("rating letter", "A"),
        Rag.GREEN.value: pgettext("rating letter", "G"),
    }.get(rag, "")


WORSE = frozenset(combinations(Rag.values, 2))
"""(a rating, one that it is worse than)."""


def is_worse(rag: str, than: str) -> bool:
    """Whether one rating is worse than another; "not rated" is neither worse nor better than
    anything."""
    return (rag, than) in WORSE


class FundingBasis(TextChoices):
    """How often an amount is paid: amounts of one kind are added up, but never the two kinds
    together."""

    ONCE = "once", _("One-off")
    YEARLY = "yearly", _("Every year")


class FundingKind(TextChoices):
    """Where money comes from."""

    BASE = "base", _("Base budget")
    RESERVE = "reserve", _("Reserve")
    GRANT = "grant", _("Grant")
    PARTNER = "partner", _("Partner’s contribution")
    PRIVATE = "private", _("Private or charitable money")


class ProgrammeState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class PhaseKind(TextChoices):
    PHASE = "phase", _("Phase")
    TRANCHE = "tranche", _("Tranche")


class PhaseOutcome(TextChoices):
    """What the review at the end of a phase led to."""

    GO_ON = "go_on", _("Continue")
    GO_ON_CHANGED = "go_on_changed", _("Continue, with changes")
    STOP = "stop", _("Stop")


class ClosingState(TextChoices):
    DRAFT = "draft", _("Draft")
    RECOMMENDED = "recommended", _("Recommended by the board")
    AGREED = "agreed", _("Agreed")
    RETURNED = "returned", _("Returned")


class PhaseState(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    COMPLETE = "complete", _("Complete")


class Degree(TextChoices):
    """How much interest a stakeholder has, or influence: the most first."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class HowOften(TextChoices):
    """How often a stakeholder is told."""

    AS_NEEDED = "as_needed", _("When there is news")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    YEARLY = "yearly", _("Every year")


MONTHS_BETWEEN = {HowOften.MONTHLY: 1, HowOften.QUARTERLY: 3, HowOften.YEARLY: 12}
WEEKS_BETWEEN = {HowOften.WEEKLY: 1, HowOften.FORTNIGHTLY: 2}


class DocumentKind(TextChoices):
    INITIATION = "initiation", _("Initiation document")
    PROPOSAL = "proposal", _("Proposal")
    BUSINESS_CASE = "business_case", _("Business case")
    APPRAISAL = "appraisal", _("Options appraisal")
    STRATEGY = "strategy", _("Strategy")
    PLAN = "plan", _("Plan")
    COMMUNICATIONS = "communications", _("Communications plan")
    RISK_PLAN = "risk_plan", _("Risk plan")
    QUALITY_PLAN = "quality_plan", _("Quality plan")
    REPORT = "report", _("Report")
    CLOSING_REPORT = "closing_report", _("Closing report")
    DIAGRAM = "diagram", _("Diagram")
    EVIDENCE = "evidence", _("Evidence")
    OTHER = "other", _("Other")


class DocumentState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EntryState(TextChoices):
    """The state of an entry in a register."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
