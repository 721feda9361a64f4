"""Risks with their ratings in words, by the matrix that each was rated by."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import F, QuerySet

from registers.choices import RiskKind
from registers.matrix import Scales
from registers.models.risks import RATINGS
from registers.queries.matrices import Matrices, matrices

Values = dict[str, Any]


def with_scores(rows: QuerySet) -> QuerySet:
    """Risks with the score of each rating: likelihood times impact."""
    scores = {
        f"{rating}_score": F(f"{rating}_likelihood") * F(f"{rating}_impact") for rating in RATINGS
    }
    return rows.annotate(**scores)


def with_ratings(rows: list[Values], moment: datetime | None) -> list[Values]:
    """The rows of risks with the words and the tone of each rating, and the expected value. One
    query."""
    found = matrices(moment)
    for row in rows:
        add_ratings(row, found)
    return rows


def add_ratings(row: Values, found: Matrices) -> None:
    scales = found.by_key.get(row["matrix_id"])
    for rating in RATINGS:
        likelihood, impact = row[f"{rating}_likelihood"], row[f"{rating}_impact"]
        row[f"{rating}_words"] = scales.rating(likelihood, impact) if scales else ""
        row[f"{rating}_tone"] = tone(row["kind"], scales, likelihood, impact)
    row["expected_pence"] = expected_pence(row, scales)
    row["is_above"] = is_above(row, scales)


def tone(kind: str, scales: Scales | None, likelihood: int | None, impact: int | None) -> str:
    """The colour of a rating: that of its band; the more likely an opportunity, the better, so none
    of its ratings is a warning."""
    if scales is None or likelihood is None or impact is None:
        return "grey"
    return "blue" if kind == RiskKind.OPPORTUNITY else scales.band(likelihood * impact).tone


def expected_pence(row: Values, scales: Scales | None) -> int | None:
    """What the risk costs on average: its cost times the percentage of its likelihood. None where
    either is not known."""
    cost, likelihood = row["impact_pence"], row["current_likelihood"]
    percent = scales.percent(likelihood) if scales and likelihood else None
    if cost is None or percent is None:
        return None
    return int((Decimal(cost) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def is_above(row: Values, scales: Scales | None) -> bool:
    """Whether a threat is above the appetite of its matrix."""
    likelihood, impact = row["current_likelihood"], row["current_impact"]
    is_threat = row["kind"] == RiskKind.THREAT and scales is not None and likelihood is not None
    return bool(is_threat and scales and likelihood * impact > scales.appetite)
