"""What waits for a person, other than reports and papers: reviews that are due, roles to
confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

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


def reviews_due(person: Person) -> list[ReviewDue]:
    """Restrictions that a person reads and may keep or release, with a review due within DUE. One
    query; none for a person who may do neither."""
    reaches = (policy.reach_of(person, act) for act in KEEPS)
    if not any(everywhere or scopes for everywhere, scopes in reaches):
        return []
    today = clock.today()
    restrict, release = (policy.where_may(person, act, Restriction) for act in KEEPS)
    due = Restriction.objects.visible_to(person).filter(restrict | release, released_on=None)
    rows = due.filter(review_on__lte=today + DUE).review_first()
    return [
        ReviewDue(row.pk, row.public_title, row.review_on, row.review_on < today) for row in rows
    ]


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


def to_confirm(person: Person) -> list[ToConfirm]:
    """What a person may confirm, the oldest of each kind first; also what they proposed themselves,
    if there was nobody else and it has waited long enough. One query; none for a person who gives
    no role that takes two people and keeps no accounts."""
    held = {holding.role for holding in policy.holdings(person) if holding.kind == ScopeKind.OFFICE}
    given = [grant.roles for grant in policy.MATRIX.grants if grant.two_people and held & grant.by]
    keeps = policy.can(person, Act.KEEP_ACCOUNTS)
    if not given and not keeps:
        return []
    roles = Appointment.objects.live().filter(
        role__in=frozenset().union(*given), is_suggested=True, proposed_by__isnull=False
    )
    anothers = ~Q(proposed_by=person) & (~Q(person=person) | Q(person=None))
    has_waited = Q(proposed_by=person, waits_until__lte=clock.now())
    changes = SignInChange.objects.waiting() if keeps else SignInChange.objects.none()
    rows = [
        waiting.order_by().values_list(
            Value(order),
            "pk",
            within,
            Coalesce("person__name", Value("")),
            code,
            "proposed_by__name",
        )
        for order, waiting, within, code in (
            (0, roles.filter(anothers), "scope__reference", "role"),
            (1, changes.filter(anothers | has_waited), "person__reference", "kind"),
        )
    ]
    return [
        ToConfirm(not order, pk, within, who, _in_words(order, code), by)
        for order, pk, within, who, code, by in sorted(rows[0].union(rows[1], all=True))
    ]


def _in_words(order: int, code: str) -> str:
    return str(SignInChangeKind(code).label if order else Role(code).label)
