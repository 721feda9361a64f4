"""The pages of what belongs to a project besides its plan and its reports, and of the categories
of a programme's projects."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from people.choices import Act
from people.models import Person
from programmes.models import Programme
from projects.forms import (
    OptionForm,
    PartnerForm,
    ProjectCategoryForm,
    ResourceForm,
    SiteForm,
)
from projects.models import Option, Partner, Project, ProjectCategory, Resource, Site
from projects.option_actions import add_option, edit_option
from records.pages.record_pages import PartPages


class ProjectCategoryPages(PartPages):
    model = ProjectCategory
    form_class = ProjectCategoryForm
    act = Act.EDIT_PROGRAMME
    namespace, name = "projects", "category"

    def after_parent(self, parent: Programme) -> str:
        return reverse("projects:category_list", args=[parent.reference])

    def crumbs_of_parent(self, parent: Programme) -> list[tuple[str, str]]:
        here = (_("Categories"), self.after_parent(parent))
        return [*super().crumbs_of_parent(parent), here]


class ProjectPartPages(PartPages):
    """Shown on one of the tabs of its project."""

    act = Act.EDIT_PROJECT
    namespace = "projects"
    tab = "project_people"

    def after_parent(self, parent: Project) -> str:
        return reverse(f"projects:{self.tab}", args=[parent.reference])


class OptionPages(ProjectPartPages):
    model = Option
    form_class = OptionForm
    name = "option"
    tab = "project_case"

    def create(self, parent: Project, /, *, by: Person, **fields: Any) -> Option:
        return add_option(project=parent, by=by, **fields)

    def edit(self, record: Option, *, by: Person, **fields: Any) -> Option:
        return edit_option(record, by=by, **fields)


class ResourcePages(ProjectPartPages):
    model = Resource
    form_class = ResourceForm
    name = "resource"


class PartnerPages(ProjectPartPages):
    model = Partner
    form_class = PartnerForm
    name = "partner"


class SitePages(ProjectPartPages):
    model = Site
    form_class = SiteForm
    name = "site"
