"""What the lists of papers show of each."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.columns import programme_column
from records.columns import Column, Kind, Row
from reports.choices import Bodies, PaperState

TONES = {PaperState.DRAFT: "grey", PaperState.PUBLISHED: "green"}


def _restricted(row: Row) -> str:
    return _now("Restricted") if row["restriction_id"] is not None else ""


PAPERS = (
    Column(
        "title",
        _("Paper"),
        page=("reports:paper_detail", "reference"),
        note=_restricted,
        filters=True,
    ),
    programme_column(),
    Column("board_title", _("Committee"), filters=True),
    Column("meeting_on", _("Meeting"), Kind.DAY),
    Column(
        "state", _("State"), Kind.STATE, choices=PaperState, tones=TONES, filters=True, totals=True
    ),
)

FORMATS = (
    Column("title", _("Format"), page=("reports:format_detail", "reference"), filters=True),
    Column("key", _("Key in files")),
    Column("bodies", _("For"), choices=Bodies, filters=True),
)
