"""What papers draw from registers."""

from __future__ import annotations

from typing import Any

from programmes.blocks import register_block
from projects.queries.projects import day_of
from records.blocks import About
from registers.columns.actions import ACTIONS, with_lateness
from registers.columns.entries import ASSUMPTIONS, CHANGE_REQUESTS, DEPENDENCIES, ISSUES
from registers.columns.reviews import REVIEWS
from registers.models import Action, Assumption, ChangeRequest, Dependency, Issue, Review
from registers.queries.dependencies import with_dates


def _dated(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_dates(rows, about.moment)


def _late(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_lateness(rows, day_of(about.moment))


REGISTERS = (
    register_block("actions-list", Action, ACTIONS, _late),
    register_block("reviews-list", Review, REVIEWS),
    register_block("issues-list", Issue, ISSUES),
    register_block("assumptions-list", Assumption, ASSUMPTIONS),
    register_block("dependencies-list", Dependency, DEPENDENCIES, _dated),
    register_block("change-requests-list", ChangeRequest, CHANGE_REQUESTS),
)
"""What `registers` lets papers ask for."""
