"""How many open risks lie in each cell of the matrix in force, now and on an earlier day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from people.models import Person
from registers.choices import AxisOrder
from registers.last_time import Then
from registers.matrix import Band, Scales, numbered
from registers.models import Risk
from registers.queries.matrices import Matrices, matrices
from values import clock, words
from values.clock import end_of

QUARTER = timedelta(days=91)
Place = tuple[int, int]  # likelihood, impact


@dataclass(frozen=True)
class Cell:
    likelihood: int
    impact: int
    band: Band
    score: int
    now: int = 0
    before: int = 0


@dataclass(frozen=True)
class HeatMap:
    """The rows of a matrix from the highest down, each with its label and its cells from the lowest
    on. `not_placed` open risks are not rated, or were rated by a matrix of another size."""

    scales: Scales
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    not_placed: int = 0
    then: str = ""

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for _label, cells in self.rows for cell in cells)

    @property
    def is_impact_down(self) -> bool:
        return self.scales.axis_order == AxisOrder.IMPACT_DOWN


def grid(scales: Scales, now: Counter[Place], before: Counter[Place]) -> HeatMap:
    """A matrix with the number of risks in each cell."""
    down, across = scales.likelihoods, scales.impacts
    is_impact_down = scales.axis_order == AxisOrder.IMPACT_DOWN
    if is_impact_down:
        down, across = across, down
    rows = []
    for place in range(len(down), 0, -1):
        pairs = ((n, place) if is_impact_down else (place, n) for n in range(1, len(across) + 1))
        cells = tuple(
            Cell(*pair, scales.band(pair[0] * pair[1]), pair[0] * pair[1], now[pair], before[pair])
            for pair in pairs
        )
        rows.append((numbered(down, place), cells))
    columns = tuple(numbered(across, n) for n in range(1, len(across) + 1))
    return HeatMap(scales, columns, tuple(rows))


def on_day(day: date) -> Then:
    """What was recorded by the end of a day."""
    return Then(end_of(day), _("on %(day)s") % {"day": words.day(day)})


def heat_map(
    person: Person | None,
    moment: datetime | None,
    *,
    scopes: Collection[int] | None = None,
    kind: str = "threat",
    rating: str = "current",
    then: Then | None = None,
) -> HeatMap | None:
    """The open risks that a person may see, or all for a paper, in all scopes or in some; compared
    with a quarter ago unless an earlier moment is given. None while no matrix is in force. Four
    queries."""
    found = matrices(moment)
    if found.current is None:
        return None
    then = then or on_day(clock.day_of(moment) - QUARTER)
    now, not_placed = _counted(person, moment, scopes, kind, rating, found)
    earlier = then.moment
    before, _others = _counted(person, earlier, scopes, kind, rating, matrices(earlier))
    drawn = grid(found.current, now, before)
    return HeatMap(drawn.scales, drawn.columns, drawn.rows, not_placed, then.words)


def _counted(
    person: Person | None,
    moment: datetime | None,
    scopes: Collection[int] | None,
    kind: str,
    rating: str,
    found: Matrices,
) -> tuple[Counter[Place], int]:
    """How many risks lie in each cell, and how many in none."""
    within = {} if scopes is None else {"scope_id__in": scopes}
    rows: Any = Risk.objects.at(moment, **within).live().open().filter(kind=kind)
    rows = rows if person is None else rows.visible_to(person)
    names = (f"{rating}_likelihood", f"{rating}_impact", "matrix_id")
    placed: Counter[Place] = Counter()
    not_placed = 0
    size = found.current.size if found.current else None
    for likelihood, impact, key in rows.order_by().values_list(*names):
        scales = found.by_key.get(key)
        if likelihood is None or scales is None or scales.size != size:
            not_placed += 1
        else:
            placed[likelihood, impact] += 1
    return placed, not_placed
