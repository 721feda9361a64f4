"""The pages of one project beside its front page: its people and means, and its case."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from directory.pages import seat_table
from people import policy
from people.seats import seats
from programmes.scope_charts import shown
from projects import queries
from projects.columns import milestone_columns
from projects.pages import (
    MilestonePages,
    OptionPages,
    PartnerPages,
    ResourcePages,
    SitePages,
)
from projects.part_columns import (
    option_columns,
    partner_columns,
    resource_columns,
    site_columns,
)
from projects.queries import moves, parts
from projects.queries.parts import Resourcing
from projects.trends.milestones import trend_chart
from projects.views.frame import opened
from records.columns import foot_cells
from records.pages.lists import table
from records.pages.moments import ASKED, EARLIER_HOLDERS
from records.pages.record_pages import archived_parts
from values import words

OF_PEOPLE = (ResourcePages(), PartnerPages(), SitePages())
OF_CASE = (OptionPages(),)


@takes(*ASKED)
def project_people(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who leads, sponsors and works on a project, with what means, which partners, and where."""
    page = opened(request, reference, "people", look_in=EARLIER_HOLDERS)
    row, asked, person = page.row, page.asked, page.person
    held = seats([row.scope_id], asked.value)[row.scope_id]
    moment = asked.value
    context = {
        **page.context,
        "seats": seat_table(held, row.reference, person, asked),
        "grantable": frozenset() if moment else policy.grantable(person, page.project.scope),
        "resources": _means(parts.resourcing(row.id, moment), page.reference),
        "partners": table(partner_columns(page.reference), parts.partners(row.id, moment)),
        "sites": table(site_columns(page.reference), parts.sites(row.id, moment)),
        "archived_parts": archived_parts(page.project, person, *OF_PEOPLE) if page.may_edit else [],
    }
    return render(request, "projects/project_people.html", context)


def _means(found: Resourcing, reference: str) -> dict[str, Any]:
    columns = resource_columns(reference)
    sums = {"days_wanted": found.wanted, "days_agreed": found.agreed}
    in_words = {key: words.number(days) for key, days in sums.items() if days is not None}
    totals = [foot_cells(columns, _("In all, as far as known"), in_words)] if in_words else []
    return table(columns, found.rows) | {"totals": totals}


@takes(*ASKED)
def project_case(request: SignedInRequest, reference: str) -> HttpResponse:
    """Why a project is done in this way: its options."""
    page = opened(request, reference, "case")
    row, moment = page.row, page.asked.value
    found = parts.appraisal(row.id, moment)
    context = {
        **page.context,
        "options": table(option_columns(page.reference), found.options),
        "told": [o for o in found.options if o.description or o.reasons],
        "missing": found.missing,
        "archived_parts": archived_parts(page.project, page.person, *OF_CASE)
        if page.may_edit
        else [],
    }
    return render(request, "projects/project_case.html", context)


@takes(*ASKED)
def project_plan(request: SignedInRequest, reference: str) -> HttpResponse:
    """All milestones of a project, and how each moved, with the reasons."""
    page = opened(request, reference, "plan")
    row, moment = page.row, page.asked.value
    milestones = queries.milestones([row.id], moment)[row.id]
    found = moves.versions(row.id, moment)
    context = {
        **page.context,
        "milestones": table(milestone_columns(page.reference), milestones),
        "moved": [(m, moved) for m in milestones if (moved := moves.moves(found[m.id]))],
        "trend": shown(
            trend_chart(milestones, found, moves.reported(row.id, moment)),
            "expected",
            page.project.scope,
            page.person,
            page.asked,
        ),
        "archived_parts": archived_parts(page.project.scope, page.person, MilestonePages())
        if page.may_edit
        else [],
    }
    return render(request, "projects/project_plan.html", context)
