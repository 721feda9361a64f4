"""The projects, standings and milestones of what a paper is about, each read once for all of its
blocks, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.queries import ProgrammeRow
from projects.queries import (
    MilestoneRow,
    ProjectRow,
    Standing,
    milestones_in,
    project_rows,
    standings,
)
from records.blocks import About, Some


def projects_of(about: About) -> list[ProjectRow]:
    return about.once("projects", lambda: project_rows(about.programme_ids, about.moment))


def standings_of(about: About) -> list[Standing]:
    """Of all the projects: their reports are read together."""
    return about.once("standings", lambda: standings(projects_of(about), about.moment))


Whole = ProjectRow | ProgrammeRow
"""What a milestone belongs to."""


def milestones_of(about: About) -> list[tuple[Whole, MilestoneRow]]:
    """Each with its project or programme: first those of the programmes themselves, then by
    project; each by baseline."""

    def read() -> list[tuple[Whole, MilestoneRow]]:
        wholes = (*about.programmes, *projects_of(about))
        found = milestones_in([whole.scope_id for whole in wholes], about.moment)
        return [(whole, row) for whole in wholes for row in found[whole.scope_id]]

    return about.once("milestones", read)


def which_projects() -> Some:
    """All of them, unless some are named by their references."""
    return Some(
        _("Which projects"),
        lambda about: [(p.reference, p.title) for p in projects_of(about)],
        help_text=_("All of them when none is chosen."),
    )


def milestones_chosen(about: About, chosen: Mapping[str, Any]) -> list[tuple[Whole, MilestoneRow]]:
    """Those of the projects that were chosen; all of them, those of programmes too, if none is."""
    named = set(chosen["projects"])
    return [pair for pair in milestones_of(about) if not named or pair[0].reference in named]


def among(chosen: Mapping[str, Any], projects: Iterable[ProjectRow]) -> set[int]:
    """The keys of the projects that were chosen, or of all."""
    named = set(chosen["projects"])
    return {p.id for p in projects if not named or p.reference in named}
