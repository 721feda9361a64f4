"""What papers draw from registers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import LiveContent, TableContent, TextContent
from documents.tree import Column, Table
from programmes.blocks import register_block, scopes_of
from projects.queries.projects import day_of
from records.blocks import About, Block, Choices, One
from registers.choices import RATING_NAMES, RiskKind
from registers.columns.actions import ACTIONS, with_lateness
from registers.columns.entries import ASSUMPTIONS, CHANGE_REQUESTS, DEPENDENCIES, ISSUES
from registers.columns.reviews import REVIEWS
from registers.columns.risks import RISKS
from registers.models import (
    Action,
    Assumption,
    ChangeRequest,
    Dependency,
    Issue,
    Review,
    Risk,
)
from registers.queries.dependencies import with_dates
from registers.queries.heat_maps import Cell, heat_map
from registers.queries.risks import with_ratings, with_scores
from values import words


def _dated(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_dates(rows, about.moment)


def _late(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_lateness(rows, day_of(about.moment))


def _rated(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_ratings(rows, about.moment)


class HeatMapChoices(Choices):
    kind = One(gettext_lazy("Kind"), lambda about: RiskKind.choices)
    rating = One(gettext_lazy("Rating"), lambda about: list(RATING_NAMES.items()))


class HeatMapBlock(Block):
    """How many open risks lie where on the matrix, now and a quarter earlier where it differs."""

    name, label, form = "heat-map", gettext_lazy("Heat map of risks"), HeatMapChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        found = heat_map(None, about.moment, scopes=scopes_of(about), **chosen)
        if found is None:
            return TextContent(_("No risk matrix is in force."))
        rows = tuple((label, *(_cell_words(cell) for cell in cells)) for label, cells in found.rows)
        columns = tuple(Column(label, is_short=True) for label in ("", *found.columns))
        facts = {"rating": RATING_NAMES[chosen["rating"]], "day": words.day(found.since)}
        caption = (
            _("Open risks by likelihood and impact (%(rating)s), compared with %(day)s") % facts
        )
        return TableContent(Table(caption=caption, columns=columns, rows=rows), nil="")


def _cell_words(cell: Cell) -> str:
    """3 (was 1): 12 High; the score and its band where there is no risk."""
    band = _("%(score)d %(band)s") % {"score": cell.score, "band": cell.band.label}
    if cell.now == cell.before:
        return _("%(count)d: %(band)s") % {"count": cell.now, "band": band} if cell.now else band
    facts = {"count": cell.now, "before": cell.before, "band": band}
    return _("%(count)d (was %(before)d): %(band)s") % facts


REGISTERS = (
    register_block("risks-list", Risk, RISKS, _rated, with_scores),
    HeatMapBlock(),
    register_block("actions-list", Action, ACTIONS, _late),
    register_block("reviews-list", Review, REVIEWS),
    register_block("issues-list", Issue, ISSUES),
    register_block("assumptions-list", Assumption, ASSUMPTIONS),
    register_block("dependencies-list", Dependency, DEPENDENCIES, _dated),
    register_block("change-requests-list", ChangeRequest, CHANGE_REQUESTS),
)
"""What `registers` lets papers ask for."""
