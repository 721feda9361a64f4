"""The reporting of a programme: its calendar, and who owes which report."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import Act
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme, programme_row
from records.pages.lists import table
from records.pages.record_pages import archived_parts
from reporting.columns import PERIODS
from reporting.models import ReportingPeriod
from reporting.pages.calendars import ReportingCalendarPages, ReportingPeriodPages
from reporting.queries import periods

PARTS = (ReportingCalendarPages(), ReportingPeriodPages())


def programme_reporting(request: SignedInRequest, reference: str) -> HttpResponse:
    """When the projects of a programme report, and who owes a report."""
    person = request.user.person
    programme = find_programme(person, reference)
    may_edit = policy.can(person, Act.EDIT_PROGRAMME, programme)
    rows = [_row(p, programme, may_edit) for p in periods.periods(programme.pk)]
    context = {
        "programme": programme_row(programme),
        "calendars": periods.calendars(programme.pk),
        "periods": table(PERIODS, rows),
        "may_edit": may_edit,
        "archived_parts": archived_parts(programme, person, *PARTS) if may_edit else [],
        "breadcrumbs": programme_crumbs(programme),
    }
    return render(request, "reporting/programme.html", context)


def _row(period: ReportingPeriod, programme: Programme, may_edit: bool) -> dict[str, Any]:
    period.programme = programme
    return {
        "ends_on": period.ends_on,
        "starts_on": period.starts_on,
        "due_on": period.due_on,
        "url": ReportingPeriodPages().url("edit", period) if may_edit else "",
    }
