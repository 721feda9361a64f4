"""Portfolios; a programme's own page (vision, aims, principles, phases, money)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act
from people.models import Person
from programmes import queries
from programmes.columns import PORTFOLIOS, PROGRAMMES, funding_columns
from programmes.models import Portfolio
from programmes.pages import (
    FundingSourcePages,
    PhasePages,
    PortfolioPages,
    PrinciplePages,
    portfolio_crumbs,
    programme_crumbs,
    programme_frame,
)
from programmes.queries import Funding, ProgrammeRow
from records.columns import foot_cells
from records.filters import ArchivedFilter
from records.pages.lists import ListPage, table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.panels import panels_of
from records.pages.record_pages import archived_parts

PORTFOLIO_VALUES = ("title", "reference", "parent_title", "programme_count")
PROGRAMME_VALUES = ("title", "reference", "state", "starts_on", "expected_end_on")
PARTS = (PrinciplePages(), PhasePages(), FundingSourcePages())


class PortfolioList(ListPage):
    """The portfolios that a person may see, by title."""

    model = Portfolio
    item, name = "portfolios", "portfolios"
    heading = _("Portfolios")
    columns = PORTFOLIOS
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("A portfolio holds programmes that are looked after together.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return queries.portfolios(person, moment)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.CREATE_PROGRAMME):
            return []
        return [(PortfolioPages().add_heading, reverse("programmes:portfolio_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d portfolio", "%(n)d portfolios", count) % {"n": count}


@takes(*ASKED)
def portfolio_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A portfolio, and the portfolios and programmes in it."""
    person, asked = request.user.person, moment_asked(request)
    portfolio = queries.find_portfolio(person, reference, asked.value)
    within = queries.portfolios(person, asked.value).filter(
        parent_id=portfolio.pk, is_archived=False
    )
    programmes = queries.programmes_in(portfolio, person, asked.value)
    sees_now = policy.can(person, Act.SEE, portfolio)
    row = as_recorded(portfolio, asked.value)
    context = {
        "portfolio": row,
        "within": queries.portfolio_at(row.parent_id, person, asked.value),
        "portfolios": table(PORTFOLIOS, within.values(*PORTFOLIO_VALUES), asked.query),
        "programmes": table(PROGRAMMES, programmes.values(*PROGRAMME_VALUES), asked.query),
        "sees_now": sees_now,
        "may_edit": not asked.value and policy.can(person, Act.EDIT_PROGRAMME, portfolio),
        "breadcrumbs": portfolio_crumbs(),
        **asked.context(now_url="" if sees_now else portfolio_crumbs()[0][1]),
    }
    return render(request, "programmes/portfolio_detail.html", context)


@takes(*ASKED)
def programme_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    person, asked = request.user.person, moment_asked(request)
    programme = queries.find_programme(person, reference, asked.value)
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROGRAMME, programme)
    row = queries.programme_at(programme, asked.value)
    context = {
        "programme": row,
        "portfolio": queries.portfolio_at(row.portfolio_id, person, asked.value),
        "principles": queries.principles(programme.pk, asked.value),
        "phases": queries.phases(programme.pk, asked.value),
        "funding": _funding(queries.funding(programme.pk, asked.value), row, asked.query),
        "may_edit": may_edit,
        "archived_parts": archived_parts(programme, person, *PARTS) if may_edit else [],
        "panels": panels_of(programme, person, asked),
        "breadcrumbs": programme_crumbs(row),
        **programme_frame(programme, person, asked),
    }
    return render(request, "programmes/programme_detail.html", context)


def _funding(found: Funding, programme: ProgrammeRow, query: str) -> dict[str, Any]:
    columns = funding_columns(programme.reference, query)
    totals = [
        foot_cells(columns, label, {"amount_words": amount}) for label, amount in found.totals
    ]
    return table(columns, found.rows) | {"totals": totals}


class ListOfProgramme(ListPage):
    """A list of what belongs to one programme: one of its tabs."""

    tab: ClassVar[str]
    template = "programmes/list.html"

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        person, moment = request.user.person, moment_asked(request).value
        self.programme = queries.find_programme(person, keys["reference"], moment)

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        row = queries.programme_at(self.programme, asked.value)
        return {
            "programme": row,
            "tab": self.tab,
            "lists": [],
            "breadcrumbs": programme_crumbs(row),
            **programme_frame(self.programme, person, asked),
        }
