"""What papers draw from benefits: measures, savings by year, and figures of both."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from benefits.blocks.charts import SavingsChart
from benefits.blocks.measures import MEASURES, Indicators
from benefits.blocks.profiles import Profiles, Ways
from benefits.blocks.savings import AMOUNTS, Savings
from benefits.blocks.trajectories import IndicatorTrend
from benefits.columns import BENEFITS, SAVINGS
from benefits.queries import lists
from records.blocks import About, ListBlock


def benefit_list(about: About) -> QuerySet:
    return lists.benefits(None, about.moment).filter(programme_id__in=about.programme_ids)


def savings_list(about: About) -> QuerySet:
    return lists.savings(None, about.moment).filter(programme_id__in=about.programme_ids)


BENEFIT = (
    Indicators(),
    Savings(),
    SavingsChart(),
    IndicatorTrend(),
    Profiles(),
    Ways(),
    ListBlock("benefits-list", _("Benefits"), BENEFITS, benefit_list),
    ListBlock("savings-list", _("Savings lines"), SAVINGS, savings_list),
    *MEASURES,
    *AMOUNTS,
)
"""What `benefits` lets papers ask for."""
