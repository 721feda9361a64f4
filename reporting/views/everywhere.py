"""Over all programmes: who owes which report, what to check, and where ratings differ from what
the rules work out."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest, verb
from audit.queries.moments import value_at
from people import policy
from people.choices import Act
from people.models import Person, Scope
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme, programme_row
from projects.models import Project, StatusReport
from records.pages import menu
from records.pages.listing import page_of
from records.pages.lists import ListPage, table
from reporting.checking import LABELS, findings
from reporting.columns import DIFFERENCES, FINDINGS, FINDINGS_OF_ALL, OWED_BY_ALL, STANDINGS
from reporting.models import ComputedRating, ProgrammeReport
from reporting.owing import (
    OwedReport,
    headline,
    most_needed_first,
    owed_now,
    told_to,
    with_leads,
)
from reporting.queries.periods import under_way_in_all
from reporting.reminding import remind_now
from reporting.rolling_up import Standing, of_all, override_words
from reporting.views.programmes import say_reminded
from values import clock, words
from values.spelling import sort_key


@takes("page")
def reports_owed(request: SignedInRequest) -> HttpResponse:
    """Who owes which report, in all programmes that a person may see: the late ones first."""
    person = request.user.person
    rows = most_needed_first(told_to(person, _owed(person, Act.SEE)))
    page = page_of(rows, request)
    context = {
        "headline": headline(rows),
        "owed": table(OWED_BY_ALL, with_leads(list(page))),
        "page": page,
        "is_late": any(row.is_missing for row in rows),
        "may_remind": any(policy.reach_of(person, Act.ACCEPT_REPORT)),
        "lists": menu.lists_with("reports_owed"),
    }
    return render(request, "reporting/owed.html", context)


@verb
def remind_all(request: SignedInRequest) -> HttpResponse:
    """Remind everybody who is late, in the programmes whose reports a person accepts."""
    person = request.user.person
    if not any(policy.reach_of(person, Act.ACCEPT_REPORT)):
        raise PermissionDenied
    rows = [row for row in _owed(person, Act.ACCEPT_REPORT) if row.is_missing]
    say_reminded(request, remind_now(rows))
    return redirect("reporting:reports_owed")


def _owed(person: Person, act: Act) -> list[OwedReport]:
    may = policy.where_may(person, act, Programme)
    programmes = Programme.objects.live().filter(may).values_list("pk", flat=True)
    found = under_way_in_all(list(programmes), clock.today()).values()
    return owed_now(sorted(found, key=lambda periods: sort_key(periods[0].programme.title)))


@takes("page")
def ratings(request: SignedInRequest) -> HttpResponse:
    """The rating of each portfolio and programme, by the rule and as overridden."""
    person = request.user.person
    scopes = Scope.objects.filter(policy.where_may(person, Act.OVERRIDE_RATING, Scope, ""))
    may_override = set(scopes.values_list("reference", flat=True))
    page = page_of(of_all(person), request)
    reports = newest_reports(person, [row.reference for row in page if not row.is_portfolio])
    rows = [
        _standing(row, row.reference in may_override) | reported(reports.get(row.reference))
        for row in page
    ]
    context = {
        "ratings": table(STANDINGS, rows),
        "rule": next((row.rating.method_words for row in page), ""),
        "page": page,
        "lists": menu.lists_with("ratings"),
    }
    return render(request, "reporting/ratings.html", context)


def _standing(row: Standing, may_override: bool) -> dict[str, Any]:
    override = row.rating.override
    offer = _("Override it") if may_override else ""
    page = "programmes:portfolio_detail" if row.is_portfolio else "reporting:programme_reporting"
    return {
        "title": row.title,
        "kind": _("Portfolio") if row.is_portfolio else _("Programme"),
        "url": reverse(page, args=[row.reference]),
        "shown": row.rating.shown,
        "rag": row.rating.rag,
        "because": row.rating.because,
        "override": override_words(override) if override else offer,
        "override_url": reverse("reporting:rating_override", args=[row.reference])
        if may_override
        else "",
    }


def newest_reports(person: Person, references: list[str]) -> dict[str, ProgrammeReport]:
    """The newest report of each programme that a person may see. One query."""
    seen = ProgrammeReport.objects.visible_to(person).live()
    newer = seen.filter(programme=OuterRef("programme"), period_end__gt=OuterRef("period_end"))
    rows = seen.filter(~Exists(newer), programme__reference__in=references)
    return {row.programme.reference: row for row in rows.select_related("programme")}


def reported(report: ProgrammeReport | None) -> dict[str, str]:
    """27 November 2026: Submitted."""
    if report is None:
        return {"report": "", "report_url": ""}
    state = _("Accepted") if report.accepted_at else report.get_state_display()
    facts = {"day": words.short_day(report.period_end), "state": state}
    page = "reporting:programme_report_detail"
    return {
        "report": _("%(day)s: %(state)s") % facts,
        "report_url": reverse(page, args=[report.programme.reference, report.pk]),
    }


@takes("page")
def check(request: SignedInRequest) -> HttpResponse:
    """What to check before the meetings of all programmes."""
    context = _check(request, None)
    context["lists"] = menu.lists_with("check")
    return render(request, "reporting/check.html", context)


@takes("page")
def programme_check(request: SignedInRequest, reference: str) -> HttpResponse:
    """What to check before the meetings about one programme."""
    programme = find_programme(request.user.person, reference)
    context = _check(request, programme.pk)
    context |= {
        "programme": programme_row(programme),
        "breadcrumbs": programme_crumbs(programme),
    }
    return render(request, "reporting/check.html", context)


def _check(request: SignedInRequest, programme_id: int | None) -> dict[str, Any]:
    found = findings(request.user.person, programme_id)
    page = page_of(found, request)
    numbers = Counter(one.key for one in found)
    counts = [(str(label), numbers[key]) for key, label in LABELS.items()]
    count = len({one.project_reference for one in found})
    said = ngettext("%(n)d project to check", "%(n)d projects to check", count)
    return {
        "findings": table(FINDINGS if programme_id else FINDINGS_OF_ALL, page.object_list),
        "page": page,
        "counts": [(label, number) for label, number in counts if number],
        "headline": said % {"n": count},
    }


class DifferenceList(ListPage):
    """Ratings that differ from what the rules worked out when they were submitted, the latest
    first."""

    model = ComputedRating
    item, name = "differences", "differences"
    heading = gettext_lazy("Ratings that differ from the rules")
    columns = DIFFERENCES
    scope = "report__project__scope"
    none_yet = gettext_lazy("No rating differs from what the rules work out.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: Any = ComputedRating.objects.at(moment).visible_to(person).live()
        rows = rows.filter(differs=True).annotate(
            project_id=value_at(moment, StatusReport, "report_id", "project_id"),
            period_end=value_at(moment, StatusReport, "report_id", "period_end"),
        )
        rows = rows.annotate(
            project_title=value_at(moment, Project, "project_id", "title"),
            project_reference=value_at(moment, Project, "project_id", "reference"),
        )
        found: QuerySet = rows.order_by("-period_end", "-id")
        return found

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d difference", "%(n)d differences", count) % {"n": count}
