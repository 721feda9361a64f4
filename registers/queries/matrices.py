"""The matrices by which risks are rated, now or at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from registers.matrix import Scales, scales_of
from registers.models import RiskMatrix
from values import clock


@dataclass(frozen=True)
class Matrices:
    """Every matrix as it was at a moment, by key, and the key of the one then in force."""

    by_key: dict[int, Scales]
    in_force: int | None

    @property
    def current(self) -> Scales | None:
        return None if self.in_force is None else self.by_key[self.in_force]


def matrices(moment: datetime | None) -> Matrices:
    """One query: a council has a few."""
    on = clock.day_of(moment)
    rows: list[Any] = list(RiskMatrix.objects.at(moment))
    begun = [row for row in rows if not row.is_archived and row.valid_from <= on]
    newest = max(begun, key=lambda row: (row.valid_from, row.id), default=None)
    by_key = {row.id: scales_of(row) for row in rows}
    return Matrices(by_key, newest.id if newest else None)


def matrix_in_force() -> RiskMatrix | None:
    """The matrix that rates risks today."""
    return RiskMatrix.objects.in_force(clock.day_of(None)).first()
