"""Writes of the options of a project: of those in use, one at most is preferred."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record, edit_record
from audit.writing import audited
from people.models import Person
from projects.models import Option, Project


def add_option(*, project: Project, by: Person, reason: str = "", **fields: Any) -> Option:
    """Add an option and return it. A preferred one takes the place of the one preferred before."""
    with audited(by=by, reason=reason or _("Option added")):
        if fields.get("is_preferred"):
            _prefer_no_longer(project)
        return create_record(Option, by=by, project=project, **fields)


def edit_option(option: Option, *, by: Person, reason: str = "", **fields: Any) -> Option:
    """Change an option and return it as it is now. Raises Conflict."""
    with audited(by=by, reason=reason or _("Option edited")):
        if fields.get("is_preferred") and not option.is_preferred:
            _prefer_no_longer(option.project)
        return edit_record(option, by=by, reason=reason, **fields)


def _prefer_no_longer(project: Project) -> None:
    preferred = Option.objects.select_for_update().filter(project=project, is_preferred=True)
    for option in preferred.live():
        writing.change(option, is_preferred=False)
