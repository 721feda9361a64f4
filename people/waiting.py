"""What waits for a person, other than reports and papers: reviews that are due, roles to
confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from people import policy
from people.choices import Act, Role, ScopeKind, SignInChangeKind
from people.models import Appointment, Person, Restriction, SignInChange
from values import clock

DUE = timedelta(days=14)
"""How long before its day a review counts as due."""
KEEPS = (Act.RESTRICT, Act.RELEASE)


@dataclass(frozen=True)
class ReviewDue:
    """A restriction that is due for review."""

    id: int
    public_title: str
    review_on: date
    is_overdue: bool


@dataclass(frozen=True)
class ToConfirm:
    """Something proposed that waits for a second person: a role, `within` a scope, or a change to
    how somebody signs in, `within` their record."""

    is_role: bool
    id: int
    within: str
    who: str
    what: str
    proposed_by: str


@dataclass(frozen=True)
class Waiting:
    """What waits for a person: reviews, the first due first, and what they may confirm, the oldest
    of each kind first."""

    reviews: list[ReviewDue]
    to_confirm: list[ToConfirm]


def waiting_for(person: Person) -> Waiting:
    """One query; none for a person who keeps no restrictions, gives no role that takes two people
    and keeps no accounts."""
    kinds = [_roles(person), _sign_in_changes(person), _reviews(person)]
    arms = [
        rows.order_by().values_list(Value(order), *names)
        for order, (rows, names) in enumerate(kinds)
        if rows is not None
    ]
    if not arms:
        return Waiting([], [])
    today, reviews, confirm = clock.today(), [], []
    for order, pk, within, who, code, by in sorted(arms[0].union(*arms[1:], all=True)):
        if order == REVIEW:
            on = date.fromisoformat(code)
            reviews.append(ReviewDue(pk, within, on, on < today))
        else:
            confirm.append(ToConfirm(not order, pk, within, who, _in_words(order, code), by))
    return Waiting(sorted(reviews, key=lambda due: (due.review_on, due.id)), confirm)


ROLE, CHANGE, REVIEW = range(3)
"""The kinds of rows, in their order."""
Rows = tuple[QuerySet | None, tuple[Any, ...]]
"""Rows, and what each says: its key, within what, who, which code, proposed by whom."""


def _reviews(person: Person) -> Rows:
    """Restrictions that a person reads and may keep or release, with a review due within DUE."""
    names = ("pk", "public_title", _text(""), Cast("review_on", CharField()), _text(""))
    reaches = (policy.reach_of(person, act) for act in KEEPS)
    if not any(everywhere or scopes for everywhere, scopes in reaches):
        return None, names
    restrict, release = (policy.where_may(person, act, Restriction) for act in KEEPS)
    due = Restriction.objects.visible_to(person).filter(restrict | release, released_on=None)
    return due.filter(review_on__lte=clock.today() + DUE), names


def _roles(person: Person) -> Rows:
    """Roles that a person may confirm."""
    held = {holding.role for holding in policy.holdings(person) if holding.kind == ScopeKind.OFFICE}
    given = [grant.roles for grant in policy.MATRIX.grants if grant.two_people and held & grant.by]
    names = ("pk", "scope__reference", WHO, "role", "proposed_by__name")
    if not given:
        return None, names
    roles = Appointment.objects.live().filter(
        role__in=frozenset().union(*given), is_suggested=True, proposed_by__isnull=False
    )
    return roles.filter(_anothers(person)), names


def _sign_in_changes(person: Person) -> Rows:
    """Changes to how people sign in that a person may confirm; also what they proposed themselves,
    if there was nobody else and it has waited long enough."""
    names = ("pk", "person__reference", WHO, "kind", "proposed_by__name")
    if not policy.can(person, Act.KEEP_ACCOUNTS):
        return None, names
    has_waited = Q(proposed_by=person, waits_until__lte=clock.now())
    return SignInChange.objects.waiting().filter(_anothers(person) | has_waited), names


def _anothers(person: Person) -> Q:
    return ~Q(proposed_by=person) & (~Q(person=person) | Q(person=None))


def _text(text: str) -> Value:
    return Value(text, CharField())


WHO = Coalesce("person__name", Value(""))


def _in_words(order: int, code: str) -> str:
    return str(SignInChangeKind(code).label if order else Role(code).label)
