"""Values of budgets and posts."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _


class Spending(TextChoices):
    """What a budget is spent on: capital and revenue are never paid out of each other."""

    REVENUE = "revenue", _("Revenue")
    CAPITAL = "capital", _("Capital")


class Month(IntegerChoices):
    """A month of a financial year, in the order of the year."""

    APRIL = 4, MONTHS[4]
    MAY = 5, MONTHS[5]
    JUNE = 6, MONTHS[6]
    JULY = 7, MONTHS[7]
    AUGUST = 8, MONTHS[8]
    SEPTEMBER = 9, MONTHS[9]
    OCTOBER = 10, MONTHS[10]
    NOVEMBER = 11, MONTHS[11]
    DECEMBER = 12, MONTHS[12]
    JANUARY = 1, MONTHS[1]
    FEBRUARY = 2, MONTHS[2]
    MARCH = 3, MONTHS[3]


class Measure(TextChoices):
    """The three amounts of a budget line in a year."""

    BUDGET = "budget", _("Budget")
    FORECAST = "forecast", _("Forecast")
    ACTUAL = "actual", _("Actual")


class YearMoney(TextChoices):
    """What a funding source brings in a year. Only new money counts towards its total: what is
    carried forward was counted in the year in which it came."""

    NEW = "new", _("New in the year")
    CARRIED = "carried", _("Carried forward from the year before")


class PostKind(TextChoices):
    PERMANENT = "permanent", _("Permanent")
    FIXED_TERM = "fixed_term", _("Fixed term")
    SECONDED = "seconded", _("Seconded")
    AGENCY = "agency", _("Agency")
