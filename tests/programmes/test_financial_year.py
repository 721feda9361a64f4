"""A financial year runs from April to March."""

from __future__ import annotations

from datetime import date

import pytest

from programmes.financial_year import financial_year_of, in_words


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2012, 3, 31), 2011),
        (date(2012, 4, 1), 2012),
        (date(2012, 6, 30), 2012),
        (date(2012, 7, 1), 2012),
        (date(2012, 9, 30), 2012),
        (date(2012, 10, 1), 2012),
        (date(2012, 12, 31), 2012),
        (date(2013, 1, 1), 2012),
        (date(2013, 3, 31), 2012),
        (date(2013, 4, 1), 2013),
        (date(2012, 2, 29), 2011),
    ],
)
def test_a_financial_year_begins_in_april(on: date, year: int) -> None:
    assert financial_year_of(on) == year


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (None, "–"),
        (2009, "2009/10"),
        (2012, "2012/13"),
        (1999, "1999/00"),
        (2008, "2008/09"),
        (2099, "2099/00"),
    ],
)
def test_a_year_in_words(year: int | None, expected: str) -> None:
    assert in_words(year) == expected
