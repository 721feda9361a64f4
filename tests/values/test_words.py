"""Dates, money and numbers in words: the one place, so each word is tested here once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from benefits.models import Measurement, SavingsAmount
from people.models import Appointment, Person
from projects.models import Milestone, Project, StatusReport
from values import words


@pytest.mark.parametrize(
    ("pence", "expected"),
    [
        (None, "–"),
        (0, "£0"),
        (1, "£0.01"),
        (50, "£0.50"),
        (100, "£1"),
        (123_456, "£1,234.56"),
        (100_000, "£1,000"),
        (1_110_000_00, "£1,110,000"),
        (-1, "(£0.01)"),
        (-150, "(£1.50)"),
        (-525_000_00, "(£525,000)"),
        (10**15, "£10,000,000,000,000"),
    ],
)
def test_money(pence: int | None, expected: str) -> None:
    assert words.money(pence) == expected


@pytest.mark.parametrize(
    ("pence", "expected"),
    [
        (None, "–"),
        (0, "£0"),
        (525_000_00, "£525k"),
        (1_110_000_00, "£1,110k"),
        (1_000_00, "£1k"),
        (-200_000_00, "(£200k)"),
        (525_500_00, "£525,500"),
        (999_99, "£999.99"),
        (-1_50, "(£1.50)"),
    ],
)
def test_thousands(pence: int | None, expected: str) -> None:
    assert words.thousands(pence) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "–"),
        (0, "0"),
        (Decimal("0.0000"), "0"),
        (37, "37"),
        (Decimal("37.0000"), "37"),
        (Decimal("2.5000"), "2.5"),
        (Decimal("0.0400"), "0.04"),
        (100, "100"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("1234567.8900"), "1,234,567.89"),
        (-5, "-5"),
        (Decimal("-0.2500"), "-0.25"),
        (Decimal("-0.0"), "0"),
    ],
)
def test_number(value: Decimal | int | None, expected: str) -> None:
    assert words.number(value) == expected


@pytest.mark.parametrize(
    ("value", "day", "short_day", "month"),
    [
        (None, "–", "–", "–"),
        (date(2012, 7, 16), "16 July 2012", "16 Jul 2012", "July 2012"),
        (date(2012, 11, 1), "1 November 2012", "1 Nov 2012", "November 2012"),
        (date(2012, 2, 29), "29 February 2012", "29 Feb 2012", "February 2012"),
        (date(2012, 9, 5), "5 September 2012", "5 Sep 2012", "September 2012"),
    ],
)
def test_days_and_months(value: date | None, day: str, short_day: str, month: str) -> None:
    assert (words.day(value), words.short_day(value), words.month(value)) == (
        day,
        short_day,
        month,
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "–"),
        (datetime(2012, 7, 16, 13, 5, tzinfo=UTC), "16 July 2012, 14:05"),
        (datetime(2012, 1, 16, 13, 5, tzinfo=UTC), "16 January 2012, 13:05"),
        (datetime(2012, 7, 16, 23, 30, tzinfo=UTC), "17 July 2012, 00:30"),
        (datetime(2012, 12, 31, 23, 59, tzinfo=UTC), "31 December 2012, 23:59"),
    ],
)
def test_a_moment_is_written_in_london_time(value: datetime | None, expected: str) -> None:
    assert words.moment(value) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (-14, "-14 days")]
)
def test_days(count: int, expected: str) -> None:
    assert words.days(count) == expected


@pytest.mark.parametrize(
    ("model", "name", "value", "expected"),
    [
        (Person, "name", "Ada Fenwick", "Ada Fenwick"),
        (Person, "job_title", "", "empty"),
        (Person, "is_archived", True, "yes"),
        (Person, "is_archived", False, "no"),
        (StatusReport, "state", "submitted", "Submitted"),
        (StatusReport, "state", "long gone", "long gone"),
        (Project, "position", 0, "0"),
        (StatusReport, "overall_rag", "", "empty"),
        (StatusReport, "overall_rag", "red", "Red"),
        (StatusReport, "submitted_at", datetime(2012, 7, 4, 9, tzinfo=UTC), "4 July 2012, 10:00"),
        (Milestone, "actual_on", None, "empty"),
        (Milestone, "actual_on", date(2012, 7, 4), "4 July 2012"),
        (Measurement, "value", Decimal("0.0000"), "0"),
        (Measurement, "value", Decimal("73.0000"), "73"),
        (SavingsAmount, "amount_pence", 0, "£0"),
        (SavingsAmount, "amount_pence", -385_000_00, "(£385,000)"),
        (SavingsAmount, "financial_year", 2012, "2012/13"),
        (Appointment, "role", "project_lead", "Project lead"),
    ],
)
def test_a_stored_value_in_words(model: type, name: str, value: Any, expected: str) -> None:
    assert words.in_words(model._meta.get_field(name), value) == expected


def test_templates_say_the_same_words() -> None:
    template = Template(
        "{% load words %}{{ on|day }}|{{ on|short_day }}|{{ on|month }}|{{ at|moment }}|"
        "{{ pence|money }}|{{ pence|thousands }}|{{ value|number }}|{{ count|days }}"
    )
    context = {
        "on": date(2012, 7, 16),
        "at": datetime(2012, 7, 16, 13, 5, tzinfo=UTC),
        "pence": 0,
        "value": Decimal("0.0"),
        "count": 0,
    }
    assert template.render(Context(context)) == (
        "16 July 2012|16 Jul 2012|July 2012|16 July 2012, 14:05|£0|£0|0|0 days"
    )


def test_what_is_kept_is_kept_for_each_language() -> None:
    said = []

    @words.kept_by_language
    def greeting(name: str) -> str:
        said.append(name)
        return f"{translation.get_language()}: {name}"

    with translation.override("cy"):
        assert [greeting("Ada"), greeting("Ada")] == ["cy: Ada", "cy: Ada"]
    with translation.override("en-gb"):
        assert greeting("Ada") == "en-gb: Ada"
    assert said == ["Ada", "Ada"]


def test_days_in_a_row_name_each_month_once() -> None:
    days = (date(2025, 2, 27), date(2025, 2, 28), date(2025, 3, 3))
    assert words.day_numbers(days) == "27, 28 Feb, 3 Mar"
    assert words.day_numbers(()) == ""
    assert words.weekday(date(2025, 2, 5)) == "Wed 5 Feb"
