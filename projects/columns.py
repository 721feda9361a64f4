"""What the lists of projects, milestones and status reports show of each."""

from __future__ import annotations

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from programmes.choices import Rag
from projects.choices import MilestoneState
from projects.lifecycle import timing
from projects.queries import slip_in_words
from projects.queries.milestone_rows import TONES, MilestoneRow
from projects.stages import stage_titles
from records.columns import Column, DataChoices, Kind, Row, address

STAGES = DataChoices(stage_titles)


def programme_column(*, is_noted: bool = False) -> Column:
    """`is_noted` if the programme is shown below the project, and is a column only of the file."""
    return Column(
        "programme_title",
        _("Programme"),
        page=("programmes:programme_detail", "programme_reference"),
        only_exported=is_noted,
    )


def project_column() -> Column:
    return Column(
        "project_title",
        _("Project"),
        page=("projects:project_detail", "project_reference"),
        note=lambda row: row["programme_title"],
        filters=True,
    )


LIFECYCLES = (
    Column("title", _("Lifecycle"), page=("projects:lifecycle_detail", "reference"), filters=True),
    Column("reference", _("Reference"), only_exported=True),
    Column("key", _("Key")),
)


def _beside_title(row: Row) -> str:
    """Its category, its other title, and what it is part of."""
    part_of = row.get("parent_title")
    facts = (
        row["category_title"],
        _now("also called %(title)s") % {"title": row["second_title"]}
        if row["second_title"]
        else "",
        _now("part of %(title)s") % {"title": part_of} if part_of else "",
    )
    return "; ".join(filter(None, facts))


NAMED = (
    Column(
        "title",
        _("Project"),
        page=("projects:project_detail", "reference"),
        note=_beside_title,
        filters=True,
    ),
    Column("reference", _("Reference"), only_exported=True),
    Column("second_title", _("Also called"), only_exported=True),
    Column("category_title", _("Category"), only_exported=True, filters=True),
)
WHEN = (
    Column("starts_on", _("Start"), Kind.DAY, only_exported=True),
    Column("expected_end_on", _("Expected end"), Kind.DAY, only_exported=True),
)
PROJECTS = (
    *NAMED,
    programme_column(),
    *WHEN,
    Column("stage", _("Stage"), choices=STAGES, filters=True),
    Column("rag", _("Rating"), Kind.RATING, choices=Rag, filters=True, totals=True),
    Column(
        "before", _("Rating before"), Kind.RATING, choices=Rag, filters=True, only_exported=True
    ),
    Column("reported_on", _("Last report"), Kind.DAY, missing=_("None yet")),
    Column("leads", _("Lead"), sorts=False, missing=_("Nobody yet")),
)


def _notes(row: Row) -> str:
    """What must stand beside a rating: that it is old, and parts that are red under a better
    whole."""
    standing = row["standing"]
    red = standing.red_parts_words
    note = _now("Red: %(parts)s") % {"parts": red} if red else ""
    return "; ".join(filter(None, (capfirst(standing.age_words), note)))


PROJECTS_OF_PROGRAMME = (
    *NAMED,
    Column("printed_number", _("Number")),
    Column("stage", _("Stage"), choices=STAGES, filters=True),
    Column("rag", _("Rating"), Kind.RATING, choices=Rag, note=_notes, filters=True, totals=True),
    Column("strip", _("Last 26 weeks"), Kind.STRIP, sorts=False),
    Column("reported_on", _("Last report"), Kind.DAY, only_exported=True),
    *WHEN,
    Column("leads", _("Lead"), sorts=False, missing=_("Nobody yet")),
)


def _slip(row: Row) -> str:
    return slip_in_words(
        timing(row["baseline_on"], row["forecast_on"], row["actual_on"], row["on"])
    )


