"""What the lists of boards show of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from records.columns import Column, Kind

BOARD = Column("title", _("Board"), page=("governance:board_detail", "reference"), filters=True)
KIND = Column("kind_words", _("Kind"))
REPORTS_TO = Column("parent_title", _("Reports to"), missing=_("No other board"))
CHAIR = Column("chairs", _("Chair"), sorts=False, missing=_("Nobody yet"))
SEATS = Column("seat_count", _("Seats"), Kind.NUMBER, sorts=False)

BOARDS = (
    BOARD,
    Column("reference", _("Reference"), only_exported=True),
    KIND,
    Column("directs", _("Directs"), sorts=False, missing=_("Nothing")),
    REPORTS_TO,
    CHAIR,
    SEATS,
)
BOARDS_OF_PROGRAMME = (BOARD, KIND, REPORTS_TO, CHAIR, SEATS)
