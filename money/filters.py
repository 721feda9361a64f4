"""How lists of budget lines are narrowed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from programmes import financial_year
from programmes.fields import YEARS_AHEAD, YEARS_BACK
from values import clock


def years_offered() -> list[tuple[str, str]]:
    """The financial years that a person may choose, the newest first."""
    this = financial_year.financial_year_of(clock.today())
    years = range(this + YEARS_AHEAD, this - YEARS_BACK - 1, -1)
    return [(str(year), financial_year.in_words(year)) for year in years]


class YearFilter(django_filters.ChoiceFilter):
    """The financial year whose amounts a list shows: it hides no row."""

    def __init__(self, **kwargs: Any) -> None:
        settings = {"label": _("Financial year"), "empty_label": _("This year")} | kwargs
        super().__init__(choices=years_offered, **settings)

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows
