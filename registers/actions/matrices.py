"""Risk matrices: adding one, and the one that a new council begins with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.writing import audited
from people.models import Person
from registers.models import RiskMatrix

SHIPPED = {
    "title": "Five by five",
    "likelihoods": "Rare, 5%\nUnlikely, 20%\nPossible, 40%\nLikely, 65%\nAlmost certain, 90%",
    "impacts": "Insignificant\nMinor\nModerate\nMajor\nCatastrophic",
    "bands": "Low, 1, green\nMedium, 5, yellow\nHigh, 10, amber\nVery high, 16, red",
    "appetite": 9,
}
"""What councils use most; each changes it, or replaces it from a day on."""


def add_matrix(*, by: Person, reason: str = "", **fields: Any) -> RiskMatrix:
    """Add a risk matrix, which rates risks from its day on, and return it. Raises Refused for
    scales or bands that make no sense."""
    with audited(by=by, reason=reason or _("Risk matrix added")):
        return writing.create(RiskMatrix, reference=writing.next_reference("MTX"), **fields)


def ship_matrix(*, by: Person, valid_from: date) -> RiskMatrix:
    """Add the matrix that a new council begins with."""
    return add_matrix(by=by, reason=_("Shipped with Mandate"), valid_from=valid_from, **SHIPPED)
