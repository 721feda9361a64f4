"""Working days of the four nations, and the clear days in which notices and deadlines are counted.

A clear day lies wholly between two days: neither the day on which something is published nor the
day of the meeting counts. Saturdays, Sundays and bank holidays are no working days. A council adds
corrections of its own, such as a day of mourning or a town's holiday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, islice

import holidays
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MOST_DAYS = 400
"""The longest period that is counted: no notice is longer, and every calendar has a working day in
it."""


class Nation(TextChoices):
    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")


SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
"""How the library names the nations."""

LIBRARY_SAYS, WE_SAY = "(observed)", "(substitute day)"


@dataclass(frozen=True)
class Correction:
    """A day that is, or is not, a working day, whatever the library says; `title` says why."""

    is_working: bool
    title: str


@lru_cache(maxsize=256)
def bank_holidays(nation: str, year: int) -> Mapping[date, str]:
    """The bank holidays of a nation in a year, substitute days included, with their names."""
    found = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[Nation(nation)], years=year)
    return {
        day: name.replace(LIBRARY_SAYS, WE_SAY) for day, name in found.items() if day.year == year
    }


@dataclass(frozen=True)
class Calendar:
    """The working days of a nation, with a council's corrections."""

    nation: str
    corrections: Mapping[date, Correction] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        if day in self.corrections:
            return self.corrections[day].is_working
        return day.weekday() < SATURDAY and day not in bank_holidays(self.nation, day.year)

    def why_not(self, day: date) -> str:
        """The name of the holiday; nothing for a working day, or for a plain weekend."""
        if day in self.corrections:
            correction = self.corrections[day]
            return "" if correction.is_working else correction.title
        if day.weekday() >= SATURDAY:
            return ""
        return bank_holidays(self.nation, day.year).get(day, "")

    def clear_days(self, first: date, last: date) -> tuple[date, ...]:
        """The working days between two days, without either."""
        return tuple(filter(self.is_working, days_between(first, last)))

    def after(self, day: date, number: int) -> date:
        """The working day that is `number` working days after a day; the first one from the day on
        for 0. Raises ValueError for a negative number."""
        return self._nth(day, number, ONE_DAY)

    def before(self, day: date, number: int) -> date:
        """The working day that is `number` working days before a day; the last one up to the day
        for 0."""
        return self._nth(day, number, -ONE_DAY)

    def _nth(self, day: date, number: int, step: timedelta) -> date:
        if number < 0:
            raise ValueError("A number of working days is not negative.")
        ahead = (day + step * n for n in count(0 if number == 0 else 1))
        return next(islice(filter(self.is_working, ahead), max(number - 1, 0), None))

    def last_day_for(self, meeting: date, clear_days: int) -> date:
        """The last working day on which something may be published so that so many clear days lie
        between it and the meeting."""
        return self.before(meeting, clear_days + 1)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day between two days, without either. Raises ValueError for too long a period."""
    number = (last - first).days
    if number > MOST_DAYS:
        raise ValueError("The period is too long to be counted.")
    return tuple(first + ONE_DAY * n for n in range(1, number))
