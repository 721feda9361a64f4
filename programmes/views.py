"""Portfolios; a programme's own page (vision, aims, principles, phases, money); lists of
registers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded, value_at
from people import policy
from people.choices import Act
from people.models import Person
from programmes import queries
from programmes.columns import LESSONS
from programmes.filters import ProgrammeWithinFilter
from programmes.models import Lesson, Phase, Portfolio
from programmes.pages import (
    FundingSourcePages,
    LessonPages,
    PhasePages,
    PrinciplePages,
    RegisterPages,
    find_scope,
    portfolio_crumbs,
    programme_crumbs,
)
from programmes.queries import entries
from records.pages import menu, tabs
from records.pages.listing import page_of
from records.pages.lists import ListPage
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import archived_parts
from records.pages.scopes import scope_url
from records.views.detail import RecordDetail
from records.views.records import AddRecord, record_urls
from values.spelling import alphabetical

PARTS = (PrinciplePages(), PhasePages(), FundingSourcePages())


@takes("page", *ASKED)
def portfolio_list(request: SignedInRequest) -> HttpResponse:
    """The portfolios that a person may see, by title."""
    person, asked = request.user.person, moment_asked(request)
    visible = Portfolio.objects.at(asked.value).live().visible_to(person)
    context = {
        "page": page_of(visible.order_by(alphabetical("title"), "id"), request),
        "may_add": not asked.value and policy.can(person, Act.CREATE_PROGRAMME),
        "lists": menu.items_under("programmes"),
        "here": "portfolios",
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


class RegisterList(ListPage):
    """A register: for everything that the person may see, or for one scope and what lies below
    it."""

    pages: ClassVar[RegisterPages]
    filters = {"programme": ProgrammeWithinFilter("scope_id")}

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        reference = keys.get("reference")
        self.of = find_scope(request.user.person, reference) if reference else None

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return entries(self.model, person, moment, self.of.pk if self.of else None)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or self.of is None or not policy.can(person, self.pages.act, self.of):
            return []
        name = f"{self.pages.namespace}:{self.pages.name}_add"
        return [(self.pages.add_heading, reverse(name, args=[self.of.reference]))]

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        if self.of is None:
            return {}
        of = as_recorded(self.of, asked.value)
        return {"caption": of.title, "lists": [], "breadcrumbs": [(of.title, scope_url(self.of))]}


def register_urls(plural: str, of: type[RegisterList]) -> list[URLPattern]:
    """The addresses of a register: its lists and the pages of an entry."""
    pages, name = of.pages, of.pages.name
    add = AddRecord.as_view(pages=pages)
    detail = RecordDetail.as_view(pages=pages)
    return [
        path(f"{plural}/", of.as_view(), name=f"{name}_list"),
        path(f"{plural}/<str:reference>/", detail, name=f"{name}_detail"),
        *record_urls(f"{plural}/", pages),
        path(f"scopes/<str:reference>/{plural}/", of.as_view(), name=f"scope_{name}_list"),
        path(f"scopes/<str:parent>/{plural}/add/", add, name=f"{name}_add"),
    ]


class LessonList(RegisterList):
    """Lessons from everything that the person may see."""

    pages = LessonPages()
    model = Lesson
    item, name = "lessons", "lessons"
    heading = _("Lessons")
    columns = LESSONS
    reads = ("happened", "learnt", "next_time")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        named = value_at(moment, Phase, "phase_id", "title")
        return super().rows(person, moment).annotate(phase_title=named)

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d lesson", "%(n)d lessons", count) % {"n": count}
