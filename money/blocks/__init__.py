"""What papers draw from money: budgets by year, budget lines, posts, and figures of both."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from money.blocks.budgets import BUDGETS
from money.blocks.posts import POST_FIGURES
from money.columns import LINES, POSTS
from money.queries import years
from money.queries.posts import posts
from programmes.blocks import scopes_of
from programmes.financial_year import financial_year_of
from records.blocks import About, ListBlock
from values import clock


def line_list(about: About) -> QuerySet:
    """In the financial year of the paper's moment."""
    year = financial_year_of(clock.day_of(about.moment))
    return years.lines(None, about.moment, year, scopes_of(about))


def post_list(about: About) -> QuerySet:
    return posts(None, about.moment, scopes_of(about))


MONEY = (
    *BUDGETS,
    *POST_FIGURES,
    ListBlock("budget-lines-list", _("Budget lines"), LINES, line_list),
    ListBlock("posts-list", _("Posts"), POSTS, post_list),
)
"""What `money` lets papers ask for."""
