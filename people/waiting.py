"""What waits for a person besides reports and papers: reviews that are due, roles to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from audit import clock
from people import policy
from people.choices import Act, ScopeKind
from people.models import Appointment, Person, Restriction, SignInChange

DUE = timedelta(days=14)
"""How long before its day a review is work to do."""
KEEPS = (Act.RESTRICT, Act.RELEASE)


@dataclass(frozen=True)
class ReviewDue:
    """Something restricted that is to be looked at again."""

    id: int
    public_title: str
    review_on: date
    is_overdue: bool


def reviews_due(person: Person) -> list[ReviewDue]:
    """What a person reads and may keep restricted or release, where the review is due within DUE.
    One query, and none for who may do neither."""
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


def sign_in_changes(person: Person) -> list[SignInChange]:
    """The changes of a sign-in that wait: all, for who keeps accounts; one's own. One query."""
    waiting = SignInChange.objects.waiting().select_related("person", "proposed_by")
    if not policy.can(person, Act.KEEP_ACCOUNTS):
        waiting = waiting.filter(person=person)
    return list(waiting.order_by("id"))


def roles_to_confirm(person: Person) -> list[Any]:
    """The appointments, with their scope and person, that somebody else has proposed and a person
    may confirm. One query, and none for who gives no role that takes two people."""
    held = {holding.role for holding in policy.holdings(person) if holding.kind == ScopeKind.OFFICE}
    given = [grant.roles for grant in policy.MATRIX.grants if grant.two_people and held & grant.by]
    if not given:
        return []
    waiting = Appointment.objects.live().filter(
        role__in=frozenset().union(*given), is_suggested=True, proposed_by__isnull=False
    )
    others = waiting.exclude(proposed_by=person).exclude(person=person)
    return list(others.select_related("scope", "person", "proposed_by").in_order())
