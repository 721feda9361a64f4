"""Writes of programmes. Their parts are plain records (`audit.actions`)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record
from audit.writing import audited
from people.actions import create_scope
from people.choices import ScopeKind
from people.models import Person
from people.queries import office
from programmes.models import Programme


def create_programme(*, by: Person, reason: str = "", **fields: Any) -> Programme:
    """Create a programme and the scope in which its roles are held, and return it."""
    with audited(by=by, reason=reason or _("Programme created")):
        reference = writing.next_reference("PRG")
        scope = create_scope(
            kind=ScopeKind.PROGRAMME,
            reference=reference,
            title=fields.get("title", ""),
            parent=office(),
        )
        return writing.create(Programme, reference=reference, scope=scope, **fields)


def edit_programme(
    programme: Programme,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Programme:
    """Change a programme, its scope's title with it, and return it fresh."""
    with audited(by=by, reason=reason or _("Programme edited")):
        changed = edit_record(programme, by=by, expected_version=expected_version, **fields)
        writing.change(changed.scope, title=changed.title)
        return changed
