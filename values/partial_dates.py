"""A date as exactly as it is known: a day, or one of the periods that documents give instead.

"November 2012" is stored as the first and the last day of that month: no day is invented, and the
database can compare both ends. The kind of period follows from them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

QUARTERS = {4: 1, 7: 2, 10: 3, 1: 4}
"""By first month: the quarters of a financial year, which begins in April."""
SEASONS = ("spring", "summer", "autumn", "winter")  # of three months each, from March on


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    FINANCIAL_YEAR = "financial year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class PartialDate:
    """The days that a date may mean, from the first to the last; sorted by the first. A date known
    to the day equals that day."""

    first: date
    last: date

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PartialDate):
            return (self.first, self.last) == (other.first, other.last)
        return self.first == self.last == other if isinstance(other, date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.first) if self.first == self.last else hash((self.first, self.last))

    @classmethod
    def day(cls, on: date) -> PartialDate:
        return cls(on, on)

    @classmethod
    def month(cls, year: int, month: int) -> PartialDate:
        return cls._months(year, month, 1)

    @classmethod
    def quarter(cls, year: int, number: int) -> PartialDate:
        """The quarter, from 1, of the financial year that begins in `year`."""
        return cls._months(year + (number == 4), (number * 3) % 12 + 1, 3)

    @classmethod
    def season(cls, year: int, name: str) -> PartialDate:
        """A season by the year in which it begins: winter runs from December to February."""
        return cls._months(year, SEASONS.index(name) * 3 + 3, 3)

    @classmethod
    def year(cls, year: int) -> PartialDate:
        return cls._months(year, 1, 12)

    @classmethod
    def financial_year(cls, year: int) -> PartialDate:
        """April to March, by the year in which it begins."""
        return cls._months(year, 4, 12)

    @classmethod
    def _months(cls, year: int, month: int, count: int) -> PartialDate:
        """Raises ValueError at the edge of time."""
        end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
        last = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
        return cls(date(year, month, 1), last)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Reads what `isoformat` wrote, or a single ISO day. Raises ValueError for anything else
        and for a span of days that has no name."""
        return _from_iso(text)

    def isoformat(self) -> str:
        """2012-11-01/2012-11-30, an interval of ISO 8601."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    __str__ = isoformat

    @property
    def precision(self) -> Precision:
        """Raises ValueError for a span that has no name."""
        return _precision(self)

    @property
    def is_known(self) -> bool:
        return self != UNKNOWN

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) // 2


UNKNOWN = PartialDate(date.min, date.max)
"""It happened, and nobody knows when."""


@lru_cache(maxsize=8192)
def _from_iso(text: str) -> PartialDate:
    first, _slash, last = text.partition("/")
    period = PartialDate(date.fromisoformat(first), date.fromisoformat(last or first))
    _precision(period)
    return period


@lru_cache(maxsize=8192)
def _precision(when: PartialDate) -> Precision:
    first, last = when.first, when.last
    if first == last:
        return Precision.DAY
    if when == UNKNOWN:
        return Precision.UNKNOWN
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 1:
            return Precision.MONTH
        if months == 3 and first.month in QUARTERS:
            return Precision.QUARTER
        if months == 3 and first.month % 3 == 0:
            return Precision.SEASON
        if months == 12 and first.month in (1, 4):
            return Precision.YEAR if first.month == 1 else Precision.FINANCIAL_YEAR
    raise ValueError(f"{when} is no day, month, quarter, season or year")


# --- how far apart two are ----------------------------------------------------------------------
@dataclass(frozen=True)
class Gap:
    """How much later a date is than another; negative when it is earlier.

    Between two days it is their difference. If one of them is known only to a period, it is the
    difference between the middles of the two, put in rough words; nothing if one lies within the
    other."""

    days: int
    is_exact: bool


def gap(earlier: PartialDate | None, later: PartialDate | None) -> Gap | None:
    """The gap from one date to another. None unless both are known."""
    if earlier is None or later is None or not (earlier.is_known and later.is_known):
        return None
    if earlier.first == earlier.last and later.first == later.last:
        return Gap((later.first - earlier.first).days, True)
    if _holds(earlier, later):
        return Gap(0, True)
    if later.first <= earlier.last and earlier.first <= later.last:
        return Gap(0, False)
    return Gap((later.middle - earlier.middle).days, False)


def _holds(one: PartialDate, other: PartialDate) -> bool:
    return one.first <= other.first and other.last <= one.last


# --- days at the edge of time -------------------------------------------------------------------
def days_after(on: date, count: int) -> date:
    """The day some days after, or before, another; the last or first possible day where counting
    would go beyond it."""
    try:
        return on + timedelta(days=count)
    except OverflowError:
        return date.max if count > 0 else date.min


def months_after(on: date, count: int) -> date:
    """The same day some months after, or before, or the last day of that month when it is shorter.
    Raises ValueError at the edge of time."""
    year, month = divmod(on.year * 12 + on.month - 1 + count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
