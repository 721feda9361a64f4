"""Writes of programmes. Their parts are plain records (`audit.actions`)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record
from audit.writing import audited
from people.actions import create_scope
from people.choices import ScopeKind
from people.models import Person, Scope
from people.queries import office
from programmes.models import Programme
from programmes.registers import RegisterEntry

Entry = TypeVar("Entry", bound=RegisterEntry)


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


def record_entry(
    model: type[Entry], *, scope: Scope, by: Person, reason: str = "", **fields: Any
) -> Entry:
    """Add an entry to the register of a scope and return it."""
    with audited(
        by=by,
        reason=reason or _("%(noun)s added") % {"noun": capfirst(str(model._meta.verbose_name))},
    ):
        reference = writing.next_reference(model.series)
        return writing.create(model, reference=reference, scope=scope, **fields)
