"""What papers draw from registers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.charts import figure
from documents.content import FigureContent, LiveContent
from programmes.blocks import register_block, scopes_of
from records.blocks import About, Block, Choices, One
from registers.choices import RATING_NAMES, RiskKind
from registers.columns.actions import ACTIONS, with_lateness
from registers.columns.entries import ASSUMPTIONS, CHANGE_REQUESTS, DEPENDENCIES, ISSUES
from registers.columns.reviews import REVIEWS
from registers.columns.risks import RISKS
from registers.last_time import last_time
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
from registers.queries.drawing import chart_of
from registers.queries.heat_maps import heat_map
from registers.queries.risks import with_ratings, with_scores
from values import clock


def _dated(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_dates(rows, about.moment)


def _late(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_lateness(rows, clock.day_of(about.moment))


def _rated(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_ratings(rows, about.moment)


class HeatMapChoices(Choices):
    kind = One(gettext_lazy("Kind"), lambda about: RiskKind.choices)
    rating = One(gettext_lazy("Rating"), lambda about: list(RATING_NAMES.items()))


class HeatMapBlock(Block):
    """How many open risks lie where on the matrix, now and at the last meeting of the board."""

    name, label, form = "heat-map", gettext_lazy("Heat map of risks"), HeatMapChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        programmes = [programme.scope_id for programme in about.programmes]
        then = last_time(programmes, None, about.moment)
        found = heat_map(None, about.moment, scopes=scopes_of(about), then=then, **chosen)
        if found is None:
            return FigureContent(None, nil=_("No risk matrix is in force."))
        return FigureContent(figure(chart_of(found, **chosen)))


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
