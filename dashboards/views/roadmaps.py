"""The roadmap of a programme, and of a project."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from dashboards.queries.roadmap import Roadmap, project_roadmap, roadmap
from people.models import Person, Scope
from programmes.pages import programme_crumbs, programme_frame
from programmes.queries import find_programme, programme_at
from programmes.scope_charts import picture, shown
from projects.columns import milestone_columns
from projects.views.frame import opened
from records.pages.lists import table
from records.pages.moments import ASKED, AskedMoment, moment_asked


@takes(*ASKED)
def of_programme(request: SignedInRequest, reference: str) -> HttpResponse:
    """The phases, milestones, dependencies, gates and meetings of a programme, drawn and as a
    table; and how far its milestones slipped over a year."""
    person, asked = request.user.person, moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    row = programme_at(programme, asked.value)
    context = {
        "programme": row,
        **_drawn(roadmap(row, person, asked.value), programme.scope, person, asked),
        "slips": picture("slips", programme.scope, person, asked),
        "breadcrumbs": programme_crumbs(row),
        **programme_frame(programme, person, asked),
    }
    return render(request, "dashboards/programme_roadmap.html", context)


@takes(*ASKED)
def of_project(request: SignedInRequest, reference: str) -> HttpResponse:
    """The same of one project and those that are part of it."""
    page = opened(request, reference, "roadmap")
    found = project_roadmap(page.row, page.person, page.asked.value)
    drawn = _drawn(found, page.project.scope, page.person, page.asked)
    return render(request, "dashboards/project_roadmap.html", {**page.context, **drawn})


def _drawn(found: Roadmap, scope: Scope, person: Person, asked: AskedMoment) -> dict[str, Any]:
    return {
        "chart": shown(found.chart, "roadmap", scope, person, asked),
        "undated": table(milestone_columns(with_project=True), found.undated, asked.query),
    }
