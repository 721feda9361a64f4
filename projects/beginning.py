"""A new project with its lead and its first milestones, written together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from audit.errors import Refused
from audit.writing import audited
from people.actions import appoint
from people.choices import Role
from people.models import Person
from programmes.models import Programme
from projects.actions import create_project
from projects.milestone_actions import add_milestone
from projects.models import Project


def begin_project(
    *,
    programme: Programme,
    by: Person,
    reason: str = "",
    lead: Person | None = None,
    lead_limited_to: str = "",
    first_milestones: Iterable[Mapping[str, Any]] = (),
    **fields: Any,
) -> Project:
    """Create a project, appoint its lead and enter its first milestones, and return it. Raises
    Refused as `create_project`, `appoint` and `add_milestone` do; nothing is then written."""
    with audited(by=by, reason=reason or _("Project created")):
        project = create_project(programme=programme, by=by, **fields)
        if lead is not None:
            _appoint_lead(project, lead, lead_limited_to, by)
        for milestone in first_milestones:
            try:
                add_milestone(project.scope, by=by, **milestone)
            except Refused as refusal:
                raise Refused(str(refusal), {"first_milestones": [str(refusal)]}) from refusal
        return project


def _appoint_lead(project: Project, lead: Person, limited_to: str, by: Person) -> None:
    try:
        appoint(
            scope=project.scope,
            role=Role.PROJECT_LEAD,
            person=lead,
            limited_to=limited_to,
            by=by,
        )
    except Refused as refusal:
        raise Refused(str(refusal), {"lead": [str(refusal)]}) from refusal
