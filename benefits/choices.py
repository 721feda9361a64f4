"""Values of benefits, indicators and savings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BenefitKind(TextChoices):
    CASHABLE = "cashable", _("Cashable")
    NON_CASHABLE = "non_cashable", _("Non-cashable")
    COST_AVOIDANCE = "cost_avoidance", _("Cost avoidance")
    OUTCOME = "outcome", _("Better outcome")
    QUALITATIVE = "qualitative", _("Qualitative")
    DIS_BENEFIT = "dis_benefit", _("Dis-benefit")


class Unit(TextChoices):
    PERCENT = "percent", _("Per cent")
    NUMBER = "number", _("Number")
    DAYS = "days", _("Days")
    POUNDS = "pounds", _("Pounds")
    SCALE = "scale", _("Points on a scale")
    YES_NO = "yes_no", _("Yes or no")


class Direction(TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    PLAN = "plan", _("As planned is best")


class Frequency(TextChoices):
    """How often an indicator is measured."""

    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    YEARLY = "yearly", _("Yearly")

    __empty__ = _("Not set")


class IndicatorStatus(TextChoices):
    """Why an indicator is not rated although it is measured. Without one it is rated against its
    target."""

    CARRIED_OVER = "carried_over", _("Carried over")
    NOT_COMPARABLE = "not_comparable", _("Not comparable")
    SUSPENDED = "suspended", _("Suspended")
    CONTEXTUAL = "contextual", _("Contextual")

    __empty__ = _("Rated against its target")


class SavingKind(TextChoices):
    """Kinds are never added to one another in silence: each has its own total."""

    CASHABLE = "cashable", _("Cashable")
    NON_CASHABLE = "non_cashable", _("Non-cashable")
    COST_AVOIDANCE = "cost_avoidance", _("Cost avoidance")


class SavingState(TextChoices):
    """How certain an amount is, the most certain first."""

    ACHIEVED = "achieved", _("Achieved")
    MITIGATED = "mitigated", _("Mitigated")
    IN_PROGRESS = "in_progress", _("In progress")
    IDENTIFIED = "identified", _("Identified")
    AT_RISK = "at_risk", _("At risk")
    TO_BE_IDENTIFIED = "to_be_identified", _("To be identified")
    TO_BE_PLANNED = "to_be_planned", _("To be planned")
    UNACHIEVED = "unachieved", _("Unachieved")


ON_THE_WAY = (SavingState.MITIGATED, SavingState.IN_PROGRESS, SavingState.IDENTIFIED)
"""Identified, and not achieved yet; or not achieved, and made good another way."""
FOUND = (SavingState.ACHIEVED, *ON_THE_WAY, SavingState.AT_RISK)
TO_FIND = (SavingState.TO_BE_IDENTIFIED, SavingState.TO_BE_PLANNED)


class Confidence(TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
