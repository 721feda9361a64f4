"""The reporting of a programme: who owes which report, its calendar, its rating and its own
reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest, verb
from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme, programme_row
from records.pages.lists import table
from records.pages.record_pages import archived_parts
from reporting.columns import OWED, PERIODS, PROGRAMME_REPORTS, PUNCTUALITY
from reporting.models import ProgrammeReport, ReportingPeriod
from reporting.owing import headline, owed, punctuality, told_to, with_leads
from reporting.pages.calendars import ReportingCalendarPages, ReportingPeriodPages
from reporting.queries import periods
from reporting.reminding import remind_now
from reporting.rolling_up import of_programme
from values import clock

PARTS = (ReportingCalendarPages(), ReportingPeriodPages())
SHOWN = 12
"""How many periods that are due are counted for punctuality."""


def programme_reporting(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who owes a report, and when the projects of a programme report."""
    person = request.user.person
    programme = find_programme(person, reference)
    may_edit = policy.can(person, Act.EDIT_PROGRAMME, programme)
    every = periods.periods(programme.pk)
    now = periods.now_due(every, clock.today())
    past = [period for period in every if period.due_on < clock.today()][-SHOWN:]
    owing = owed([*past, *([now] if now and now not in past else [])])
    rows = with_leads(told_to(person, [row for row in owing if row.period == now]))
    context = {
        "programme": programme_row(programme),
        "period": now,
        "headline": headline(rows),
        "owed": table(OWED, rows),
        "late": [row for row in rows if row.is_missing],
        "punctuality": table(PUNCTUALITY, punctuality(row for row in owing if row.period in past)),
        "rolled_up": of_programme(programme),
        "may_override": policy.can(person, Act.OVERRIDE_RATING, programme),
        "reports": table(PROGRAMME_REPORTS, _reports(programme, person)),
        "calendars": periods.calendars(programme.pk),
        "periods": table(PERIODS, [_row(p, programme, may_edit) for p in every]),
        "may_edit": may_edit,
        "may_remind": policy.can(person, Act.ACCEPT_REPORT, programme),
        "archived_parts": archived_parts(programme, person, *PARTS) if may_edit else [],
        "breadcrumbs": programme_crumbs(programme),
    }
    return render(request, "reporting/programme.html", context)


@verb
def remind(request: SignedInRequest, reference: str) -> HttpResponse:
    """Remind everybody who leads a project of the programme that is late."""
    programme = find_programme(request.user.person, reference)
    if not policy.can(request.user.person, Act.ACCEPT_REPORT, programme):
        raise PermissionDenied
    now = periods.now_due(periods.periods(programme.pk), clock.today())
    rows = [row for row in (owed([now]) if now else []) if row.is_missing]
    say_reminded(request, remind_now(rows))
    return redirect("reporting:programme_reporting", programme.reference)


def say_reminded(request: SignedInRequest, count: int) -> None:
    """How many messages went out."""
    if not count:
        message = _("Nobody was reminded: everyone who can be has already been reminded today.")
        messages.info(request, message)
        return
    said = ngettext("%(n)d message sent.", "%(n)d messages sent.", count)
    messages.success(request, said % {"n": count})


def _reports(programme: Programme, person: Person) -> list[dict[str, Any]]:
    rows = ProgrammeReport.objects.visible_to(person).live().filter(programme=programme)
    names = ("id", "period_end", "state", "overall_rag", "rolled_up_rag")
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
