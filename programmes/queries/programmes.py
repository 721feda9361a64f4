"""Programmes as pages and papers read them, now or at a past moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, ForeignKey, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.queries.moments import as_recorded, value_at
from people import policy
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.choices import FundingBasis, PhaseKind, PhaseOutcome, PhaseState, ProgrammeState
from programmes.models import FundingSource, Phase, Portfolio, Principle, Programme
from programmes.registers import RegisterEntry
from values import words
from values.partial_dates import PartialDate
from values.spelling import alphabetical


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme as it was at a moment."""

    id: int
    reference: str
    title: str
    scope_id: int
    portfolio_id: int | None
    also_called: str
    vision: str
    aims: str
    context: str
    in_scope: str
    out_of_scope: str
    constraints: str
    completion_criterion: str
    state: str
    state_words: str
    starts: str
    expected_end: str
    is_archived: bool


@dataclass(frozen=True)
class PhaseRow:
    """A phase, with what was decided at its end, by whom."""

    id: int
    title: str
    kind: str
    kind_words: str
    description: str
    completion_criterion: str
    review_on: PartialDate | None
    review_found: str
    outcome_words: str
    recommended_by: str
    recommended_on: date | None
    decided_by: str
    decided_on: date | None
    state: str
    state_words: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None


def find_portfolio(person: Person, reference: str, moment: datetime | None = None) -> Portfolio:
    """The portfolio at an address, with its scope. Raises NotFound when the person may not know
    that it exists, or that it did at `moment`."""
    named = Portfolio.objects.filter(reference=reference)
    visible = policy.visible_now_or_then(named, person, moment)
    return visible.select_related("scope").found()


def portfolios(person: Person, moment: datetime | None) -> QuerySet:
    """Those that a person may see at a moment, by title: each with the one that it lies in, and
    with how many programmes lie in it, as far as the person may see both."""
    within = Programme.objects.of_each(moment, portfolio_id=OuterRef("id")).live()
    counted = within.visible_to(person).order_by().values("portfolio_id").annotate(n=Count("id"))
    rows: QuerySet = Portfolio.objects.at(moment).visible_to(person)
    return rows.annotate(
        parent_title=value_at(moment, Portfolio, "parent_id", "title", person),
        programme_count=Coalesce(Subquery(counted.values("n")), Value(0)),
    ).order_by(alphabetical("title"), "id")


def programmes_in(portfolio: Portfolio, person: Person, moment: datetime | None) -> QuerySet:
    """The programmes that lie in a portfolio at a moment, as far as a person may see them, by
    title."""
    rows: QuerySet = Programme.objects.at(moment, portfolio_id=portfolio.pk).live()
    return rows.visible_to(person).order_by(alphabetical("title"), "id")  # type: ignore[attr-defined]


def portfolio_at(key: int | None, person: Person, moment: datetime | None) -> Portfolio | None:
    """The portfolio in which something lies at a moment, where a person may see it. One query, and
    none where it lies in none."""
    if key is None:
        return None
    return Portfolio.objects.filter(pk=key).at(moment).visible_to(person).first()


def find_programme(person: Person, reference: str, moment: datetime | None = None) -> Programme:
    """The programme at an address, with its scope. Raises NotFound when the person may not know
    that it exists, nor that it did at `moment`."""
    named = Programme.objects.filter(reference=reference)
    visible = policy.visible_now_or_then(named, person, moment)
    return visible.select_related("scope").found()


def programme_at(programme: Programme, moment: datetime | None) -> ProgrammeRow:
    """A programme at a moment. Raises NotRecordedThen."""
    return programme_row(as_recorded(programme, moment))


def programme_row(row: Programme) -> ProgrammeRow:
    return ProgrammeRow(
        id=row.id,
        reference=row.reference,
        title=row.title,
        scope_id=row.scope_id,
        portfolio_id=row.portfolio_id,
        also_called=row.also_called,
        vision=row.vision,
        aims=row.aims,
        context=row.context,
        in_scope=row.in_scope,
        out_of_scope=row.out_of_scope,
        constraints=row.constraints,
        completion_criterion=row.completion_criterion,
        state=row.state,
        state_words=str(ProgrammeState(row.state).label),
        starts=words.when(row.starts_on),
        expected_end=words.when(row.expected_end_on),
        is_archived=row.is_archived,
    )


def principles(programme_id: int, moment: datetime | None) -> list[Principle]:
    rows = Principle.objects.at(moment, programme_id=programme_id).live()
    return list(rows.in_order())


