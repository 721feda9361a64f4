"""Values of benefits, indicators and savings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BenefitKind(TextChoices):
    CASHABLE = "cashable", _("Cashable")
    NON_CASHABLE = "non_cashable", _("Non-cashable")
    COST_AVOIDANCE = "cost_avoidance", _("Cost avoidance")
    OUTCOME = "outcome", _("Better outcome")
    DIS_BENEFIT = "dis_benefit", _("Dis-benefit")


class Unit(TextChoices):
    PERCENT = "percent", _("Per cent")
    NUMBER = "number", _("Number")
    DAYS = "days", _("Days")
    POUNDS = "pounds", _("Pounds")


class Direction(TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class SavingState(TextChoices):
    ACHIEVED = "achieved", _("Achieved")
    IDENTIFIED = "identified", _("Identified")
    TO_BE_PLANNED = "to_be_planned", _("To be planned")


FOUND = (SavingState.ACHIEVED, SavingState.IDENTIFIED)
