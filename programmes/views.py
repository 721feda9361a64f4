"""Portfolios; a programme's own page (vision, aims, principles, phases, money); lists of
registers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act
from people.models import Person
from people.queries import office
from programmes import queries
from programmes.columns import LESSONS, PORTFOLIOS, PROGRAMMES, funding_columns
from programmes.filters import ProgrammeWithinFilter, StandingFilter
from programmes.models import Portfolio
from programmes.pages import (
    FundingSourcePages,
    LessonPages,
    PhasePages,
    PortfolioPages,
    PrinciplePages,
    RegisterPages,
    find_scope,
    portfolio_crumbs,
    programme_crumbs,
    programme_frame,
)
from programmes.queries import Funding, ProgrammeRow, entries, scopes_within
from programmes.registers import plural_of
from records.columns import foot_cells
from records.filters import ArchivedFilter
from records.pages.lists import ListPage, table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.panels import panels_of
from records.pages.record_pages import archived_parts
from records.pages.scopes import scope_url
from records.views.detail import RecordDetail
from records.views.records import AddRecord, record_urls
from values.fields import LongTextField

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


class RegisterList(ListPage):
    """A register: for everything that the person may see, or for one scope and what lies below
    it."""

    pages: ClassVar[RegisterPages]
    detail: ClassVar[type[RecordDetail]] = RecordDetail
    none_yet = _("Entries are added in the registers of a programme, a project or a board.")
    filters = {"standing": StandingFilter(), "programme": ProgrammeWithinFilter("scope_id")}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """What follows from the kind: its noun, and the long texts among its columns."""
        meta = cls.pages.model._meta
        cls.model = cls.pages.model
        if "heading" not in vars(cls):
            cls.heading = plural_of(cls.model)
        texts = {f.name for f in meta.concrete_fields if isinstance(f, LongTextField)}
        cls.reads = [column.key for column in cls.columns if column.key in texts]
        super().__init_subclass__(**kwargs)

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        reference, moment = keys.get("reference"), moment_asked(request).value
        self.of = find_scope(request.user.person, reference, moment) if reference else None

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        scopes = scopes_within(self.of.pk, moment) if self.of else None
        return entries(self.model, person, moment, scopes)

    def count_words(self, count: int) -> str:
        meta = self.model._meta
        noun = str(meta.verbose_name if count == 1 else meta.verbose_name_plural)
        return _now("%(n)d %(noun)s") % {"n": count, "noun": noun}

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        """What is of no programme is added to the register of the office."""
        if asked.value or not policy.can(person, self.pages.act, self.of):
            return []
        name = f"{self.pages.namespace}:{self.pages.name}_add"
        of, label = self.of, self.pages.add_heading
        if of is None:
            of, label = office(), _now("%(add)s for the whole office") % {"add": label}
        return [(label, reverse(name, args=[of.reference]))]

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        if self.of is None:
            return {}
        of = as_recorded(self.of, asked.value)
        sees_now = not asked.value or policy.can(person, Act.SEE, self.of)
        return {
            "caption": of.title,
            "lists": [],
            "breadcrumbs": [(of.title, scope_url(self.of))],
            **asked.context(now_url="" if sees_now else reverse("home")),
        }


def register_urls(plural: str, of: type[RegisterList]) -> list[URLPattern]:
    """The addresses of a register: its lists and the pages of an entry."""
    pages, name = of.pages, of.pages.name
    add = AddRecord.as_view(pages=pages)
    detail = of.detail.as_view(pages=pages)
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
    item = name = "lessons"
    columns = LESSONS
