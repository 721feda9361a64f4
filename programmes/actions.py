"""Writes of portfolios and programmes. Their parts are plain records (`audit.actions`)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.writing import audited
from people.actions import create_scope
from people.choices import ScopeKind
from people.models import Person, Scope
from people.queries import office
from programmes.models import Portfolio, Programme
from programmes.registers import RegisterEntry

Entry = TypeVar("Entry", bound=RegisterEntry)


def create_portfolio(*, by: Person, reason: str = "", **fields: Any) -> Portfolio:
    """Create a portfolio and the scope in which its roles are held, and return it."""
    with audited(by=by, reason=reason or _("Portfolio created")):
        refuse_archived(fields.get("parent"))
        reference = writing.next_reference("PFL")
        scope = create_scope(
            kind=ScopeKind.PORTFOLIO,
            reference=reference,
            title=fields.get("title", ""),
            parent=_scope_of(fields.get("parent")),
        )
        return writing.create(Portfolio, reference=reference, scope=scope, **fields)


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
        current = Portfolio.objects.select_for_update(no_key=True).get(pk=portfolio.pk)
        _place(current.scope, current, "parent", fields)
        return edit_record(portfolio, by=by, expected_version=expected_version, **fields)


def create_programme(*, by: Person, reason: str = "", **fields: Any) -> Programme:
    """Create a programme and the scope in which its roles are held, and return it."""
    with audited(by=by, reason=reason or _("Programme created")):
        refuse_archived(fields.get("portfolio"))
        reference = writing.next_reference("PRG")
        scope = create_scope(
            kind=ScopeKind.PROGRAMME,
            reference=reference,
            title=fields.get("title", ""),
            parent=_scope_of(fields.get("portfolio")),
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
    """Change a programme and its scope, and return it as it is now: what lies in it moves with
    it."""
    with audited(by=by, reason=reason or _("Programme edited")):
        current = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        _place(current.scope, current, "portfolio", fields)
        return edit_record(programme, by=by, expected_version=expected_version, **fields)


def _place(scope: Scope, current: Any, within: str, fields: dict[str, Any]) -> None:
    """Let a scope follow the title and the place of its record. The scope is written first: the
    record's history then holds its new place."""
    writing.change(
        scope,
        title=fields.get("title", current.title),
        parent=_scope_of(fields.get(within, getattr(current, within))),
    )


def _scope_of(portfolio: Portfolio | None) -> Scope:
    """The scope above whatever lies in a portfolio, or in none."""
    return portfolio.scope if portfolio else office()


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
