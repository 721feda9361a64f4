"""Financial years, named by the calendar year in which they start: 2012 is 2012/13."""

from __future__ import annotations

from datetime import date

from values import words


def financial_year_of(on: date) -> int:
    """The financial year of a day: April to March, so March belongs to the year before."""
    return on.year if on.month >= 4 else on.year - 1


def in_words(year: int | None) -> str:
    """2012/13."""
    return words.NOTHING if year is None else words.two_years(year)
