"""What the lists of meetings show of each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from meetings.choices import MeetingState
from records.columns import Column, Kind

MEETING_TONES = {
    MeetingState.PLANNED: "blue",
    MeetingState.CALLED: "turquoise",
    MeetingState.OPEN: "green",
    MeetingState.CLOSED: "grey",
    MeetingState.CONFIRMED: "grey",
    MeetingState.CANCELLED: "red",
}


def _times(row: Any) -> str:
    return f"{row['starts']:%H:%M}–{row['ends']:%H:%M}"


MEETING = Column(
    "title", gettext_lazy("Meeting"), page=("meetings:meeting_detail", "reference"), filters=True
)
_REST = (
    Column("reference", gettext_lazy("Reference"), only_exported=True),
    Column("held_on", gettext_lazy("Date"), Kind.DAY),
    Column("starts", gettext_lazy("Time"), says=_times, sorts=False),
    Column("place", gettext_lazy("Place"), missing=gettext_lazy("Not said")),
    Column(
        "state",
        gettext_lazy("State"),
        Kind.STATE,
        choices=MeetingState,
        tones=MEETING_TONES,
        filters=True,
    ),
)
MEETINGS = (
    MEETING,
    Column(
        "board_title",
        gettext_lazy("Board"),
        page=("governance:board_detail", "board_reference"),
        filters=True,
    ),
    *_REST,
)
MEETINGS_OF_BOARD = (MEETING, *_REST)
