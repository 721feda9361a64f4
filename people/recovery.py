"""Whose way of signing in takes two people to change (ADR 0021), and the check on every write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from people import matrix
from people.choices import Act

if TYPE_CHECKING:
    from people.models import Person

TWO_CHANGE_THIS = gettext_lazy(
    "This person clears, releases, publishes or administers, or has done so. It takes two "
    "people to change how they sign in: propose it on their page, and somebody else confirms it."
)
_by_two: ContextVar[bool] = ContextVar("by_two", default=False)


def far_reaching(of: matrix.Matrix) -> frozenset[str]:
    """The roles that clear, release, publish or administer."""
    rows = (row for row in of.rows if row.second_factor or row.name == Act.RELEASE)
    return frozenset().union(*(row.who for row in rows))


FAR_REACHING = far_reaching(matrix.read())


def takes_two(person: Person) -> bool:
    """Whether it takes two people to change how a person signs in: they hold such a role, are
    proposed for one, or once held one. Ending an appointment, or not confirming it, opens no way
    round."""
    return person.appointments.filter(role__in=FAR_REACHING).exists()


def refuse_alone(person: Person) -> None:
    """Refuses a new address, however it arrives, unless two people have decided it."""
    if not _by_two.get() and takes_two(person):
        raise ValidationError({"email": str(TWO_CHANGE_THIS)})


@contextmanager
def decided_by_two() -> Iterator[None]:
    """What is written inside was proposed by one person and confirmed by another, or has waited."""
    token = _by_two.set(True)
    try:
        yield
    finally:
        _by_two.reset(token)
