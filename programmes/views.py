"""What a programme is: vision, aims, principles, phases, money."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import Act
from programmes import queries
from programmes.pages import FundingSourcePages, PhasePages, PrinciplePages, programme_crumbs
from records.pages.moments import ASKED, moment_asked
from records.pages.record_pages import archived_parts

PARTS = (PrinciplePages(), PhasePages(), FundingSourcePages())


@takes(*ASKED)
def programme_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    person = request.user.person
    programme = queries.find_programme(person, reference)
    asked = moment_asked(request)
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROGRAMME, programme)
    row = queries.programme_at(programme, asked.value)
    context = {
        "programme": row,
        "principles": queries.principles(programme.pk, asked.value),
        "phases": queries.phases(programme.pk, asked.value),
        "funding": queries.funding(programme.pk, asked.value),
        "may_edit": may_edit,
        "archived_parts": archived_parts(programme, person, *PARTS) if may_edit else [],
        "breadcrumbs": programme_crumbs(row),
        **asked.context(),
    }
    return render(request, "programmes/programme_detail.html", context)
