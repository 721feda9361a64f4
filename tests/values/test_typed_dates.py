"""Dates as people type them: what is understood, and what is refused in which words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from values import words
from values.partial_dates import SEASONS, UNKNOWN, PartialDate, months_after
from values.typed_dates import NotUnderstood, read_day, read_partial

pytestmark = pytest.mark.one_engine

YEARS = st.integers(1990, 2100)
DATES = st.one_of(
    st.builds(PartialDate.day, st.dates(date(1990, 1, 1), date(2100, 12, 31))),
    st.builds(PartialDate.month, YEARS, st.integers(1, 12)),
    st.builds(PartialDate.quarter, YEARS, st.integers(1, 4)),
    st.builds(PartialDate.season, YEARS, st.sampled_from(SEASONS)),
    st.builds(PartialDate.year, YEARS),
    st.builds(PartialDate.financial_year, YEARS),
    st.just(UNKNOWN),
)


@settings(max_examples=60, deadline=None)
@given(DATES)
def test_what_a_page_prints_its_form_takes(when: PartialDate) -> None:
    said = [words.when(when), words.short_when(when), words.when(when).upper()]
    assert [read_partial(text, takes_unknown=True) for text in said] == [when] * 3
    assert PartialDate.from_iso(when.isoformat()) == when
    with translation.override("de"):
        assert read_partial(words.when(when), takes_unknown=True) == when


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9a-zQ/ -]{1,20}", fullmatch=True)))
def test_whatever_is_typed_is_understood_or_refused_in_a_sentence(text: str) -> None:
    try:
        read_partial(text)
    except NotUnderstood as refused:
        assert str(refused).startswith("%(label)s must ")


@pytest.mark.parametrize(
    "text",
    [
        "16/01/2027", "16/1/2027", "16.1.2027", "16-01-2027", "16 1 2027", "2027-01-16",
        "16 Jan 2027", "16 january 2027", " 16th  January, 2027 ", "Saturday 16 January 2027",
        "January 16, 2027", "16-Jan-2027", "16th of January 2027", "16\u00a0January 2027",
        "16\u20111\u20112027",
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    assert read_day(text) == date(2027, 1, 16)
    assert read_partial(text) == PartialDate.day(date(2027, 1, 16))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("October 2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("sept 2026", date(2026, 9, 1), date(2026, 9, 30)),
        ("10/2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("Q3 2026/27", date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter 4 2026-27", date(2027, 1, 1), date(2027, 3, 31)),
        ("spring 2027", date(2027, 3, 1), date(2027, 5, 31)),
        ("Winter 2027/28", date(2027, 12, 1), date(2028, 2, 29)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2026/27", date(2026, 4, 1), date(2027, 3, 31)),
        ("1999/2000", date(1999, 4, 1), date(2000, 3, 31)),
        ("2026–27", date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_a_period_is_every_day_of_it(text: str, first: date, last: date) -> None:
    assert read_partial(text) == PartialDate(first, last)


A_DATE = (
    "must be a date, like 16 January 2027, January 2027, Q3 2026/27, spring 2027, 2027 or 2026/27"
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("16/1/27", "must have a year with four digits"),
        ("Oct 26", "must have a year with four digits"),
        ("31 Feb 2027", "must be a real date"),
        ("0/1/2027", "must be a real date"),
        ("16/13/2027", "must have a month from 1 to 12"),
        ("13/2027", "must have a month from 1 to 12"),
        ("²/1/2027", A_DATE),
        ("soon", A_DATE),
        ("16 Smarch 2027", A_DATE),
        ("Q5 2026/27", A_DATE),
        ("Q3 2026", "must give the financial year of the quarter, like Q3 2026/27"),
        ("2026/28", "must be a financial year of two consecutive years, like 2026/27"),
        ("2011-12", "could be a month or a year: write 12/2011 or 2011/12"),
        ("winter 2026", "must give both years of the winter, like winter 2026/27"),
        ("spring 2026/27", "must give one year for the season, like spring 2027"),
        ("not known", "must be left empty until it is known"),
        ("1/1/" + "9" * 5000, "must have a year with four digits"),
        ("9999/00", "must have a year with four digits"),
    ],
)
def test_a_date_that_is_not_understood_gets_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_partial(text)
    assert str(refused.value) == f"%(label)s {sentence}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("October 2026", "must be a whole date with its day, like 16 January 2027"),
        ("2026", "must be a whole date with its day, like 16 January 2027"),
        ("tomorrow", "must be a date, like 16 January 2027 or 16/01/2027"),
    ],
)
def test_where_a_day_is_needed_a_month_is_not_enough(text: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_day(text)
    assert str(refused.value) == f"%(label)s {sentence}"


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2012, 7, 4), date(2012, 4, 4)), (date(2012, 5, 31), date(2012, 2, 29)),
        (date(2012, 3, 31), date(2011, 12, 31)), (date(2012, 1, 1), date(2011, 10, 1)),
    ],
)  # fmt: skip
def test_three_months_before_is_the_same_day_or_the_last_of_its_month(
    day: date, before: date
) -> None:
    assert months_after(day, -3) == before
