"""What the lists of papers show of each."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.columns import programme_column
from records.columns import Column, Kind, Row
from reports.choices import Bodies, PaperState

TONES = {PaperState.DRAFT: "grey", PaperState.PUBLISHED: "green"}


def _restricted(row: Row) -> str:
    return _now("Restricted") if row["restriction_id"] is not None else ""


def _others(row: Row) -> str:
    """The further programmes that a paper serves, below the first."""
    others = sorted(row["also_titles"] or (), key=lambda pair: pair[1])
    titles = ", ".join(title for title, _place in others)
    return _now("and %(titles)s") % {"titles": titles} if titles else ""


PAPERS = (
    Column(
        "title",
        _("Paper"),
        page=("reports:paper_detail", "reference"),
        note=_restricted,
        filters=True,
    ),
    replace(programme_column(), note=_others),
    Column("board_title", _("Board or committee"), filters=True),
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