def phases(programme_id: int, moment: datetime | None) -> list[PhaseRow]:
    """With the names of the boards that recommended and decided its end. One query."""
    rows: Any = Phase.objects.at(moment, programme_id=programme_id).live().in_order()
    named = rows.annotate(
        recommended_by_title=value_at(moment, Scope, "recommended_by_id", "title"),
        decided_by_title=value_at(moment, Scope, "decided_by_id", "title"),
    )
    return [
        PhaseRow(
            id=row.id,
            title=row.title,
            kind=row.kind,
            kind_words=str(PhaseKind(row.kind).label),
            description=row.description,
            completion_criterion=row.completion_criterion,
            review_on=row.review_on,
            review_found=row.review_found,
            outcome_words=str(PhaseOutcome(row.outcome).label) if row.outcome else "",
            recommended_by=row.recommended_by_title or "",
            recommended_on=row.recommended_on,
            decided_by=row.decided_by_title or "",
            decided_on=row.decided_on,
            state=row.state,
            state_words=str(PhaseState(row.state).label),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in named
    ]


@dataclass(frozen=True)
class FundingRow:
    """Money that a programme may spend, in words; an unknown amount is called "not stated"."""

    id: int
    title: str
    kind: str
    period: str
    starts_on: PartialDate | None
    approved_on: PartialDate | None
    note: str
    amount_words: str


@dataclass(frozen=True)
class Funding:
    """Where a programme's money comes from, and (a label, an amount) for each total: one-off and
    yearly amounts differ in kind, so each has a total."""

    rows: tuple[FundingRow, ...]
    totals: tuple[tuple[str, str], ...]


def funding(programme_id: int, moment: datetime | None) -> Funding:
    """One query."""
    sources = list(FundingSource.objects.at(moment, programme_id=programme_id).live().in_order())
    rows = tuple(
        FundingRow(
            id=source.id,
            title=source.title,
            kind=source.kind,
            period=source.period,
            starts_on=source.starts_on,
            approved_on=source.approved_on,
            note=source.note,
            amount_words=amount_words(source.amount_pence, source.basis),
        )
        for source in sources
    )
    of_basis = {
        basis: [s.amount_pence for s in sources if s.basis == basis] for basis in FundingBasis
    }
    labels = {FundingBasis.ONCE: _("Total, one-off"), FundingBasis.YEARLY: _("Total, every year")}
    only = _("Total") if not of_basis[FundingBasis.YEARLY] else ""
    totals = tuple(
        (only or labels[basis], _total(amounts, basis))
        for basis, amounts in of_basis.items()
        if amounts
    )
    return Funding(rows, totals)


def amount_words(pence: int | None, basis: str) -> str:
    """£500,000; £1,700,000 a year; not stated."""
    if pence is None:
        return _("not stated")
    amount = words.money(pence)
    return _("%(much)s a year") % {"much": amount} if basis == FundingBasis.YEARLY else amount


def _total(amounts: list[int | None], basis: str) -> str:
    known = [pence for pence in amounts if pence is not None]
    total = amount_words(sum(known) if known else None, basis)
    if known and len(known) < len(amounts):
        return _("%(much)s, plus amounts not stated") % {"much": total}
    return total


# --- registers ----------------------------------------------------------------------------------
def programme_around(scope: Scope | None) -> Scope | None:
    """The scope of the programme in which a scope lies; a programme's own scope is its own."""
    while scope is not None and scope.kind != ScopeKind.PROGRAMME:
        scope = scope.parent
    return scope


def scopes_within(scope_id: int, moment: datetime | None) -> set[int]:
    """A scope and all that lay below it at a moment, by id. One query for each level."""
    scopes, level = {scope_id}, {scope_id}
    while level:
        below = Scope.objects.at(moment, parent_id__in=level).values_list("id", flat=True)
        level = set(below) - scopes
        scopes |= level
    return scopes


def within_now(scope: Scope) -> QuerySet:
    """The keys of a scope and of all that lies below it now, for a query within another."""
    inside = Q(pk=scope.pk) | Q(above__under=scope.way)
    rows: QuerySet = Scope.objects.filter(inside).order_by().values("pk")
    return rows


def entries(
    model: type[RegisterEntry],
    person: Person | None,
    moment: datetime | None,
    scopes: Collection[int] | QuerySet | None = None,
) -> QuerySet:
    """The entries of a register that a person may see, or all for a paper; in all scopes, or in
    some. Each with the names of the records it points at: `scope_title`, `owner_name`."""
    within = {} if scopes is None else {"scope_id__in": scopes}
    rows: Any = model.objects.at(moment, **within).live().in_order()
    if person is not None:
        rows = rows.visible_to(person)
    keys = (f for f in model._meta.concrete_fields if isinstance(f, ForeignKey))
    return rows.annotate(**dict(_named(key, moment) for key in keys))


def _named(key: ForeignKey, moment: datetime | None) -> tuple[str, Subquery]:
    """The name of the record that a field points at, under the names of both fields."""
    model: Any = key.related_model
    return f"{key.name}_{model.named_by}", value_at(moment, model, key.attname, model.named_by)
