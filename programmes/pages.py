"""The pages of programmes and their parts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from people import policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes.actions import (
    create_portfolio,
    create_programme,
    edit_entry,
    edit_portfolio,
    edit_programme,
    record_entry,
)
from programmes.forms import (
    FundingSourceForm,
    LessonForm,
    PhaseForm,
    PortfolioForm,
    PrincipleForm,
    ProgrammeForm,
)
from programmes.models import FundingSource, Lesson, Phase, Portfolio, Principle, Programme
from programmes.queries import ProgrammeRow
from programmes.registers import RegisterEntry
from records.forms import RecordForm
from records.pages import menu, tabs
from records.pages.moments import AskedMoment
from records.pages.record_pages import PartPages, RecordPages
from records.pages.scopes import scope_url


def programme_crumbs(programme: Programme | ProgrammeRow) -> list[tuple[str, str]]:
    """The way back from a page inside a programme, by its title at that page's moment."""
    return [
        menu.ITEMS["programmes"].crumb(),
        (programme.title, tabs.front_page("programme", programme.reference)),
    ]


def programme_frame(programme: Programme, person: Person, asked: AskedMoment) -> dict[str, Any]:
    """What the frame of a programme's page needs. Anyone who may see it only as it was, because it
    has moved, is led back to the list."""
    sees_now = not asked.value or policy.can(person, Act.SEE, programme)
    return asked.context(now_url="" if sees_now else menu.ITEMS["programmes"].url)


def portfolio_crumbs() -> list[tuple[str, str]]:
    return [(_("Portfolios"), reverse("programmes:portfolio_list"))]


class PortfolioPages(RecordPages):
    model = Portfolio
    form_class = PortfolioForm
    act = Act.EDIT_PROGRAMME
    act_to_create = Act.CREATE_PROGRAMME
    namespace, name = "programmes", "portfolio"
    scope_kind = ScopeKind.PORTFOLIO

    def form(
        self, person: Person, record: Portfolio | None, parent: None, **kwargs: Any
    ) -> RecordForm:
        return PortfolioForm(instance=record, person=person, **kwargs)

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

    def form(
        self, person: Person, record: Programme | None, parent: None, **kwargs: Any
    ) -> RecordForm:
        return ProgrammeForm(instance=record, person=person, **kwargs)

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

    def after(self, record: FundingSource) -> str:
        return self.url("detail", record)

    def crumbs(self, record: FundingSource) -> list[tuple[str, str]]:
        return [*super().crumbs(record), (record.title, self.after(record))]


class RegisterPages(RecordPages):
    """The pages of a register's entries. An entry is added on the page of its scope."""

    act = Act.KEEP_REGISTERS
    namespace = "programmes"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        return find_scope(person, keys["parent"])

    def form(self, person: Person, record: Any, parent: Scope | None, **kwargs: Any) -> RecordForm:
        return super().form(person, record or self.model(scope=parent), parent, **kwargs)

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> RegisterEntry:
        return record_entry(self.model, scope=parent, by=by, **fields)

    def edit(self, record: RegisterEntry, *, by: Person, **fields: Any) -> RegisterEntry:
        return edit_entry(record, by=by, **fields)

    def after_parent(self, parent: Scope) -> str:
        name = f"{self.namespace}:scope_{self.name}_list"
        return reverse(name, args=[parent.reference])

    def crumbs(self, record: RegisterEntry) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(record.scope), (str(record), self.after(record))]

    def crumbs_of_parent(self, parent: Scope) -> list[tuple[str, str]]:
        nouns = capfirst(str(self.model._meta.verbose_name_plural))
        return [(parent.title, scope_url(parent)), (nouns, self.after_parent(parent))]


def find_scope(person: Person, reference: str, moment: datetime | None = None) -> Scope:
    """The scope at an address. Raises NotFound when the person may not know that it exists, nor
    that it did at `moment`."""
    named = Scope.objects.filter(reference=reference)
    scope: Scope = policy.visible_now_or_then(named, person, moment).found()
    return scope


class LessonPages(RegisterPages):
    model = Lesson
    form_class = LessonForm
    name = "lesson"
