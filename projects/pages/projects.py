"""The pages of projects and milestones."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.errors import NotFound
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from programmes.models import Programme
from programmes.pages import find_scope, programme_crumbs
from programmes.queries import find_programme
from projects.actions import edit_project
from projects.beginning import begin_project
from projects.forms import (
    LifecycleForm,
    LifecycleVersionForm,
    MilestoneForm,
    NewProjectForm,
    ProjectForm,
)
from projects.lifecycle_actions import add_lifecycle, write_version
from projects.milestone_actions import add_milestone, edit_milestone
from projects.models import (
    Lifecycle,
    LifecycleVersion,
    Milestone,
    Project,
    StatusReport,
)
from projects.queries import find_project
from projects.stages import lifecycles
from records.forms import RecordForm
from records.pages.record_pages import PartPages, RecordPages
from records.pages.scopes import scope_url
from values import clock


def project_crumbs(project: Project) -> list[tuple[str, str]]:
    """The way back from a page inside a project."""
    url = reverse("projects:project_detail", args=[project.reference])
    return [*programme_crumbs(project.programme), (project.title, url)]


def lifecycle_crumbs() -> list[tuple[str, str]]:
    return [(_("Lifecycles"), reverse("projects:lifecycle_list"))]


class LifecyclePages(RecordPages):
    """A lifecycle begins as a copy of the standard one."""

    model = Lifecycle
    form_class = LifecycleForm
    act = Act.EDIT_RULES
    namespace, name = "projects", "lifecycle"

    def find(self, person: Person, keys: dict[str, Any]) -> Lifecycle:
        return get_object_or_404(Lifecycle.objects.visible_to(person), reference=keys["reference"])

    def home(self, record: Lifecycle) -> None:
        return None

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Lifecycle:
        definition = lifecycles().by_key[None]
        return add_lifecycle(by=by, definition=definition, valid_from=clock.today(), **fields)

    def crumbs(self, record: Lifecycle) -> list[tuple[str, str]]:
        return [*lifecycle_crumbs(), (record.title, self.after(record))]

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return lifecycle_crumbs()


class LifecycleVersionPages(PartPages):
    model = LifecycleVersion
    form_class = LifecycleVersionForm
    act = Act.EDIT_RULES
    namespace, name = "projects", "lifecycle_version"

    def form(
        self, person: Person, record: Any, parent: Lifecycle | None, **kwargs: Any
    ) -> RecordForm:
        if record is None and parent is not None:
            newest = parent.versions.live().newest_first().first()
            last = {"definition": newest.definition} if newest else {}
            kwargs["initial"] = last | kwargs.get("initial", {})
        return super().form(person, record, parent, **kwargs)

    def create(self, parent: Lifecycle, /, *, by: Person, **fields: Any) -> LifecycleVersion:
        return write_version(LifecycleVersion(lifecycle=parent), by=by, **fields)

    def edit(self, record: LifecycleVersion, *, by: Person, **fields: Any) -> LifecycleVersion:
        return write_version(record, by=by, **fields)


class ProjectPages(RecordPages):
    """A project is added in its programme and has its own address."""

    model = Project
    form_class = ProjectForm
    act = Act.EDIT_PROJECT
    act_to_create = Act.CREATE_PROJECT
    namespace, name = "projects", "project"
    scope_kind = ScopeKind.PROJECT

    def find(self, person: Person, keys: dict[str, Any]) -> Project:
        return find_project(person, keys["reference"])

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Programme:
        return find_programme(person, keys["parent"])

    def form(
        self, person: Person, record: Project | None, parent: Programme | None, **kwargs: Any
    ) -> ProjectForm:
        if record is None and parent is not None and kwargs.get("data") is None:
            last = {"position": parent.projects.count() + 1}
            kwargs["initial"] = last | kwargs.get("initial", {})
        if record is not None:
            return ProjectForm(instance=record, person=person, **kwargs)
        return NewProjectForm(instance=Project(programme=parent), person=person, **kwargs)

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> Project:
        return begin_project(programme=parent, by=by, **fields)

    def edit(self, record: Project, *, by: Person, **fields: Any) -> Project:
        return edit_project(record, by=by, **fields)

    def after_parent(self, parent: Programme) -> str:
        return reverse("projects:project_list", args=[parent.reference])

    def also(self, person: Person, record: Project) -> list[tuple[str, str]]:
        if not policy.can(person, Act.CREATE_PROJECT, record.programme):
            return []
        return [(_("Move to another programme"), self.url("move", record))]

    def crumbs(self, record: Project) -> list[tuple[str, str]]:
        return project_crumbs(record)

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        return programme_crumbs(parent)


class MilestonePages(PartPages):
    """A milestone is set on the page of its project, or of its programme."""

    model = Milestone
    form_class = MilestoneForm
    act = Act.EDIT_PROJECT
    namespace, name = "projects", "milestone"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        scope = find_scope(person, keys["parent"])
        if scope.kind not in (ScopeKind.PROJECT, ScopeKind.PROGRAMME):
            raise NotFound
        return scope

    def home_of_parent(self, parent: Scope) -> Scope:
        return parent

    def create(self, parent: Scope, /, *, by: Person, **fields: Any) -> Milestone:
        return add_milestone(parent, by=by, **fields)

    def edit(self, record: Milestone, *, by: Person, **fields: Any) -> Milestone:
        return edit_milestone(record, by=by, **fields)

    def form(
        self, person: Person, record: Milestone | None, parent: Scope | None, **kwargs: Any
    ) -> RecordForm:
        return MilestoneForm(instance=record or Milestone(scope=parent), **kwargs)

    def after_parent(self, parent: Scope) -> str:
        return scope_url(parent)

    def crumbs_of_parent(self, parent: Scope) -> list[tuple[str, str]]:
        if parent.kind == ScopeKind.PROGRAMME:
            return programme_crumbs(parent.programme)
        return project_crumbs(parent.project)


class StatusReportPages(PartPages):
    """The history of a status report."""

    model = StatusReport
    act = Act.REPORT_STATUS
    namespace, name = "projects", "report"
