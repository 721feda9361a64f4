"""The pages of projects and milestones."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from people.choices import Act, ScopeKind
from people.models import Person
from programmes.models import Programme
from programmes.pages import programme_crumbs
from programmes.queries import find_programme
from projects.actions import create_project, edit_project
from projects.forms import MilestoneForm, ProjectDocumentForm, ProjectForm
from projects.models import Milestone, Project, ProjectDocument, StatusReport
from projects.queries import find_project
from records.pages.record_pages import AttachedFilePages, PartPages, RecordPages


def project_crumbs(project: Project) -> list[tuple[str, str]]:
    """The way back from a page inside a project."""
    url = reverse("projects:project_detail", args=[project.reference])
    return [*programme_crumbs(project.programme), (project.title, url)]


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
        return ProjectForm(instance=record or Project(programme=parent), person=person, **kwargs)

    def create(self, parent: Programme, /, *, by: Person, **fields: Any) -> Project:
        return create_project(programme=parent, by=by, **fields)

    def edit(self, record: Project, *, by: Person, **fields: Any) -> Project:
        return edit_project(record, by=by, **fields)

    def after_parent(self, parent: Programme) -> str:
        return reverse("projects:project_list", args=[parent.reference])

    def crumbs(self, record: Project) -> list[tuple[str, str]]:
        return project_crumbs(record)

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        return programme_crumbs(parent)


class MilestonePages(PartPages):
    model = Milestone
    form_class = MilestoneForm
    act = Act.EDIT_PROJECT
    namespace, name = "projects", "milestone"


class ProjectDocumentPages(AttachedFilePages):
    model = ProjectDocument
    form_class = ProjectDocumentForm
    act = Act.EDIT_PROJECT
    namespace, name = "projects", "document"


class StatusReportPages(PartPages):
    """The history of a status report."""

    model = StatusReport
    act = Act.REPORT_STATUS
    namespace, name = "projects", "report"
