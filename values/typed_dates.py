"""Dates as people type and paste them, understood or refused in a sentence.

Whatever `values.words` writes for a date is understood. Nothing is guessed: neither a two-digit
year nor anything that could mean two things. A message names its field with %(label)s.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from values import words
from values.partial_dates import SEASONS, UNKNOWN, PartialDate


class NotUnderstood(ValueError):
    """Why a text is not a date: a sentence to show, with a place for the %(label)s of the field."""


def read_day(text: str) -> date:
    """16/01/2027, 16 Jan 2027, 16th January 2027, 2027-01-16. Raises NotUnderstood."""
    plain = _plain(text)
    day = _day(plain)
    if day is not None:
        return day
    if _period(plain) is not None:
        raise NotUnderstood(_("%(label)s must be a whole date with its day, like 16 January 2027"))
    raise NotUnderstood(_("%(label)s must be a date, like 16 January 2027 or 16/01/2027"))


def read_partial(text: str, *, takes_unknown: bool = False) -> PartialDate:
    """A day, or October 2026, Q3 2026/27, spring 2027, 2027, 2026/27; "not known" where that is
    an answer. Raises NotUnderstood."""
    plain = _plain(text)
    on = _day(plain)
    if on is not None:
        return PartialDate.day(on)
    period = _period(plain)
    if period is not None:
        return period
    if plain in _unknown():
        if takes_unknown:
            return UNKNOWN
        raise NotUnderstood(_("%(label)s must be left empty until it is known"))
    raise NotUnderstood(
        _(
            "%(label)s must be a date, like 16 January 2027, January 2027, Q3 2026/27,"
            " spring 2027, 2027 or 2026/27"
        )
    )


def _plain(text: str) -> str:
    """The text with single spaces, plain dashes and lower case, without a leading day of the
    week."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).casefold()
    text = " ".join(text.replace(",", " ").split())
    first, _space, rest = text.partition(" ")
    is_weekday = any(_begins(first, str(name)) for name in WEEKDAYS.values())
    return rest if rest and is_weekday else text


WORD = r"([^\W\d_]+)\.?"
DAYS: tuple[tuple[str, str], ...] = (
    (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", "ymd"),
    (r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]+)", "dmy"),
    (rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[ \-](?:of )?{WORD}[ \-]([0-9]+)", "dmy"),
    (rf"{WORD} ([0-9]{{1,2}})(?:st|nd|rd|th)? ([0-9]+)", "mdy"),
)


def _day(text: str) -> date | None:
    """None when it does not have the form of a day."""
    for pattern, order in DAYS:
        match = re.fullmatch(pattern, text)
        if match:
            parts = dict(zip(order, match.groups(), strict=True))
            month = _month_number(parts["m"])
            if month is None and not parts["m"].isdecimal():
                return None
            return _real_day(_year(parts["y"]), month, int(parts["d"]))
    return None


def _real_day(year: int, month: int | None, day: int) -> date:
    if month is None:
        raise NotUnderstood(_("%(label)s must have a month from 1 to 12"))
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood(_("%(label)s must be a real date")) from None


def _year(text: str, latest: int = 9999) -> int:
    if len(text) != 4 or not 1 <= int(text) <= latest:
        raise NotUnderstood(_("%(label)s must have a year with four digits"))
    return int(text)


FINANCIAL_YEAR = r"([0-9]{4})[/-]([0-9]{4}|[0-9]{2})"


def _period(text: str) -> PartialDate | None:
    """None when it does not have the form of a month, a quarter, a season or a year."""
    for pattern, read in PERIODS:
        match = re.fullmatch(pattern, text)
        if match:
            return read(*match.groups(""))
    return None


def _numbered_month(month: str, year: str) -> PartialDate:
    if not 1 <= int(month) <= 12:
        raise NotUnderstood(_("%(label)s must have a month from 1 to 12"))
    return PartialDate.month(_year(year), int(month))


def _iso_month(year: str, second: str) -> PartialDate:
    """2026-10 is a month and 2026-27 a financial year; 2011-12 could be either."""
    if int(second) == (int(year) + 1) % 100:
        if int(second) <= 12:
            raise NotUnderstood(_("%(label)s could be a month or a year: write 12/2011 or 2011/12"))
        return PartialDate.financial_year(_year(year))
    if not 1 <= int(second) <= 12:
        return PartialDate.financial_year(_financial_year(year, second))
    return PartialDate.month(_year(year), int(second))


def _financial_year(first: str, second: str) -> int:
    if int(second) != (_year(first, 9998) + 1) % 10 ** len(second):
        raise NotUnderstood(
            _("%(label)s must be a financial year of two consecutive years, like 2026/27")
        )
    return int(first)


def _quarter(number: str, first: str, second: str) -> PartialDate:
    if not second:
        raise NotUnderstood(
            _("%(label)s must give the financial year of the quarter, like Q3 2026/27")
        )
    return PartialDate.quarter(_financial_year(first, second), int(number))


def _named(name: str, first: str, second: str) -> PartialDate | None:
    """A month or a season with its year."""
    month = None if second else _month_number(name)
    if month is not None:
        return PartialDate.month(_year(first), month)
    season = _seasons().get(name)
    if season is None:
        return None
    if season == "winter" and not second:
        raise NotUnderstood(_("%(label)s must give both years of the winter, like winter 2026/27"))
    if season != "winter" and second:
        raise NotUnderstood(_("%(label)s must give one year for the season, like spring 2027"))
    return PartialDate.season(_financial_year(first, second) if second else _year(first), season)


PERIODS: tuple[tuple[str, Callable[..., PartialDate | None]], ...] = (
    (r"([0-9]{1,2})[/.\-]([0-9]{4})", _numbered_month),
    (r"([0-9]{4})", lambda year: PartialDate.year(_year(year))),
    (r"([0-9]{4})-([0-9]{2})", _iso_month),
    (FINANCIAL_YEAR, lambda *years: PartialDate.financial_year(_financial_year(*years))),
    (r"q(?:uarter ?)?([1-4]) ([0-9]{4})(?:[/-]([0-9]{4}|[0-9]{2}))?", _quarter),
    (rf"{WORD}[ \-]([0-9]+)(?:[/-]([0-9]{{4}}|[0-9]{{2}}))?", _named),
)


def _month_number(text: str) -> int | None:
    """1 to 12 for "7", "07", "July", "jul" or "Sept", in English and in the language of the page;
    None when it is not a month."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    for number, name in MONTHS.items():
        if _begins(text.rstrip("."), str(name)) or _begins(text.rstrip("."), ENGLISH[number - 1]):
            return number
    return None


ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def _begins(text: str, name: str) -> bool:
    return len(text) >= 3 and name.casefold().startswith(text)


def _seasons() -> dict[str, str]:
    return {words.season(name).casefold(): name for name in SEASONS} | {n: n for n in SEASONS}


def _unknown() -> tuple[str, ...]:
    in_words = words.when(UNKNOWN).casefold()
    return ("not known", "unknown", "day not known", "date not known", in_words)
