"""What the lists of meetings, their plans and their rules show of each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meetings.choices import ExpectedRestriction, MeetingState, NoticeException, PlanState
from records.columns import Column, Kind
from values.working_days import Nation

RULES = (
    Column("title", gettext_lazy("Rule"), page=("meetings:deadline_rule_detail", "reference")),
    Column("reference", gettext_lazy("Reference"), only_exported=True),
    Column("nation", gettext_lazy("Nation"), choices=Nation, filters=True),
    Column("kind_name", gettext_lazy("Only for"), missing=gettext_lazy("All kinds of body")),
    Column("valid_from", gettext_lazy("Valid from"), Kind.DAY),
    Column("agenda_days", gettext_lazy("Agenda: clear working days"), Kind.NUMBER),
    Column("key_days", gettext_lazy("Key decision: days’ notice"), Kind.NUMBER, missing="–"),
    Column("call_in_days", gettext_lazy("Call-in: working days"), Kind.NUMBER, missing="–"),
)

CLOSURES = (
    Column("on", gettext_lazy("Day"), Kind.DAY, page=("meetings:closure_detail", "reference")),
    Column("title", gettext_lazy("What for"), filters=True),
    Column(
        "nation",
        gettext_lazy("Nation"),
        choices=Nation,
        filters=True,
        missing=gettext_lazy("All of them"),
    ),
    Column(
        "is_working",
        gettext_lazy("Working day"),
        says=lambda row: _("yes") if row["is_working"] else _("no"),
    ),
)

PLAN_TONES = {
    PlanState.EXPECTED: "blue",
    PlanState.ON_AGENDA: "green",
    PlanState.DECIDED: "grey",
    PlanState.WITHDRAWN: "grey",
}


def _key_words(row: Any) -> str:
    return _("Key") if row["is_key"] else ""


FORWARD_PLAN = (
    Column(
        "title",
        gettext_lazy("Matter"),
        page=("meetings:forward_plan_item_detail", "reference"),
        filters=True,
    ),
    Column("reference", gettext_lazy("Reference"), only_exported=True),
    Column("scope_title", gettext_lazy("Decided by"), filters=True),
    Column("decided_on", gettext_lazy("When"), Kind.DAY, missing=gettext_lazy("Not set")),
    Column("is_key", pgettext_lazy("decision", "Key"), says=_key_words, missing="–"),
    Column("key_because", gettext_lazy("Why it is key"), only_exported=True),
    Column(
        "restriction_expected",
        gettext_lazy("Public"),
        choices=ExpectedRestriction,
        filters=True,
    ),
    Column("paragraph", gettext_lazy("Reason in law"), only_exported=True),
    Column("restricted_because", gettext_lazy("Why it is exempt"), only_exported=True),
    Column("owner_name", gettext_lazy("Lead"), filters=True, missing=gettext_lazy("Nobody yet")),
    Column(
        "first_published_on", gettext_lazy("Notice first published"), Kind.DAY,
        missing=gettext_lazy("Not yet"),
    ),
    Column("exception", gettext_lazy("Exception"), choices=NoticeException, only_exported=True),
    Column("exception_because", gettext_lazy("Why it could not wait"), only_exported=True),
    Column("about", gettext_lazy("What is to be decided"), only_exported=True),
    Column("documents", gettext_lazy("Documents"), only_exported=True),
    Column(
        "state", gettext_lazy("State"), Kind.STATE, choices=PlanState, tones=PLAN_TONES,
        filters=True, totals=True,
    ),
)  # fmt: skip

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
