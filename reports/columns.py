"""What the lists of programmes and papers show of each."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from programmes.choices import Rag
from projects.columns import programme_column
from records.columns import Column, Kind, Row
from reports.choices import Bodies, PaperState
from reports.queries.portfolio import ProgrammeLine
from values import words

TONES = {PaperState.DRAFT: "grey", PaperState.PUBLISHED: "green"}


def _old(line: ProgrammeLine) -> str:
    if not line.old:
        return ""
    text = ngettext(
        "one project last reported more than 8 weeks ago",
        "%(count)d projects last reported more than 8 weeks ago",
        line.old,
    )
    return text % {"count": line.old}


PROGRAMMES = (
    Column("title", _("Programme"), page=("reports:programme_dashboard", "reference")),
    Column("state_words", _("State")),
    Column(
        "counts",
        _("Projects by rating"),
        Kind.RATINGS,
        choices=Rag,
        missing=_("No projects yet"),
    ),
    Column("newest", _("Latest report"), Kind.DAY, note=_old, missing=words.NOTHING),
)


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
