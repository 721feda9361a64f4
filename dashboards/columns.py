"""What the lists of programmes show of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dashboards.queries.programme_list import ProgrammeLine
from money.columns import AMOUNTS
from programmes.choices import Rag
from records.columns import Column, Kind
from values import words


def _old(line: ProgrammeLine) -> str:
    if not line.old:
        return ""
    text = ngettext(
        "one project last reported more than 8 weeks ago",
        "%(count)d projects last reported more than 8 weeks ago",
        line.old,
    )
    return text % {"count": line.old}


PROGRAMME = Column("title", _("Programme"), page=("dashboards:programme_dashboard", "reference"))
COUNTS = Column(
    "counts", _("Projects by rating"), Kind.RATINGS, choices=Rag, missing=_("No projects yet")
)
PROGRAMMES = (
    PROGRAMME,
    Column("state_words", _("State")),
    COUNTS,
    Column("newest", _("Latest report"), Kind.DAY, note=_old, missing=words.NOTHING),
)
LATE = Column("late", _("Late milestones"), Kind.NUMBER, totals=True)
TO_FIND = Column(
    "to_find_pence", _("Savings still to find"), Kind.MONEY, missing=words.NOTHING, totals=True
)
OVERVIEW = (
    PROGRAMME,
    COUNTS,
    LATE,
    Column("variance_words", _("Money this year"), missing=words.NOTHING),
    TO_FIND,
)
MONEY_OF_ALL = (Column("kind_words", _("Kind")), *AMOUNTS, Column("variance_words", _("Variance")))
