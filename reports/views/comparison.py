"""Two days of a programme or a project compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from programmes.financial_year import financial_year_of
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme
from projects.comparison import News
from projects.models import Project
from projects.pages import project_crumbs
from projects.queries import find_project
from records.comparison import Span
from records.pages.moments import day_asked
from reports.queries.comparison import (
    compared,
    compared_since_reports,
    first_recorded_on,
    news_of_programme,
    news_of_project,
    span_of_programme,
    span_of_project,
)
from values import clock, words
from values.clock import end_of
from values.partial_dates import days_after, months_after

FOUR_WEEKS = 28  # days
LAST_REPORT = "last-report"


@dataclass(frozen=True)
class Days:
    """The ends of the two days compared; the later one is now if it is today. They are the same
    only if nothing earlier was recorded, and no earlier day was asked for."""

    start: date
    end: date
    today: date

    news: News | None = None  # when each project is compared with its own last report

    @property
    def before(self) -> datetime:
        if self.news and self.news.earliest:
            return self.news.earliest.moment
        return end_of(self.start)

    @property
    def after(self) -> datetime | None:
        return None if self.end == self.today else end_of(self.end)

    @property
    def end_words(self) -> str:
        return _("now") if self.after is None else words.day(self.end)


@dataclass(frozen=True)
class Shortcut:
    """A day to compare with today in one step."""

    label: str
    url: str
    is_current: bool


@takes("from", "to")
def compare_programme(request: SignedInRequest, reference: str) -> HttpResponse:
    """What differs about a programme and its projects between two days."""
    person = request.user.person
    programme = find_programme(person, reference)
    first = first_recorded_on(programme)
    too_early = _("This programme was first recorded on %(day)s.")
    days = days_asked(request, first, too_early, partial(news_of_programme, programme))
    span = span_of_programme(programme, days.before, days.after, person)
    context = {
        **_page(programme, days, first, span),
        "shortcuts": _shortcuts(request.path, days, first),
        "breadcrumbs": programme_crumbs(programme),
    }
    return render(request, "reports/compare.html", context)


@takes("from", "to")
def compare_project(request: SignedInRequest, reference: str) -> HttpResponse:
    """What differs about one project between two days."""
    person = request.user.person
    project = find_project(person, reference)
    first = first_recorded_on(project)
    too_early = _("This project was first recorded on %(day)s.")
    days = days_asked(request, first, too_early, partial(news_of_project, project))
    span = span_of_project(project, person, days.before, days.after)
    context = {
        **_page(project, days, first, span),
        "shortcuts": _shortcuts(request.path, days, first),
        "breadcrumbs": project_crumbs(project),
    }
    return render(request, "reports/compare.html", context)


def days_asked(
    request: SignedInRequest,
    first: date,
    too_early: str,
    news_at: Callable[[datetime | None], News],
) -> Days:
    """The two days of an address: `?from=2012-06-20&to=2012-07-04`. Without `to` it is now,
    without `from` it is four weeks before, or the first day recorded. `?from=last-report` is the
    earliest day on which a project was last reported.

    Raises BadRequest for what are not two days in order since the record was first recorded.
    """
    today = clock.today()
    start_text, end_text = (request.GET.get(name, "").strip() for name in ("from", "to"))
    end = _day(end_text, today) if end_text else today
    if end < first:
        raise BadRequest(too_early % {"day": words.day(first)})
    if start_text == LAST_REPORT:
        return _since_reports(end, today, first, news_at(None if end == today else end_of(end)))
    start = _day(start_text, today) if start_text else max(days_after(end, -FOUR_WEEKS), first)
    if min(start, end) < first:
        raise BadRequest(too_early % {"day": words.day(first)})
    if start_text and start >= end:
        raise BadRequest(_("The first day must come before the second."))
    return Days(start, end, today)


def _since_reports(end: date, today: date, first: date, told: News) -> Days:
    """Without a report, the only comparison is with four weeks ago."""
    if told.earliest is None:
        return Days(max(days_after(end, -FOUR_WEEKS), first), end, today)
    return Days(max(told.earliest.on, first), end, today, told)


def _day(text: str, today: date) -> date:
    day = day_asked(text)
    if day > today:
        raise BadRequest(_("%(day)s is in the future.") % {"day": words.day(day)})
    return day


def _page(record: Programme | Project, days: Days, first: date, span: Span) -> dict[str, Any]:
    told = days.news
    comparison = compared_since_reports(span, told) if told else compared(span)
    return {
        "news": told,
        "record": record,
        "days": days,
        "has_one_day": days.start == days.end and not told,
        "comparison": comparison,
    }


def _shortcuts(path: str, days: Days, first: date) -> list[Shortcut]:
    """The days that are often asked for, if there is something to compare with."""
    today = days.today
    since = _("Since the last report")
    shortcuts = [
        Shortcut(since, f"{path}?from={LAST_REPORT}", days.end == today and bool(days.news))
    ]
    offered = [
        (_("4 weeks"), days_after(today, -FOUR_WEEKS)),
        (_("3 months"), months_after(today, -3)),
        (_("Financial year to date"), date(financial_year_of(today), 3, 31)),
    ]
    is_dated = days.end == today and not days.news
    return shortcuts + [
        Shortcut(label, f"{path}?from={day.isoformat()}", is_dated and days.start == day)
        for label, day in offered
        if first <= day < today
    ]
