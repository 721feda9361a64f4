"""The lists of all projects, all milestones and all status reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people import policy
from people.choices import Act, Role
from people.models import Person
from programmes.filters import ProgrammeFilter
from programmes.views import ListOfProgramme
from projects.choices import MilestoneState
from projects.columns import (
    COMING_MILESTONES,
    MILESTONES,
    PROJECTS,
    PROJECTS_OF_PROGRAMME,
    REPORTS,
)
from projects.filters import SlipFilter, WindowFilter
from projects.models import Milestone, Project, ProjectCategory, StatusReport
from projects.part_columns import CATEGORIES
from projects.queries import lists
from projects.queries.moves import moved_away
from projects.queries.parts import categories_with_counts
from records.columns import Column
from records.filters import ArchivedFilter, HeldByFilter, UnitOfHolderFilter
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment

LEAD = Role.PROJECT_LEAD


def of_lead(path: str) -> dict[str, Any]:
    """Narrows by a project's lead, and by the unit in which they work."""
    return {
        "lead": HeldByFilter(path, label=_("Lead"), role=LEAD),
        "unit": UnitOfHolderFilter(path, label=_("Unit of the lead"), role=LEAD),
    }


class ProjectList(ListPage):
    """Every project in use, whatever its programme."""

    model = Project
    item, name = "projects", "projects"
    heading = _("All projects")
    columns = PROJECTS
    filters = {"programme": ProgrammeFilter("programme_id"), **of_lead("scope_id")}

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.projects(person, moment)

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return lists.with_leads(rows, moment)

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d project", "%(n)d projects", count) % {"n": count}


class ProjectsOfProgramme(ListOfProgramme):
    """The projects of a programme, in its order: each with its latest rating, those of 26 weeks,
    and its leads."""

    model = Project
    name = "projects"
    heading = _("Projects")
    tab = "projects"
    template = "projects/project_list.html"
    columns = PROJECTS_OF_PROGRAMME
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("A project has a lead, milestones and a status report every few weeks.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.of_programme(person, self.programme, moment)

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        return lists.with_standing(rows, moment)

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        moved = moved_away(self.programme, person, asked.value)
        return super().context(person, asked) | {"moved": moved}

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.CREATE_PROJECT, self.programme):
            return []
        reference = [self.programme.reference]
        add = reverse("projects:project_add", args=reference)
        return [
            (gettext("Add a project"), add),
            (gettext("Categories"), reverse("projects:category_list", args=reference)),
        ]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d project", "%(n)d projects", count) % {"n": count}


class CategoryList(ListOfProgramme):
    """The categories of a programme's projects, each with the number of its projects."""

    model = ProjectCategory
    name = "categories"
    heading = _("Categories of projects")
    tab = "projects"
    columns = CATEGORIES
    scope = "programme__scope"
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("A category groups projects, such as “High priority”; papers print the groups.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        may_edit = not moment and policy.can(person, Act.EDIT_PROGRAMME, self.programme)
        edit_in = Value(self.programme.reference if may_edit else "", CharField())
        return categories_with_counts(self.programme.pk, person, moment).annotate(edit_in=edit_in)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_PROGRAMME, self.programme):
            return []
        add = reverse("projects:category_add", args=[self.programme.reference])
        return [(gettext("Add a category"), add)]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d category", "%(n)d categories", count) % {"n": count}


class MilestoneList(ListPage):
    """Every milestone of every project and programme in use."""

    model = Milestone
    item, name = "milestones", "milestones"
    heading = _("All milestones")
    columns: ClassVar[Sequence[Column]] = MILESTONES
    filters = {
        "programme": ProgrammeFilter("whole_id"),
        "slip": SlipFilter("slip_days"),
        **of_lead("scope_id"),
    }

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.milestones(person, moment)

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d milestone", "%(n)d milestones", count) % {"n": count}


class ComingMilestones(MilestoneList):
    """What is to be reached soon in all projects and programmes, and what should have been."""

    item, name = "coming_milestones", "coming-milestones"
    heading = _("Coming milestones")
    columns = COMING_MILESTONES
    filters = {
        "within": WindowFilter(),
        "programme": ProgrammeFilter("whole_id"),
        **of_lead("scope_id"),
    }
    none_yet = _("Nothing is expected in the next three months.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.milestones(person, moment).exclude(state=MilestoneState.DONE)


class ReportList(ListPage):
    """Every status report that was submitted, the newest first."""

    model = StatusReport
    item, name = "status_reports", "status-reports"
    heading = _("All status reports")
    columns = REPORTS
    scope = "project__scope"
    filters = {"programme": ProgrammeFilter("programme_id"), **of_lead("project_scope_id")}

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return lists.reports(person, moment)

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d status report", "%(n)d status reports", count) % {"n": count}
