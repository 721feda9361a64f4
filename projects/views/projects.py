"""The front page of one project."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from people.choices import Role
from people.seats import holders, seats
from projects import queries
from projects.choices import MilestoneState
from projects.columns import milestone_columns
from projects.pages import MilestonePages
from projects.queries import MilestoneRow
from projects.views.frame import Opened, opened
from records.pages.lists import table
from records.pages.moments import ASKED, EARLIER_HOLDERS
from records.pages.panels import panels_of
from records.pages.record_pages import archived_parts
from values import words

AT_FIRST = (Role.PROJECT_LEAD, Role.SPONSOR, Role.STEERING_GROUP)
"""The roles that the front page names."""


@takes(*ASKED)
def project_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A project: how it stands and why, what is to come, and what it is."""
    page = opened(request, reference, "project", look_in=EARLIER_HOLDERS)
    row, moment = page.row, page.asked.value
    (standing,) = queries.standings([row], moment, with_names=True)
    parent, parts = queries.parent_and_parts(row, page.person, moment)
    milestones = queries.milestones([row.id], moment)[row.id]
    context = {
        **page.context,
        "parent": parent,
        "parts": parts,
        "standing": standing,
        "latest": standing.latest,
        "facts": _facts(page),
        "milestones": table(milestone_columns(page.reference), to_come(milestones)),
        "reached": len(milestones) - len(to_come(milestones)),
        "draft": queries.draft_of(page.project) if page.context["may_report"] else None,
        "archived_parts": archived_parts(page.project, page.person, MilestonePages())
        if page.may_edit
        else [],
        "panels": panels_of(page.project, page.person, page.asked),
    }
    return render(request, "projects/project_detail.html", context)


def to_come(milestones: list[MilestoneRow]) -> list[MilestoneRow]:
    """Those that are not reached yet."""
    return [row for row in milestones if row.state != MilestoneState.DONE]


def _facts(page: Opened) -> list[tuple[str, str]]:
    """Who leads it, what else it is called, and when it runs: what is known of them, in words."""
    row, moment = page.row, page.asked.value
    held = seats([row.scope_id], moment)[row.scope_id]
    titles = queries.categories([row.programme_id], moment) if row.category_id else {}
    people = [(str(role.label), "; ".join(holders(held, role))) for role in AT_FIRST]
    facts = [
        *people,
        (words.label(page.project._meta.get_field("second_title")), row.second_title),
        (words.label(page.project._meta.get_field("printed_number")), row.printed_number),
        (
            words.label(page.project._meta.get_field("category")),
            titles.get(row.category_id or 0, ""),
        ),
        (
            words.label(page.project._meta.get_field("starts_on")),
            words.when(row.starts_on) if row.starts_on else "",
        ),
        (
            words.label(page.project._meta.get_field("expected_end_on")),
            words.when(row.expected_end_on) if row.expected_end_on else "",
        ),
    ]
    return [(label, value) for label, value in facts if value]