MILESTONES = (
    Column("title", _("Milestone"), filters=True),
    replace(project_column(), missing=_("The programme itself")),
    programme_column(is_noted=True),
    Column("baseline_on", _("Baseline"), Kind.DAY, missing=_("Not set")),
    Column("forecast_on", _("Forecast"), Kind.DAY, missing=_("Not set")),
    Column("actual_on", _("Actual"), Kind.DAY, missing=_("Not yet")),
    Column("slip_days", _("Slip in days"), Kind.NUMBER, says=_slip),
    Column("owner_name", _("Owner"), filters=True, missing=_("Nobody yet")),
    Column("first_agreed_on", _("First agreed"), Kind.DAY, only_exported=True),
    Column("times_rebaselined", _("Times re-baselined"), Kind.NUMBER, only_exported=True),
    Column(
        "state",
        _("State"),
        Kind.STATE,
        choices=MilestoneState,
        tones=TONES,
        filters=True,
        totals=True,
    ),
)


COMING_MILESTONES = (
    Column("title", _("Milestone"), filters=True),
    project_column(),
    programme_column(is_noted=True),
    Column(
        "expected",
        _("Expected"),
        Kind.DAY,
        value=lambda row: row["forecast_on"] or row["baseline_on"],
    ),
    Column("slip_days", _("Slip in days"), Kind.NUMBER, says=_slip),
    Column("owner_name", _("Owner"), filters=True, missing=_("Nobody yet")),
    Column(
        "state",
        _("State"),
        Kind.STATE,
        choices=MilestoneState,
        tones=TONES,
        filters=True,
        totals=True,
    ),
)


def milestone_columns(
    reference: str = "",
    *,
    with_project: bool = False,
    with_state: bool = True,
    with_actual: bool = True,
) -> tuple[Column, ...]:
    """The milestones of one project, which its reference leads to editing, or of several. Those to
    come have no day on which they were reached."""
    project = Column("scope", _("Project"))
    return (
        Column(
            "title",
            _("Milestone"),
            leads_to=lambda row: _milestone_page(row, reference),
            tag=_state if with_state else None,
            note=lambda row: _now("Owner: %(name)s") % {"name": row.owner} if row.owner else "",
        ),
        *([project] if with_project else []),
        Column(
            "baseline",
            _("Baseline"),
            Kind.DAY,
            note=lambda row: row.baseline_note if row.baseline else "",
            missing=_("Not set"),
        ),
        Column("forecast", _("Forecast"), Kind.DAY, missing=_("Not set")),
        *([Column("actual", _("Actual"), Kind.DAY, missing=_("Not yet"))] if with_actual else []),
        Column("slip_days", _("Slip"), Kind.SLIP, says=lambda row: row.slip_words),
    )


MOVED = (
    Column("title", _("Milestone"), leads_to=lambda one: one.row.url, sorts=False),
    Column("before", _("Expected then"), Kind.DAY, sorts=False),
    Column("after", _("Expected now"), Kind.DAY, missing=_("No date"), sorts=False),
    Column("days", _("Moved"), Kind.SLIP, says=lambda one: one.by_words, sorts=False),
    Column("times", _("Times"), Kind.NUMBER, sorts=False),
    Column("why", _("Why"), missing=_("No reason given"), sorts=False),
)


def _state(row: MilestoneRow) -> tuple[str, str] | None:
    return (row.state_words, row.state_tone) if row.state_words else None


def _milestone_page(row: MilestoneRow, reference: str) -> str:
    return address("projects:milestone_edit", reference, row.id) if reference else row.url


REPORTS = (
    Column(
        "period_end",
        _("Period to"),
        Kind.DAY,
        page=("projects:report_detail", "project_reference", "id"),
    ),
    project_column(),
    programme_column(is_noted=True),
    Column("rag", _("Rating"), Kind.RATING, choices=Rag, filters=True, totals=True),
    Column("overall_reason", _("Why this rating"), filters=True),
    Column("submitted_name", _("Submitted by"), filters=True),
    Column("accepted_on", _("Accepted"), Kind.DAY, missing=_("Not yet")),
)
