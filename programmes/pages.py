"""The pages of programmes and their parts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from people.choices import Act, ScopeKind
from people.models import Person
from programmes.actions import (
    create_portfolio,
    create_programme,
    edit_portfolio,
    edit_programme,
)
from programmes.forms import (
    FundingSourceForm,
    PhaseForm,
    PortfolioForm,
    PrincipleForm,
    ProgrammeForm,
)
from programmes.models import FundingSource, Phase, Portfolio, Principle, Programme
from programmes.queries import ProgrammeRow
from records.pages import menu, tabs
from records.pages.record_pages import PartPages, RecordPages


def programme_crumbs(programme: Programme | ProgrammeRow) -> list[tuple[str, str]]:
    """The way back from a page inside a programme, by its title at that page's moment."""
    return [
        menu.ITEMS["programmes"].crumb(),
        (programme.title, tabs.front_page("programme", programme.reference)),
    ]


def portfolio_crumbs() -> list[tuple[str, str]]:
    return [(_("Portfolios"), reverse("programmes:portfolio_list"))]


class PortfolioPages(RecordPages):
    model = Portfolio
    form_class = PortfolioForm
    act = Act.EDIT_PROGRAMME
    act_to_create = Act.CREATE_PROGRAMME
    namespace, name = "programmes", "portfolio"
    scope_kind = ScopeKind.PORTFOLIO

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Portfolio:
        return create_portfolio(by=by, **fields)

    def edit(self, record: Portfolio, *, by: Person, **fields: Any) -> Portfolio:
        return edit_portfolio(record, by=by, **fields)

    def crumbs(self, record: Portfolio) -> list[tuple[str, str]]:
        return [*portfolio_crumbs(), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return portfolio_crumbs()


class ProgrammePages(RecordPages):
    model = Programme
    form_class = ProgrammeForm
    act = Act.EDIT_PROGRAMME
    act_to_create = Act.CREATE_PROGRAMME
    namespace, name = "programmes", "programme"
    scope_kind = ScopeKind.PROGRAMME

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Programme:
        return create_programme(by=by, **fields)

    def edit(self, record: Programme, *, by: Person, **fields: Any) -> Programme:
        return edit_programme(record, by=by, **fields)

    def after_parent(self, parent: None) -> str:
        return menu.ITEMS["programmes"].url

    def crumbs(self, record: Programme) -> list[tuple[str, str]]:
        return programme_crumbs(record)


class ProgrammePartPages(PartPages):
    act = Act.EDIT_PROGRAMME
    namespace = "programmes"
    parent_model = Programme
    parent_field = "programme"

    def after_parent(self, parent: Programme) -> str:
        return reverse("programmes:programme_detail", args=[parent.reference])

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        return programme_crumbs(parent)


class PrinciplePages(ProgrammePartPages):
    model = Principle
    form_class = PrincipleForm
    name = "principle"


class PhasePages(ProgrammePartPages):
    model = Phase
    form_class = PhaseForm
    name = "phase"


class FundingSourcePages(ProgrammePartPages):
    model = FundingSource
    form_class = FundingSourceForm
    name = "funding_source"
