"""Records of the reporting cycle for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from people.models import Person
from programmes.models import Programme
from reporting.actions.calendars import add_period, plan_reporting
from reporting.choices import Rhythm
from reporting.models import ReportingCalendar, ReportingPeriod

EDITS: dict[type, dict[str, Any]] = {
    ReportingCalendar: {"parts_report": False},
    ReportingPeriod: {"due_on": date(2012, 8, 3)},
}
"""An edit of each kind, so that it has an earlier version."""


def calendar(programme: Programme, by: Person, **fields: Any) -> ReportingCalendar:
    """Fortnightly reports on Fridays, over four periods from 6 July 2012."""
    said = {
        "title": "Fortnightly reports",
        "rhythm": Rhythm.FORTNIGHTLY,
        "starts_on": date(2012, 7, 6),
        "ends_on": date(2012, 8, 17),
    }
    return plan_reporting(programme, by=by, **(said | fields))


def cycle(programme: Programme, by: Person) -> tuple[Any, ...]:
    """One record of every kind of the reporting of a programme."""
    made = calendar(programme, by, ends_on=date(2012, 7, 6))
    days = {"starts_on": date(2012, 7, 7), "ends_on": date(2012, 7, 31)}
    return made, add_period(programme, by=by, due_on=date(2012, 8, 2), **days)
