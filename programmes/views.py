"""Portfolios; and what a programme is: vision, aims, principles, phases, money."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from audit.spelling import alphabetical
from people import policy
from people.choices import Act
from programmes import queries
from programmes.models import Portfolio
from programmes.pages import (
    FundingSourcePages,
    PhasePages,
    PrinciplePages,
    portfolio_crumbs,
    programme_crumbs,
)
from records.pages import tabs
from records.pages.listing import page_of
from records.pages.moments import ASKED, moment_asked
from records.pages.record_pages import archived_parts

PARTS = (PrinciplePages(), PhasePages(), FundingSourcePages())


@takes("page", *ASKED)
def portfolio_list(request: SignedInRequest) -> HttpResponse:
    """The portfolios that a person may see, by title."""
    person, asked = request.user.person, moment_asked(request)
    visible = Portfolio.objects.at(asked.value).live().visible_to(person)
    context = {
        "page": page_of(visible.order_by(alphabetical("title"), "id"), request),
        "may_add": not asked.value and policy.can(person, Act.CREATE_PROGRAMME),
        **asked.context(),
    }
    return render(request, "programmes/portfolio_list.html", context)


@takes(*ASKED)
def portfolio_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A portfolio, and the portfolios and programmes in it."""
    person, asked = request.user.person, moment_asked(request)
    portfolio = queries.find_portfolio(person, reference, asked.value)
    portfolios, programmes = queries.lies_in(portfolio, person, asked.value)
    sees_now = policy.can(person, Act.SEE, portfolio)
    context = {
        "portfolio": as_recorded(portfolio, asked.value),
        "portfolios": portfolios,
        "programmes": [(p.title, tabs.front_page("programme", p.reference)) for p in programmes],
        "sees_now": sees_now,
        "may_edit": not asked.value and policy.can(person, Act.EDIT_PROGRAMME, portfolio),
        "breadcrumbs": portfolio_crumbs(),
        **asked.context(now_url="" if sees_now else portfolio_crumbs()[0][1]),
    }
    return render(request, "programmes/portfolio_detail.html", context)


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
