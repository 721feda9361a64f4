"""What lists of actions show of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from programmes.columns import entry_columns
from records.columns import Column, Kind
from registers.choices import ActionState


def with_lateness(rows: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """Rows of actions, each with `is_late`: open on a day, and due before it."""
    for row in rows:
        due, is_open = row["due_on"], row["state"] == ActionState.OPEN
        row["is_late"] = bool(is_open and due and due.last < on)
    return rows


ACTIONS = entry_columns(
    "registers:action",
    Column("verify_by_name", _("To be verified by"), only_exported=True),
    Column("evidence", _("Evidence"), only_exported=True),
    Column("closed_on", _("Done on"), Kind.DAY, only_exported=True),
    states=ActionState,
    tones={ActionState.OPEN: "blue", ActionState.DONE: "green", ActionState.VERIFIED: "grey"},
    is_late=lambda row: (now("Overdue"), "red") if row.get("is_late") else None,
)

MITIGATING = tuple(
    column for column in ACTIONS if column.key in ("title", "owner_name", "due_on", "state")
)
"""Those of a risk, on its page."""
