"""The governance picture of a programme, and of all that a person sees."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from governance.drawing import picture
from governance.pages import board_crumbs
from governance.queries.picture import picture_of_office, picture_of_programme
from programmes.pages import programme_crumbs, programme_frame
from programmes.queries import find_programme, programme_at
from records.pages import menu
from records.pages.moments import ASKED, moment_asked


@takes(*ASKED)
def programme_governance(request: SignedInRequest, reference: str) -> HttpResponse:
    """The bodies of a programme: who reports to whom, who sponsors, who directs."""
    person, asked = request.user.person, moment_asked(request)
    programme = find_programme(person, reference, asked.value)
    row = programme_at(programme, asked.value)
    nodes = picture_of_programme(as_recorded(programme, asked.value), asked.value, person)
    context = {
        "programme": row,
        "picture": picture(nodes, asked.query),
        "breadcrumbs": programme_crumbs(row),
        **programme_frame(programme, person, asked),
    }
    return render(request, "governance/programme_governance.html", context)


@takes(*ASKED)
def office_governance(request: SignedInRequest) -> HttpResponse:
    """All bodies that the person may see, and the programmes that they direct."""
    person, asked = request.user.person, moment_asked(request)
    context = {
        "picture": picture(picture_of_office(person, asked.value), asked.query),
        "lists": menu.items_under("boards"),
        "here": "governance",
        "breadcrumbs": board_crumbs(),
        **asked.context(),
    }
    return render(request, "governance/office_governance.html", context)
