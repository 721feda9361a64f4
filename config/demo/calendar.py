"""How the demonstration's dates move, so that the programme of 2012 runs today."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WRITTEN_FOR = date(2012, 7, 4)
LONDON = ZoneInfo("Europe/London")
FRIDAY = 4

NAMED = re.compile(r"\{@([^{}]+)\}")
BRACES = re.compile(r"\{([^{}]+)\}")
MONTHS = "|".join(month_name[1:])
DATE = re.compile(rf"((?:(?:\d{{1,2}} )?(?:{MONTHS}) )?)(\d{{4}})(?:([/-])(\d\d))?")
"""18 July 2012, July 2012, 2012, 2012/13 and 2012-15."""


def years_between(written_for: date, today: date) -> int:
    """The whole years by which the data moves: as many as do not take it past today."""
    years = today.year - written_for.year
    return years if in_year(written_for, today.year) <= today else years - 1


def in_year(on: date, year: int) -> date:
    """The same day in another year; 29 February becomes the 28th if there is none."""
    try:
        return on.replace(year=year)
    except ValueError:
        return on.replace(year=year, day=28)


def end_of_month(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def a_quarter_after(meeting: date) -> date:
    month = meeting.month + 2
    middle = date(meeting.year + month // 12, month % 12 + 1, 16)
    return middle + timedelta(days=-middle.weekday() % 7)


@dataclass(frozen=True)
class DemoCalendar:
    """The days of a load: today, and the whole years by which everything moves."""

    today: date
    years: int

    @classmethod
    def of(cls, today: date) -> DemoCalendar:
        return cls(today, years_between(WRITTEN_FOR, today))

    def for_data_of(self, written_for: date) -> DemoCalendar:
        """The calendar of data that is written for another day."""
        return DemoCalendar(self.today, years_between(written_for, self.today))

    @property
    def newest_friday(self) -> date:
        """The last Friday before today: the end of the newest reports' period."""
        back = (self.today.weekday() - FRIDAY) % 7 or 7
        return self.today - timedelta(days=back)

    def day(self, when: date | int) -> date:
        """A date in the data, moved; or a number of weeks from the newest reports' Friday. The end
        of a month stays the end of a month."""
        if isinstance(when, int):
            return self.newest_friday + timedelta(weeks=when)
        moved = in_year(when, when.year + self.years)
        return end_of_month(moved) if when == end_of_month(when) else moved

    def moment(self, on: date, hour: int, minute: int = 0) -> datetime:
        """A time of a day in London."""
        return datetime.combine(on, time(hour, minute), tzinfo=LONDON)

    def period_ends(self, count: int, every: timedelta) -> list[date]:
        """The last days of a number of reports, oldest first, the newest on the newest Friday."""
        return [self.newest_friday - every * back for back in range(count - 1, -1, -1)]

    def next_meeting(self, on: date) -> date:
        """A committee's meeting; if that is past, the next one in a quarterly cycle, on a
        Monday."""
        while on < self.today:
            on = a_quarter_after(on)
        return on

    def say(self, text: str, named: Mapping[str, str] | None = None) -> str:
        """A text with its dates in braces moved and written out. `named` gives the words for
        {@key}. Any other braces stay as they are."""
        return BRACES.sub(lambda match: self._filled(match, named or {}), text)

    def _filled(self, match: re.Match[str], named: Mapping[str, str]) -> str:
        inside = match[1]
        if inside.startswith("@"):
            return named.get(inside[1:], match[0])
        if parts := DATE.fullmatch(inside):
            before, year, sign, last = parts.groups()
            moved = f"{before}{int(year) + self.years}"
            return f"{moved}{sign}{(int(last) + self.years) % 100:02d}" if sign else moved
        return match[0]
