"""The reporting of a programme: who owes which report, its calendar, its rating and its own
reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest, verb
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme, programme_row
from programmes.scope_charts import picture, shown
from records.pages.listing import page_of
from records.pages.lists import table
from records.pages.moments import AskedMoment
from records.pages.pictures import Pictured
from records.pages.record_pages import archived_lines, archived_parts
from reporting.charts import SHOWN, chart_of, due_before
from reporting.columns import OWED, PERIODS, PROGRAMME_REPORTS
from reporting.models import ProgrammeReport, ReportingPeriod
from reporting.owing import (
    OwedReport,
    Punctuality,
    headline,
    most_needed_first,
    owed,
    owed_now,
    punctuality,
    told_to,
    with_leads,
)
from reporting.pages.calendars import ReportingCalendarPages, ReportingPeriodPages
from reporting.queries import periods
from reporting.reminding import remind_now
from reporting.rolling_up import of_programme
from values import clock


@takes("page")
def programme_reporting(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who owes a report, and when the projects of a programme report."""
    person = request.user.person
    programme = find_programme(person, reference)
    may_edit = policy.can(person, Act.EDIT_PROGRAMME, programme)
    every = periods.periods(programme.pk)
    now = _owed_now(every)
    periods_now = [row.period for row in now] or periods.under_way(every, clock.today())
    rows = most_needed_first(told_to(person, now))
    page = page_of(rows, request)
    over = punctuality(owed(due_before(every, clock.today())))
    context = {
        "programme": programme_row(programme),
        "period": periods_now[0] if periods_now else None,
        "headline": headline(rows),
        "owed": table(OWED, with_leads(list(page))),
        "page": page,
        "is_late": any(row.is_missing for row in rows),
        "charts": _charts(programme, person, over),
        "rolled_up": of_programme(programme),
        "may_override": policy.can(person, Act.OVERRIDE_RATING, programme),
        "reports": table(PROGRAMME_REPORTS, _reports(programme, person)),
        "calendars": periods.calendars(programme.pk),
        "periods": table(PERIODS, [_row(p, programme, may_edit) for p in every]),
        "may_edit": may_edit,
        "may_remind": policy.can(person, Act.ACCEPT_REPORT, programme),
        "archived_parts": _archived(programme, person) if may_edit else [],
        "breadcrumbs": programme_crumbs(programme),
    }
    return render(request, "reporting/programme.html", context)


@verb
def remind(request: SignedInRequest, reference: str) -> HttpResponse:
    """Remind everybody who leads a project of the programme that is late."""
    programme = find_programme(request.user.person, reference)
    if not policy.can(request.user.person, Act.ACCEPT_REPORT, programme):
        raise PermissionDenied
    now = _owed_now(periods.periods(programme.pk))
    say_reminded(request, remind_now([row for row in now if row.is_missing]))
    return redirect("reporting:programme_reporting", programme.reference)


def _owed_now(every: list[ReportingPeriod]) -> list[OwedReport]:
    return owed_now([periods.under_way(every, clock.today())])


def _archived(programme: Programme, person: Person) -> list[tuple[str, str, str]]:
    """What may be brought back: periods that a calendar no longer has may not."""
    rows = ReportingPeriod.objects.visible_to(person).filter(programme=programme, is_archived=True)
    by_hand = rows.filter(Q(calendar=None) | Q(is_moved=True)).order_by("id")
    return [
        *archived_parts(programme, person, ReportingCalendarPages()),
        *archived_lines(programme, ReportingPeriodPages(), by_hand),
    ]


def say_reminded(request: SignedInRequest, count: int) -> None:
    """How many messages went out."""
    if not count:
        message = _("Nobody was reminded: everyone who can be has already been reminded today.")
        messages.info(request, message)
        return
    said = ngettext("%(n)d message sent.", "%(n)d messages sent.", count)
    messages.success(request, said % {"n": count})


def _charts(
    programme: Programme, person: Person, counted: list[Punctuality]
) -> dict[str, Pictured | None]:
    """How punctual the projects were, and how they were rated over a year."""
    scope, now = programme.scope, AskedMoment(None)
    return {
        "punctuality": shown(chart_of(counted), "punctuality", scope, person, now),
        "ratings": picture("ratings", scope, person, now),
    }


def _reports(programme: Programme, person: Person) -> list[dict[str, Any]]:
    rows = ProgrammeReport.objects.visible_to(person).live().filter(programme=programme)
    names = ("id", "period_end", "state", "accepted_at", "overall_rag", "rolled_up_rag")
    return [
        row | {"url": reverse("reporting:programme_report_detail",
                              args=[programme.reference, row["id"]])}
        for row in rows.newest_first().values(*names)[:SHOWN]
    ]  # fmt: skip


def _row(period: ReportingPeriod, programme: Programme, may_edit: bool) -> dict[str, Any]:
    period.programme = programme
    return {
        "ends_on": period.ends_on,
        "starts_on": period.starts_on,
        "due_on": period.due_on,
        "url": ReportingPeriodPages().url("edit", period) if may_edit else "",
    }
