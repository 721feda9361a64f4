"""The pages of programmes and their parts."""

from __future__ import annotations

import dataclasses
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.errors import NotFound
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes.actions import (
    add_priority,
    create_portfolio,
    create_programme,
    edit_entry,
    edit_portfolio,
    edit_programme,
    record_document,
    record_entry,
)
from programmes.forms import (
    ClosingReportForm,
    CorporatePriorityForm,
    DocumentForm,
    DocumentVersionForm,
    FundingSourceForm,
    LessonForm,
    ObjectiveForm,
    PhaseForm,
    PortfolioForm,
    PrincipleForm,
    ProgrammeForm,
    RoleDescriptionForm,
    StakeholderForm,
)
from programmes.models import (
    ClosingReport,
    CorporatePriority,
    Document,
    DocumentVersion,
    FundingSource,
    Lesson,
    Objective,
    Phase,
    Portfolio,
    Principle,
    Programme,
    RoleDescription,
    Stakeholder,
)
from programmes.queries import ProgrammeRow
from programmes.registers import RegisterEntry
from records.forms import RecordForm
from records.pages import menu, tabs
from records.pages.moments import AskedMoment
from records.pages.record_pages import AttachedFilePages, PartPages, RecordPages
from records.pages.scopes import scope_url
from uploads.store import Taken, take


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

    def form(
        self, person: Person, record: Phase | None, parent: Programme | None, **kwargs: Any
    ) -> RecordForm:
        return PhaseForm(instance=record or Phase(programme=parent), person=person, **kwargs)


class BriefPartPages(ProgrammePartPages):
    """What stands on the page of a programme's brief."""

    def after_parent(self, parent: Programme) -> str:
        return reverse("programmes:programme_brief", args=[parent.reference])


class ObjectivePages(BriefPartPages):
    model = Objective
    form_class = ObjectiveForm
    name = "objective"


class RoleDescriptionPages(BriefPartPages):
    model = RoleDescription
    form_class = RoleDescriptionForm
    name = "role_description"


class StakeholderPages(BriefPartPages):
    model = Stakeholder
    form_class = StakeholderForm
    name = "stakeholder"


class CorporatePriorityPages(RecordPages):
    """Priorities are the council's: whoever may edit its rules may in the office."""

    model = CorporatePriority
    form_class = CorporatePriorityForm
    act = Act.EDIT_RULES
    namespace, name = "programmes", "priority"

    def find(self, person: Person, keys: dict[str, Any]) -> CorporatePriority:
        visible = CorporatePriority.objects.visible_to(person)
        return get_object_or_404(visible, reference=keys["reference"])

    def home(self, record: CorporatePriority) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> CorporatePriority:
        return add_priority(by=by, **fields)

    def crumbs(self, record: CorporatePriority) -> list[tuple[str, str]]:
        return [*self.crumbs_of_parent(None), *super().crumbs(record)]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [(_("Corporate priorities"), reverse("programmes:priority_list"))]


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


FILE_FIELDS = tuple(field.name for field in dataclasses.fields(Taken))


class DocumentPages(RegisterPages):
    model = Document
    form_class = DocumentForm
    name = "document"

    def form(self, person: Person, record: Any, parent: Scope | None, **kwargs: Any) -> RecordForm:
        return DocumentForm(instance=record or Document(scope=parent), person=person, **kwargs)

    def prepared(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The file of the first version is taken in; its fingerprint tells one sending from
        another."""
        rest = dict(fields)
        return rest | (asdict(take(rest.pop("file"))) if "file" in rest else {})

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Document:
        kept = {name: fields.pop(name) for name in FILE_FIELDS if name in fields}
        if kept:
            fields["first"] = fields["first"] | kept
        return record_document(scope=parent, by=by, **fields)


class ClosingReportPages(RegisterPages):
    model = ClosingReport
    form_class = ClosingReportForm
    name = "closing_report"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        scope = super().find_parent(person, keys)
        if scope.kind not in (ScopeKind.PROGRAMME, ScopeKind.PROJECT):
            raise NotFound
        return scope

    def form(self, person: Person, record: Any, parent: Scope | None, **kwargs: Any) -> RecordForm:
        instance = record or ClosingReport(scope=parent)
        return ClosingReportForm(instance=instance, person=person, **kwargs)


class DocumentVersionPages(AttachedFilePages):
    model = DocumentVersion
    form_class = DocumentVersionForm
    act = Act.KEEP_REGISTERS
    namespace, name = "programmes", "document_version"

    def form(
        self, person: Person, record: Any, parent: Document | None, **kwargs: Any
    ) -> RecordForm:
        instance = record or DocumentVersion(document=parent)
        return DocumentVersionForm(instance=instance, person=person, **kwargs)

    def prepared(self, fields: dict[str, Any]) -> dict[str, Any]:
        """One whose text stands elsewhere, or is lost, has no file."""
        return super().prepared(fields) if "file" in fields else fields


class LessonPages(RegisterPages):
    model = Lesson
    form_class = LessonForm
    name = "lesson"
