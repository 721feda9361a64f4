"""Risk matrices: their list, and each drawn with its scales and bands."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from people import policy
from people.choices import Act
from people.models import Person
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment
from records.views.detail import RecordDetail
from registers.columns.risks import MATRICES
from registers.matrix import scales_of
from registers.models import RiskMatrix
from registers.pages.risks import RiskMatrixPages
from registers.queries.heat_maps import grid
from registers.queries.matrices import matrices
from registers.views.heat_maps import drawn


class MatrixList(ListPage):
    """Every matrix, the newest first."""

    model = RiskMatrix
    item, name = "risk_matrices", "risk-matrices"
    heading = gettext_lazy("Risk matrices")
    columns = MATRICES
    scope = None
    none_yet = gettext_lazy("Risks cannot be rated before there is a matrix.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = RiskMatrix.objects.at(moment).visible_to(person).live()
        return rows.order_by("-valid_from", "-id")

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_RULES):
            return []
        return [(RiskMatrixPages().add_heading, reverse("registers:matrix_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d risk matrix", "%(n)d risk matrices", count) % {"n": count}


class MatrixDetail(RecordDetail):
    """A matrix as it is drawn."""

    template = "registers/matrix.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        scales = scales_of(row)
        return {
            "map": drawn(grid(scales, Counter(), Counter()), lambda cell: ""),
            "is_in_force": matrices(asked.value).in_force == row.id,
        }
