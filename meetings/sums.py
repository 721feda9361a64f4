"""Deadlines worked out, with the sum in words: “published Wed 5 Feb; clear days 6, 7, 10, 11, 12
Feb; meeting Thu 13 Feb”. Days in, days out; no record is read here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.choices import WITH_FIRST_DAY, Counts, Effective
from values import words
from values.working_days import MOST_DAYS, Calendar, days_between

MOST_LISTED = 12
"""Longer rows of days are told by their first and last."""


@dataclass(frozen=True)
class Sum:
    """A day, and how it was worked out."""

    on: date
    says: str


def agenda(calendar: Calendar, meeting: date, clear_days: int) -> Sum:
    """The last working day on which an agenda may be published."""
    on = calendar.last_day_for(meeting, clear_days)
    return Sum(on, clear_days_in_words(calendar, on, meeting))


def clear_days_in_words(
    calendar: Calendar, published: date, meeting: date, counts: str = Counts.WORKING
) -> str:
    """Published, the clear days, the meeting; and the holidays between them. The days of a very
    long notice need not be counted."""
    if (meeting - published).days > MOST_DAYS:
        facts = {"day": words.day(published), "meeting": words.day(meeting)}
        return _("published %(day)s; meeting %(meeting)s") % facts
    days = clear_days(calendar, published, meeting, counts)
    said = [
        _("published %(day)s") % {"day": words.weekday(published)},
        _row(days, ngettext("clear day", "clear days", len(days))),
        _("meeting %(day)s") % {"day": words.weekday(meeting)},
    ]
    if counts == Counts.WORKING:
        said.append(_not_counted(calendar, published, meeting))
    return "; ".join(filter(None, said))


def clear_days(calendar: Calendar, published: date, meeting: date, counts: str) -> tuple[date, ...]:
    if counts == Counts.WORKING:
        return calendar.clear_days(published, meeting)
    return days_between(published, meeting)


def finished(calendar: Calendar, meeting: date, working_days: int) -> Sum:
    """So many working days before a meeting."""
    on = calendar.before(meeting, working_days)
    days = (on, *calendar.clear_days(on, meeting)) if working_days else ()
    said = [
        _row(days, ngettext("working day", "working days", len(days))),
        _("meeting %(day)s") % {"day": words.weekday(meeting)},
        _not_counted(calendar, on, meeting),
    ]
    return Sum(on, "; ".join(filter(None, said)))


def notice_before(calendar: Calendar, meeting: date, number: int, counts: str) -> Sum:
    """The last working day on which a notice of so many clear days may be published."""
    if counts == Counts.WORKING:
        on = calendar.last_day_for(meeting, number)
    else:
        on = calendar.before(meeting - timedelta(days=number + 1), 0)
    return Sum(on, clear_days_in_words(calendar, on, meeting, counts))


def notice_after(calendar: Calendar, meeting: date, number: int, *, counts_meeting: bool) -> Sum:
    """The last of so many working days after a meeting, on which its decisions are published."""
    days = _from(calendar, meeting, number, with_first=counts_meeting)
    said = [
        _("meeting %(day)s") % {"day": words.weekday(meeting)},
        _row(days, ngettext("working day", "working days", len(days))),
        _not_counted(calendar, meeting, days[-1]),
    ]
    return Sum(days[-1], "; ".join(filter(None, said)))


def takes_effect(calendar: Calendar, begins: date, number: int, starts: str, effective: str) -> Sum:
    """When a decision takes effect that nobody calls in: `begins` is the day from which the call-in
    period counts, that of the notice or of the decision."""
    days = _from(calendar, begins, number, with_first=starts in WITH_FIRST_DAY)
    last = days[-1]
    if effective == Effective.NEXT_WORKING_DAY:
        on = calendar.after(last, 1)
    else:
        on = last + timedelta(days=1)
    said = [
        _row(days, _("call-in")),
        _not_counted(calendar, begins, on),
        _("takes effect %(day)s") % {"day": words.weekday(on)},
    ]
    return Sum(on, "; ".join(filter(None, said)))


def _from(calendar: Calendar, first: date, number: int, *, with_first: bool) -> tuple[date, ...]:
    """So many working days, at least one, from a day on or after it."""
    offset = 0 if with_first and calendar.is_working(first) else 1
    return tuple(
        calendar.after(first, n + offset) if n + offset else first for n in range(max(number, 1))
    )


def _row(days: tuple[date, ...], label: str) -> str:
    """Clear days 6, 7, 10, 11, 12 Feb; or, of many: 28 clear days, Thu 16 Jan to Wed 12 Feb."""
    if not days:
        return _("no %(label)s") % {"label": label}
    if len(days) > MOST_LISTED:
        facts = {"first": words.weekday(days[0]), "last": words.weekday(days[-1])}
        facts |= {"number": str(len(days)), "label": label}
        return _("%(number)s %(label)s, %(first)s to %(last)s") % facts
    return f"{label} {words.day_numbers(days)}"


def _not_counted(calendar: Calendar, first: date, last: date) -> str:
    """The holidays between two days, by name; weekends need no word."""
    named = ((day, calendar.why_not(day)) for day in days_between(first, last))
    return _listed(f"{words.weekday(day)} ({name})" for day, name in named if name)


def _listed(holidays: Iterable[str]) -> str:
    text = ", ".join(holidays)
    return _("not counted %(days)s") % {"days": text} if text else ""
