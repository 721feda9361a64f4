"""Kinds of body that come with Mandate."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from audit import writing
from audit.writing import audited
from governance.choices import BoardKind, Fraction
from governance.models import BodyKind
from people.models import Person
from values.working_days import Nation

COMMITTEE = {"is_committee": True, "quorum_fraction": Fraction.QUARTER, "quorum_number": 2}
GROUP = {"quorum_fraction": Fraction.HALF}
SHIPPED: dict[str, dict[str, Any]] = {
    BoardKind.PROGRAMME_BOARD: GROUP,
    BoardKind.EXECUTIVE_GROUP: GROUP,
    BoardKind.SPONSORING_GROUP: GROUP,
    BoardKind.STEERING_GROUP: GROUP,
    BoardKind.COMMITTEE: COMMITTEE,
    BoardKind.SCRUTINY: COMMITTEE,
    BoardKind.EXECUTIVE: {
        "is_committee": True,
        "is_executive": True,
        "nation": Nation.ENGLAND,
        "quorum_number": 3,
    },
}


def load_shipped_kinds(*, by: Person) -> list[BodyKind]:
    """Write the kinds that a council starts with, and return them."""
    with audited(by=by, reason="Kinds of body shipped with Mandate"):
        return [ship_kind(key, by=by) for key in SHIPPED]


def ship_kind(key: str, *, by: Person) -> BodyKind:
    """Write one of them, by its key, and return it."""
    with audited(by=by, reason="Kind of body shipped with Mandate"):
        kind = BoardKind(key)
        position = 10 * (1 + list(SHIPPED).index(kind))
        named = {"key": kind.value, "name": str(kind.label), "position": position}
        return writing.create(BodyKind, **named, **SHIPPED[kind])


def create_kind(*, by: Person, name: str, reason: str = "", **fields: Any) -> BodyKind:
    """Add a kind of body and return it; its key is made of its name."""
    with audited(by=by, reason=reason or _("Kind of body added")):
        return writing.create(BodyKind, key=_free_key(name), name=name, **fields)


def _free_key(name: str) -> str:
    key = slugify(name).replace("-", "_")[:40] or "kind"
    taken = set(BodyKind.objects.filter(key__startswith=key).values_list("key", flat=True))
    numbered = (f"{key}_{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (key, *numbered) if free not in taken)
