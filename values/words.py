"""The one place where dates, money and numbers become words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache, wraps
from itertools import groupby
from typing import Any, TypeVar, cast

from django.db import models
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from values.fields import DataChoiceField, FinancialYearField, PenceField
from values.partial_dates import QUARTERS, SEASONS, Gap, PartialDate, Precision

NOTHING = "–"
Say = TypeVar("Say", bound=Callable[..., Any])


def kept_by_language(say: Say) -> Say:
    """Caches what a function returns for a value, in each language. Tables repeat the same few
    thousand values, and looking one up in a catalogue takes longer than everything else that a row
    needs."""

    @lru_cache(maxsize=8192, typed=True)
    def said(language: str | None, *values: Any) -> Any:
        return say(*values)

    @wraps(say)
    def kept(*values: Any) -> Any:
        return said(get_language(), *values)

    return cast(Say, kept)


@kept_by_language
def day(value: date | None) -> str:
    """16 July 2012."""
    return formats.date_format(value, "j F Y") if value else NOTHING


@kept_by_language
def short_day(value: date | None) -> str:
    """16 Jul 2012, where a column is narrow."""
    return formats.date_format(value, "j M Y") if value else NOTHING


@kept_by_language
def weekday(value: date) -> str:
    """Wed 5 Feb, where days are counted and the year is plain from beside it."""
    return formats.date_format(value, "D j M")


@kept_by_language
def weekday_name(value: date) -> str:
    """Wednesday."""
    return formats.date_format(value, "l")


@kept_by_language
def long_day(value: date) -> str:
    """Wednesday 5 February 2025."""
    return formats.date_format(value, "l j F Y")


def hour(value: time) -> str:
    """10:00, as a moment's hour is written."""
    return f"{value:%H:%M}"


@kept_by_language
def day_numbers(values: tuple[date, ...]) -> str:
    """6, 7, 10 Feb; 27, 28 Feb, 3 Mar: days one after the other, each month named once."""
    months = groupby(values, lambda value: (value.year, value.month))
    parts = [list(days_of) for _month, days_of in months]
    return ", ".join(
        f"{', '.join(str(value.day) for value in part)} {formats.date_format(part[0], 'M')}"
        for part in parts
    )


@kept_by_language
def month(value: date | None) -> str:
    """November 2012, for a date that is known to the month only."""
    return formats.date_format(value, "F Y") if value else NOTHING


@kept_by_language
def when(value: PartialDate | date | None) -> str:
    """A date as exactly as it is known: 16 July 2012; July 2012; Q2 2012/13; summer 2012; 2012;
    2012/13; not known. `values.typed_dates` understands all of them."""
    if value is None or not isinstance(value, PartialDate):
        return day(value)
    return _period(value, "j F Y", "F Y")


@kept_by_language
def at_when(value: PartialDate) -> str:
    """Within a sentence: on 16 July 2012; in July 2012; on an unknown day."""
    if value.precision == Precision.UNKNOWN:
        return _("on an unknown day")
    if value.precision == Precision.DAY:
        return _("on %(day)s") % {"day": when(value)}
    return _("in %(period)s") % {"period": when(value)}


@kept_by_language
def short_when(value: PartialDate | date | None) -> str:
    """16 Jul 2012, Jul 2012, where a column is narrow."""
    if value is None or not isinstance(value, PartialDate):
        return short_day(value)
    return _period(value, "j M Y", "M Y")


def _period(value: PartialDate, day_format: str, month_format: str) -> str:
    first, precision = value.first, value.precision
    if precision == Precision.UNKNOWN:
        return _("not known")
    if precision == Precision.DAY:
        return formats.date_format(first, day_format)
    if precision == Precision.MONTH:
        return formats.date_format(first, month_format)
    if precision == Precision.YEAR:
        return str(first.year)
    if precision == Precision.FINANCIAL_YEAR:
        return two_years(first.year)
    if precision == Precision.QUARTER:
        year = two_years(first.year - (first.month < 4))
        return _("Q%(number)d %(year)s") % {"number": QUARTERS[first.month], "year": year}
    name = SEASONS[first.month // 3 - 1]
    year = two_years(first.year) if name == "winter" else str(first.year)
    return f"{season(name)} {year}"


def two_years(year: int) -> str:
    """2012/13, by the year in which it begins: a financial year, or a winter."""
    return f"{year}/{(year + 1) % 100:02d}"


def season(name: str) -> str:
    return {
        "spring": _("spring"),
        "summer": _("summer"),
        "autumn": _("autumn"),
        "winter": _("winter"),
    }[name]


@kept_by_language
def span(length: Gap) -> str:
    """How long, in either direction: 14 days; about 3 weeks; about a month, when a date is known
    only to a period."""
    count = abs(length.days)
    if length.is_exact:
        return days(count)
    weeks, months, years = round(count / 7), round(count / 30.44), round(count / 365.25)
    if weeks < 4:
        text = ngettext("about a week", "about %(count)d weeks", max(weeks, 1))
        return text % {"count": max(weeks, 1)}
    if months < 12:
        text = ngettext("about a month", "about %(count)d months", max(months, 1))
        return text % {"count": max(months, 1)}
    return ngettext("about a year", "about %(count)d years", years) % {"count": years}


def day_of(value: datetime | None) -> str:
    """16 July 2012: the day of a moment, in Europe/London."""
    return day(timezone.localtime(value).date()) if value else NOTHING


def moment(value: datetime | None) -> str:
    """16 July 2012, 14:05, in Europe/London."""
    if value is None:
        return NOTHING
    return f"{day_of(value)}, {timezone.localtime(value):%H:%M}"


def money(pence: int | None) -> str:
    """£1,110,000, with pence only where there are any; a negative amount in brackets."""
    if pence is None:
        return NOTHING
    pounds, rest = divmod(abs(pence), 100)
    text = f"£{pounds:,}" + (f".{rest:02d}" if rest else "")
    return f"({text})" if pence < 0 else text


def thousands(pence: int | None) -> str:
    """£525k; £1,110k. An amount that is not whole thousands is written out."""
    if not pence or pence % 100_000:
        return money(pence)
    text = f"£{abs(pence) // 100_000:,}k"
    return f"({text})" if pence < 0 else text


def number(value: Decimal | int | None) -> str:
    """37; 2.5; no trailing zeros, thousands separated."""
    if value is None:
        return NOTHING
    text = f"{Decimal(value) + 0:,f}"  # + 0 turns minus zero into zero
    return text.rstrip("0").rstrip(".") if "." in text else text


@kept_by_language
def days(count: int) -> str:
    """1 day; 14 days."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


@kept_by_language
def _choice(field: models.Field, value: Any) -> str:
    return str(dict(field.flatchoices).get(value, value))


@kept_by_language
def label(field: models.Field) -> str:
    """A field as the first word of a line: Forecast."""
    return capfirst(str(field.verbose_name))


def yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


def in_words(field: models.Field, value: Any) -> str:
    """A stored value as the pages show it; the caller handles relations, since it knows their
    names."""
    if value is None or value == "":
        return _("empty")
    if field.choices:
        return _choice(field, value)
    if isinstance(field, DataChoiceField):
        return field.choices_of().get(value, value)
    if isinstance(field, PenceField):
        return money(value)
    if isinstance(field, FinancialYearField):
        return two_years(value)
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, time):
        return hour(value)
    if isinstance(value, date | PartialDate):
        return when(value)
    if isinstance(value, Decimal):
        return number(value)
    return str(value)
