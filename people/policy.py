"""Who may do what: one rule, read by every page, export and command.

A right is a role held in a scope. It reaches the scope and everything below it; a seat on a board
reaches the programme that the board directs. Rights end on the day the appointment ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from audit import clock
from people.choices import Act, Role, ScopeKind
from people.models import Appointment, Person, Scope

EVERY_ACT = frozenset(Act)
LEADING = frozenset(
    {
        Act.SEE,
        Act.EDIT_PROGRAMME,
        Act.EDIT_PROJECT,
        Act.REPORT_STATUS,
        Act.EDIT_BENEFITS,
        Act.EDIT_PAPERS,
        Act.APPOINT,
    }
)
SEEING = frozenset({Act.SEE})

Records = TypeVar("Records", bound=QuerySet)

RIGHTS: dict[str, frozenset[Act]] = {
    Role.PROGRAMME_OFFICE: EVERY_ACT,
    Role.COMMITTEE_OFFICER: frozenset({Act.SEE, Act.EDIT_BOARDS, Act.EDIT_PAPERS}),
    Role.AUDITOR: SEEING,
    Role.READER: SEEING,
    Role.SENIOR_RESPONSIBLE_OWNER: LEADING,
    Role.PROGRAMME_DIRECTOR: LEADING,
    Role.PROGRAMME_MANAGER: LEADING,
    Role.INTERNAL_PARTNER: SEEING,
    Role.EXTERNAL_SUPPORT: SEEING,
    Role.CRITICAL_FRIEND: SEEING,
    Role.SPONSOR: frozenset({Act.SEE, Act.EDIT_PROJECT}),
    Role.STEERING_GROUP: SEEING,
    Role.PROJECT_LEAD: frozenset({Act.SEE, Act.EDIT_PROJECT, Act.REPORT_STATUS, Act.EDIT_BENEFITS}),
    Role.TEAM_MEMBER: SEEING,
    Role.CHAIR: SEEING,
    Role.MEMBER: SEEING,
    Role.CO_OPTED_MEMBER: SEEING,
    Role.SECRETARY: frozenset({Act.SEE, Act.EDIT_BOARDS}),
}


@dataclass(frozen=True)
class Holding:
    """A role that a person holds today, and the scopes where it lies."""

    role: str
    kind: str
    scope_id: int
    parent_id: int | None
    parent_kind: str | None


def holdings(person: Person) -> tuple[Holding, ...]:
    """The roles that a person holds today. One query, kept on the person for the request."""
    kept = getattr(person, "_holdings", None)
    if kept is None:
        rows = Appointment.objects.live().current(clock.today()).filter(person_id=person.pk)
        kept = tuple(
            Holding(*row)
            for row in rows.values_list(
                "role", "scope__kind", "scope_id", "scope__parent_id", "scope__parent__kind"
            )
        )
        person._holdings = kept  # type: ignore[attr-defined]
    return kept


def can(person: Person, act: Act, record: Any = None) -> bool:
    """Whether a person may do `act` to a record that has a scope, to a scope, or (None) to the
    office. The caller loads the scope and its parents with the record."""
    if person.is_archived:
        return False
    scopes = _lineage(record)
    for held in holdings(person):
        if act not in RIGHTS[held.role]:
            continue
        if held.kind == ScopeKind.OFFICE or held.scope_id in scopes:
            return True
        if act == Act.SEE and _reach_of_sight(held) & scopes:
            return True
    return False


SECOND_FACTOR_ACTS = frozenset({Act.KEEP_OFFICE, Act.EDIT_PAPERS})
"""Who may do one of these in the whole office signs in with a second factor: administering and
publishing."""


def needs_second_factor(person: Person) -> bool:
    """Whether a password alone is not enough for what a person may do."""
    return any(can(person, act) for act in SECOND_FACTOR_ACTS)


def reach_of(person: Person, act: Act) -> tuple[bool, frozenset[int]]:
    """(in every scope, the scopes in which a person may do `act`, and in all that lies below)."""
    held = [] if person.is_archived else [h for h in holdings(person) if act in RIGHTS[h.role]]
    everywhere = any(h.kind == ScopeKind.OFFICE for h in held)
    scopes: frozenset[int] = frozenset()
    for holding in held:
        scopes |= _reach_of_sight(holding) if act == Act.SEE else {holding.scope_id}
    return everywhere, scopes


def visible(records: Records, person: Person, scope: str = "scope", *, within: str = "") -> Records:
    """The records that a person may see; `scope` is the path from the record to its scope, and
    empty for scopes themselves.

    On rows as they were at a past moment, today's rights decide, where the record stands now. For
    a record that can move, `within` is the path to the scope above it: today's rights where the
    record stood then count as well (ADR 0003).
    """
    seen = where_may(person, Act.SEE, records.model, scope)
    everywhere, scopes = reach_of(person, Act.SEE)
    if within and not everywhere and hasattr(records.model, "instance_type"):
        seen |= Q(**{f"{within}__in": scopes})
    return records.filter(seen)


def visible_now_or_then(records: Records, person: Person, moment: datetime | None) -> Records:
    """The live records that a person may see now, or might see as they were at a moment."""
    now = records.visible_to(person)  # type: ignore[attr-defined]
    if moment is None:
        return now
    then = records.at(moment).visible_to(person)  # type: ignore[attr-defined]
    return records.filter(Q(pk__in=now.values("id")) | Q(pk__in=then.values("id")))


def where_may(person: Person, act: Act, model: type[Any], scope: str = "scope") -> Q:
    """The condition on rows of a model, or of its history, that a person may do `act` to them."""
    everywhere, scopes = reach_of(person, act)
    if everywhere:
        return Q(pk__isnull=False)
    live = getattr(model, "instance_type", model)
    lies_in = Q(pk__in=scopes) | Q(parent__in=scopes) | Q(parent__parent__in=scopes)
    # Scopes first: there are few, and each index from there on leads to few records.
    within = Scope._base_manager.filter(lies_in).order_by().values("pk")
    below = Q(**{f"{scope or 'pk'}__in": within})
    return below if live is model else Q(id__in=live._base_manager.filter(below).values("id"))


def _lineage(record: Any) -> set[int]:
    scope = record if isinstance(record, Scope) or record is None else record.scope
    ids = set()
    while scope is not None:
        ids.add(scope.pk)
        scope = scope.parent
    return ids


def _reach_of_sight(held: Holding) -> frozenset[int]:
    """A lead and a board's member see the programme; a committee of the council has none."""
    leads = held.kind == ScopeKind.PROJECT and held.role == Role.PROJECT_LEAD
    in_programme = held.parent_kind == ScopeKind.PROGRAMME
    if (leads or held.kind == ScopeKind.BOARD) and in_programme and held.parent_id is not None:
        return frozenset({held.scope_id, held.parent_id})
    return frozenset({held.scope_id})
