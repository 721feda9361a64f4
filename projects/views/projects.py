"""The front page of one project."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from people.choices import Role
from people.seats import holders, seats
from programmes.models import Programme
from projects import queries
from projects.choices import MilestoneState
from projects.columns import milestone_columns
from projects.pages import MilestonePages
from projects.queries import MilestoneRow
from projects.queries.moves import arrivals
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
        "milestones": table(
            milestone_columns(page.reference, with_actual=False), to_come(milestones)
        ),
        "reached": len(milestones) - len(to_come(milestones)),
        "draft": queries.draft_of(page.project) if page.context["may_report"] else None,
        "archived_parts": archived_parts(page.project.scope, page.person, MilestonePages())
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
    said = {
        "second_title": row.second_title,
        "printed_number": row.printed_number,
        "category": titles.get(row.category_id or 0, ""),
        "starts_on": words.when(row.starts_on) if row.starts_on else "",
        "expected_end_on": words.when(row.expected_end_on) if row.expected_end_on else "",
    }
    fields: Any = page.project._meta
    own = [(words.label(fields.get_field(name)), value) for name, value in said.items()]
    return [(label, value) for label, value in (*people, *own, _moved(page)) if value]


def _moved(page: Opened) -> tuple[str, str]:
    """From which programme it came, when and why."""
    moment = page.asked.value
    found = arrivals(page.row.id, moment)
    if found is None:
        return "", ""
    on, programme_id, why = found
    seen = Programme.objects.filter(pk=programme_id).at(moment).visible_to(page.person).first()
    source = seen.title if seen else _("another programme")
    sentence = _("From %(programme)s on %(day)s: %(why)s")
    return _("Moved"), sentence % {"programme": source, "day": words.day(on), "why": why}
