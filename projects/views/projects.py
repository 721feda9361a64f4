"""One project."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from directory.pages import seat_table
from people import policy
from people.choices import Act
from people.models import Person
from people.queries import file_rows
from people.seats import seats
from programmes.pages import programme_crumbs
from programmes.queries import ProgrammeRow
from projects import queries
from projects.columns import milestone_columns
from projects.models import Project, ProjectDocument
from projects.pages import MilestonePages, ProjectDocumentPages
from records.pages import menu
from records.pages.lists import table
from records.pages.moments import ASKED, EARLIER_HOLDERS, moment_asked
from records.pages.panels import panels_of
from records.pages.record_pages import archived_parts


@takes(*ASKED)
def project_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A project: how it stands and why, its milestones, its reports, its people."""
    person = request.user.person
    asked = moment_asked(request, look_in=EARLIER_HOLDERS)
    project = queries.find_project(person, reference, asked.value)
    row = queries.project_at(project, asked.value)
    crumbs = crumbs_to(queries.programme_of(project, row, person, asked.value))
    sees_now = policy.can(person, Act.SEE, project)
    (standing,) = queries.standings([row], asked.value, with_names=True)
    may_report = not asked.value and policy.can(person, Act.REPORT_STATUS, project)
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROJECT, project)
    parent, parts = queries.parent_and_parts(row, person, asked.value)
    context = {
        "project": row,
        "parent": parent,
        "parts": parts,
        "standing": standing,
        "latest": standing.latest,
        "milestones": table(
            milestone_columns(row.reference if may_edit else ""),
            queries.milestones([row.id], asked.value)[row.id],
        ),
        "documents": file_rows(
            ProjectDocument.objects.at(asked.value).live().filter(project_id=row.id).in_order()
        ),
        "seats": seat_table(
            seats([row.scope_id], asked.value)[row.scope_id], row.reference, person, asked
        ),
        "draft": queries.draft_of(project) if may_report else None,
        "may_report": may_report,
        "may_edit": may_edit,
        "archived_parts": _archived(project, person) if may_edit else [],
        "actions": _actions(project, may_report),
        "sees_now": sees_now,
        "grantable": frozenset() if asked.value else policy.grantable(person, project.scope),
        "panels": panels_of(project, person, asked),
        "breadcrumbs": crumbs,
        **asked.context(now_url="" if sees_now else crumbs[0][1]),
    }
    return render(request, "projects/project_detail.html", context)


def _archived(project: Project, person: Person) -> list[tuple[str, str, str]]:
    return [
        *archived_parts(project.scope, person, MilestonePages()),
        *archived_parts(project, person, ProjectDocumentPages()),
    ]


def crumbs_to(programme: ProgrammeRow | None) -> list[tuple[str, str]]:
    """The way back; the person may not be allowed to see a programme that the project has left."""
    if programme is None:
        return [menu.ITEMS["programmes"].crumb()]
    return programme_crumbs(programme)


def _actions(project: Project, may_report: bool) -> list[tuple[str, str, str]]:
    if not may_report:
        return []
    url = reverse("projects:report_edit", args=[project.reference])
    return [(_("Update status"), url, "primary")]
