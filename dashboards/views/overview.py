"""How all programmes stand together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from dashboards.columns import OVERVIEW
from dashboards.queries.overview import overview
from programmes.choices import ProgrammeState
from programmes.models import Programme
from programmes.queries import programme_row
from records.pages import menu
from records.pages.lists import table
from records.pages.moments import ASKED, moment_asked
from values.spelling import alphabetical


@takes(*ASKED)
def programmes_overview(request: SignedInRequest) -> HttpResponse:
    """The programmes that the person may see and that are not closed, now or as at a past day."""
    asked = moment_asked(request)
    mine = Programme.objects.at(asked.value).visible_to(request.user.person)
    rows = mine.live().exclude(state=ProgrammeState.CLOSED).order_by(alphabetical("title"), "id")
    seen = overview([programme_row(row) for row in rows], asked.value)
    context = {
        "overview": seen,
        "programmes": table(OVERVIEW, seen.lines, asked.query),
        "lists": menu.lists_with("overview"),
        **asked.context(),
    }
    return render(request, "dashboards/overview.html", context)
