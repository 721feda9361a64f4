"""What somebody should look at in a register: threats above the appetite that nobody has accepted,
and dependencies whose giver is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from programmes.registers import RegisterEntry
from registers.choices import RiskKind, RiskState
from registers.models import Dependency, Risk
from registers.queries.dependencies import DEPENDENCY, with_lateness
from registers.queries.matrices import matrices

Check = Callable[[QuerySet, datetime | None], QuerySet]


def above_appetite(risks: QuerySet, moment: datetime | None) -> QuerySet:
    """The open threats that are above the appetite of the matrix that rated them. One query."""
    above = Q(pk__in=[])
    for key, scales in matrices(moment).by_key.items():
        above |= Q(matrix_id=key, score__gt=scales.appetite)
    scored = risks.annotate(score=F("current_likelihood") * F("current_impact"))
    return scored.filter(above, kind=RiskKind.THREAT, state=RiskState.OPEN)


def late_givers(dependencies: QuerySet, moment: datetime | None) -> QuerySet:
    """The open dependencies whose giver is expected later than it is needed. Two queries."""
    rows: Any = dependencies
    found = list(rows.open().order_by().values(*DEPENDENCY))
    with_lateness(found, moment)
    return dependencies.filter(id__in=[row["id"] for row in found if row["late_by"]])


CHECKS: dict[type[RegisterEntry], Check] = {Risk: above_appetite, Dependency: late_givers}
