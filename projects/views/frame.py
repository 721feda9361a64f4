"""What all pages of one project have in common: the record, the moment, the acts at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import Act
from people.models import Person
from programmes.pages import programme_crumbs
from programmes.queries import ProgrammeRow
from projects import queries
from projects.models import Project
from projects.queries import ProjectRow
from records.pages import menu
from records.pages.moments import AskedMoment, moment_asked


@dataclass(frozen=True)
class Opened:
    """A page of a project, at the moment that was asked for."""

    person: Person
    asked: AskedMoment
    project: Project
    row: ProjectRow
    may_edit: bool
    context: dict[str, Any]

    @property
    def reference(self) -> str:
        """Of the project, for tables whose rows lead to forms; empty if the person may not edit."""
        return self.row.reference if self.may_edit else ""


def opened(
    request: SignedInRequest,
    reference: str,
    current: str,
    *,
    look_in: Any = "",
) -> Opened:
    """The project at an address, with what the frame of its pages needs; `current` is the key of
    the tab."""
    person = request.user.person
    asked = moment_asked(request, look_in=look_in)
    project = queries.find_project(person, reference, asked.value)
    row = queries.project_at(project, asked.value)
    crumbs = crumbs_to(queries.programme_of(project, row, person, asked.value))
    sees_now = policy.can(person, Act.SEE, project)
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROJECT, project)
    may_report = not asked.value and policy.can(person, Act.REPORT_STATUS, project)
    context = {
        "project": row,
        "current": current,
        "may_edit": may_edit,
        "may_report": may_report,
        "sees_now": sees_now,
        "actions": _acts(row.reference, may_report=may_report, may_edit=may_edit),
        "breadcrumbs": crumbs,
        **asked.context(now_url="" if sees_now else crumbs[0][1]),
    }
    return Opened(person, asked, project, row, may_edit, context)


def crumbs_to(programme: ProgrammeRow | None) -> list[tuple[str, str]]:
    """The way back; the person may not be allowed to see a programme that the project has left."""
    if programme is None:
        return [menu.ITEMS["programmes"].crumb()]
    return programme_crumbs(programme)


def _acts(reference: str, *, may_report: bool, may_edit: bool) -> list[tuple[str, str, str]]:
    """What one does on a project, first of all."""
    acts = []
    if may_report:
        url = reverse("projects:report_edit", args=[reference])
        acts.append((_("Update status"), url, "primary"))
    if may_edit:
        for label, name in (
            (_("Add a milestone"), "projects:milestone_add"),
            (_("Edit the project"), "projects:project_edit"),
        ):
            acts.append((label, reverse(name, args=[reference]), "secondary"))
    return acts
