"""All programmes, and the dashboard of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from dashboards.columns import PROGRAMMES
from dashboards.filters import ProgrammeFilter
from dashboards.queries.beside import beside
from dashboards.queries.headline import headline, reported
from dashboards.queries.programme import dashboard
from dashboards.queries.programme_list import programme_lines
from people import policy
from people.choices import Act
from programmes.models import Programme
from programmes.pages import programme_frame
from programmes.queries import find_programme, programme_at
from records.pages import menu
from records.pages.listing import narrowed, page_of
from records.pages.lists import table
from records.pages.moments import ASKED, moment_asked
from values.spelling import alphabetical


@takes("page", *ASKED, narrowed_by=ProgrammeFilter)
def programme_list(request: SignedInRequest) -> HttpResponse:
    """Every programme that the person may see, now or as at a past day."""
    person = request.user.person
    asked = moment_asked(request)
    mine = Programme.objects.at(asked.value).visible_to(person)
    rows = mine.order_by(alphabetical("title"), "id")
    programme_filter = ProgrammeFilter(request.GET or None, queryset=rows)
    page = page_of(narrowed(programme_filter), request)
    context = {
        "filter": programme_filter,
        "page": page,
        "programmes": table(
            PROGRAMMES, programme_lines(page.object_list, asked.value), asked.query
        ),
        "lists": menu.lists_with("programmes"),
        "may_add": not asked.value and policy.can(person, Act.CREATE_PROGRAMME),
        **asked.context(),
    }
    return render(request, "dashboards/programme_list.html", context)


@takes(*ASKED)
def programme_dashboard(request: SignedInRequest, reference: str) -> HttpResponse:
    """One programme for its board, now or as at a past day."""
    person, asked = request.user.person, moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    seen = dashboard(programme_at(programme, asked.value), asked.value)
    context = {
        "dashboard": seen,
        "headline": headline(seen),
        "reported": reported(seen.newest, seen.old),
        "beside": beside(programme, person, asked.value),
        "scope_reference": programme.scope.reference,
        "breadcrumbs": [menu.ITEMS["programmes"].crumb()],
        **programme_frame(programme, person, asked),
    }
    return render(request, "dashboards/programme.html", context)
