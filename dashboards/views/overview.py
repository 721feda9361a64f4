"""How all programmes stand together, or those of one portfolio."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from dashboards.columns import MONEY_OF_ALL, OVERVIEW
from dashboards.queries.overdue import overdue
from dashboards.queries.overview import Overview, overview
from people.models import Person
from programmes.choices import ProgrammeState
from programmes.models import Programme
from programmes.queries import (
    ProgrammeRow,
    find_portfolio,
    portfolios,
    programme_row,
    scopes_within,
)
from records.columns import total_cells
from records.pages import menu
from records.pages.lists import table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from values.spelling import alphabetical

PORTFOLIO = "portfolio"


@takes(PORTFOLIO, *ASKED)
def programmes_overview(request: SignedInRequest) -> HttpResponse:
    """The programmes that the person may see and that are not closed, now or as at a past day."""
    person, asked = request.user.person, moment_asked(request)
    chosen = request.GET.get(PORTFOLIO, "")
    seen = overview(_programmes(person, asked, chosen), person, asked.value)
    programmes = [line.programme for line in seen.lines]
    found = overdue(programmes, seen.projects, person, asked.value)
    context = {
        "overview": seen,
        "overdue": found,
        "programmes": table(OVERVIEW, seen.lines, asked.query) | {"total": _totals(seen)},
        "money": table(MONEY_OF_ALL, seen.money),
        "portfolios": _portfolios(person, asked, chosen),
        "lists": menu.lists_with("overview"),
        **asked.context(),
    }
    return render(request, "dashboards/overview.html", context)


def _programmes(person: Person, asked: AskedMoment, chosen: str) -> list[ProgrammeRow]:
    rows = Programme.objects.at(asked.value).visible_to(person).live()
    rows = rows.exclude(state=ProgrammeState.CLOSED).order_by(alphabetical("title"), "id")
    if chosen:
        portfolio = find_portfolio(person, chosen, asked.value)
        rows = rows.filter(scope_id__in=scopes_within(portfolio.scope_id, asked.value))
    return [programme_row(row) for row in rows]


def _portfolios(person: Person, asked: AskedMoment, chosen: str) -> list[tuple[str, str, bool]]:
    """(title, query, whether it is the one shown), all programmes first; none without a
    portfolio."""
    moment = asked.query.replace("?", "&", 1)
    named = portfolios(person, asked.value).values_list("title", "reference")
    found = [(title, f"?{PORTFOLIO}={key}{moment}", key == chosen) for title, key in named]
    return [(_("All programmes"), asked.query or "?", not chosen), *found] if found else []


def _totals(seen: Overview) -> dict[str, Any] | None:
    """Late milestones and savings are alike in all programmes; budgets are added up by kind."""
    if len(seen.lines) < 2:
        return None
    known = [line.to_find_pence for line in seen.lines if line.to_find_pence is not None]
    late = sum(line.late for line in seen.lines)
    return total_cells(OVERVIEW, {"late": late, "to_find_pence": sum(known) if known else None})
