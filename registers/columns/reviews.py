"""What lists of reviews, of judgements and of scales show of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from programmes.columns import entry_columns
from records.columns import Column, Kind
from registers.choices import ReviewKind
from registers.grades import grades_of

REVIEWS = entry_columns(
    "registers:review",
    Column("kind", _("Kind"), choices=ReviewKind, filters=True),
    Column("reviewer", _("Reviewer"), filters=True),
    Column("starts_on", _("From"), Kind.DAY, only_exported=True),
    Column("ends_on", _("To"), Kind.DAY, only_exported=True),
    Column("published_on", _("Published"), Kind.DAY, missing=_("Not yet")),
    Column("overall", _("Overall judgement"), filters=True, missing=_("None")),
    Column("covers", _("What it looked at"), only_exported=True),
    Column("findings", _("What it found"), only_exported=True),
    due=_("Answer due"),
)

SCALES = (
    Column("title", _("Scale"), page=("registers:scale_detail", "reference"), filters=True),
    Column("reference", _("Reference"), only_exported=True),
    Column("grades", _("Grades"), value=lambda row: ", ".join(grades_of(row["grades"])),
           sorts=False),
    Column("valid_from", _("Used from"), Kind.DAY, missing=_("Always")),
    Column("valid_until", _("Used until"), Kind.DAY, missing=_("Still used")),
)  # fmt: skip


def judgement_columns(edit_page: Callable[[Any], str] | None) -> tuple[Column, ...]:
    """The judgements of a review; each area leads to editing, where that is allowed."""
    return (
        Column("area", _("Area"), leads_to=edit_page, sorts=False),
        Column("grade", _("Judgement"), sorts=False),
    )
