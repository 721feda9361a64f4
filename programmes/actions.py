"""Writes of portfolios and programmes. Their parts are plain records (`audit.actions`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.writing import audited
from people.actions import create_with_scope, edit_with_scope
from people.choices import ScopeKind
from people.models import Person, Scope
from people.queries import scope_of
from programmes.letters import tell_owners_after
from programmes.models import CorporatePriority, Document, DocumentVersion, Portfolio, Programme
from programmes.registers import RegisterEntry

Entry = TypeVar("Entry", bound=RegisterEntry)


def create_portfolio(*, by: Person, reason: str = "", **fields: Any) -> Portfolio:
    """Create a portfolio and the scope in which its roles are held, and return it."""
    with audited(by=by, reason=reason or _("Portfolio created")):
        refuse_archived(fields.get("parent"))
        above = scope_of(fields.get("parent"))
        return create_with_scope(Portfolio, ScopeKind.PORTFOLIO, "PFL", above, **fields)


def edit_portfolio(
    portfolio: Portfolio,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Portfolio:
    """Change a portfolio and its scope, and return it as it is now: what lies in it moves with
    it."""
    with audited(by=by, reason=reason or _("Portfolio edited")):
        return edit_with_scope(
            portfolio,
            by=by,
            above=lambda current: scope_of(fields.get("parent", current.parent)),
            expected_version=expected_version,
            **fields,
        )


def add_priority(*, by: Person, reason: str = "", **fields: Any) -> CorporatePriority:
    """Add a priority of the council and return it."""
    with audited(by=by, reason=reason or _("Corporate priority added")):
        reference = writing.next_reference("PRI")
        return writing.create(CorporatePriority, reference=reference, **fields)


def create_programme(*, by: Person, reason: str = "", **fields: Any) -> Programme:
    """Create a programme and the scope in which its roles are held, and return it."""
    with audited(by=by, reason=reason or _("Programme created")):
        refuse_archived(fields.get("portfolio"))
        above = scope_of(fields.get("portfolio"))
        return create_with_scope(Programme, ScopeKind.PROGRAMME, "PRG", above, **fields)


def edit_programme(
    programme: Programme,
    *,
    by: Person,
    reason: str = "",
    expected_version: int | None = None,
    **fields: Any,
) -> Programme:
    """Change a programme and its scope, and return it as it is now: what lies in it moves with
    it."""
    with audited(by=by, reason=reason or _("Programme edited")):
        return edit_with_scope(
            programme,
            by=by,
            above=lambda current: scope_of(fields.get("portfolio", current.portfolio)),
            expected_version=expected_version,
            **fields,
        )


def record_entry(
    model: type[Entry], *, scope: Scope, by: Person, reason: str = "", **fields: Any
) -> Entry:
    """Add an entry to the register of a scope and return it. Its owner gets a message."""
    (entry,) = record_entries(model, [fields], scope=scope, by=by, reason=reason)
    return entry


def record_document(
    *,
    scope: Scope,
    by: Person,
    reason: str = "",
    first: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Document:
    """Add a document to the register of a scope, with its `first` version if it has one already,
    and return it."""
    with audited(by=by, reason=reason or _("Document added")):
        document = record_entry(Document, scope=scope, by=by, **fields)
        if first is not None:
            writing.create(DocumentVersion, document=document, **first)
        return document


def record_entries(
    model: type[Entry],
    rows: Iterable[Mapping[str, Any]],
    *,
    scope: Scope,
    by: Person,
    reason: str = "",
) -> list[Entry]:
    """Add entries to the register of a scope, all or none, and return them. Each owner gets one
    message."""
    said = _("%(noun)s added") % {"noun": capfirst(str(model._meta.verbose_name))}
    with audited(by=by, reason=reason or said):
        entries = [
            writing.create(
                model, reference=writing.next_reference(model.series), scope=scope, **fields
            )
            for fields in rows
        ]
        tell_owners_after(entries, by=by)
        return entries


def edit_entry(entry: Entry, *, by: Person, **fields: Any) -> Entry:
    """Change an entry of a register and return it as it is now. A new owner gets a message."""
    with audited(by=by, reason=fields.get("reason") or _edited(entry)):
        before = entry.owner_id
        edited = edit_record(entry, by=by, **fields)
        if edited.owner_id != before:
            tell_owners_after([edited], by=by)
        return edited


def _edited(entry: RegisterEntry) -> str:
    return _("%(noun)s edited") % {"noun": capfirst(str(entry._meta.verbose_name))}
