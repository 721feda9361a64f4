"""What papers draw from registers."""

from __future__ import annotations

from typing import Any

from programmes.blocks import register_block
from records.blocks import About
from registers.columns.entries import ASSUMPTIONS, CHANGE_REQUESTS, DEPENDENCIES, ISSUES
from registers.models import Assumption, ChangeRequest, Dependency, Issue
from registers.queries.dependencies import with_dates


def _dated(rows: list[dict[str, Any]], about: About) -> list[dict[str, Any]]:
    return with_dates(rows, about.moment)


REGISTERS = (
    register_block("issues-list", Issue, ISSUES),
    register_block("assumptions-list", Assumption, ASSUMPTIONS),
    register_block("dependencies-list", Dependency, DEPENDENCIES, _dated),
    register_block("change-requests-list", ChangeRequest, CHANGE_REQUESTS),
)
"""What `registers` lets papers ask for."""
