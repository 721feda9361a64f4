"""What the lists of boards and decisions show of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from governance.choices import (
    DecisionState,
    DecisionWay,
    ExceptionState,
    GateOutcome,
    GateState,
    ToleranceKind,
)
from governance.queries.terms import quorum_words
from records.columns import Column, Kind
from values import words
from values.words import yes_or_no
from values.working_days import Nation

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

DECISION_TONES = {DecisionState.STANDS: "green", DecisionState.RECONSIDERED: "grey"}
DECISIONS = (
    Column("title", _("Decision"), page=("governance:decision_detail", "reference"), filters=True),
    Column("reference", _("Reference")),
    Column("made_on", _("Date of decision"), Kind.DAY),
    Column("maker_title", _("Decision maker"), filters=True),
    Column("scope_title", _("Of"), filters=True),
    Column("made_by_way", _("How it was taken"), choices=DecisionWay, only_exported=True),
    Column("is_key", _("Is key decision?"), says=lambda row: yes_or_no(row["is_key"])),
    Column(
        "call_in", _("Subject to call-in?"), says=lambda row: yes_or_no(row["call_in"]),
        only_exported=True,
    ),
    Column("text", _("Decision in full"), only_exported=True),
    Column("reasons", _("Reasons"), only_exported=True),
    Column("options_rejected", _("Alternative options considered"), only_exported=True),
    Column("interests", _("Interests declared"), only_exported=True),
    Column("dispensations", _("Dispensations"), only_exported=True),
    Column("report_author", _("Report author"), only_exported=True),
    Column("published_on", _("Publication date"), Kind.DAY, only_exported=True),
    Column("documents", _("Accompanying documents"), only_exported=True),
    Column("delegation", _("Source of the delegation"), only_exported=True),
    Column("effective_on", _("Effective from"), Kind.DAY, only_exported=True),
    Column("owner_name", _("Who sees to it"), only_exported=True),
    Column("due_on", _("To be done by"), Kind.DAY, only_exported=True),
    Column(
        "state", _("Decision status"), Kind.STATE, choices=DecisionState, tones=DECISION_TONES,
        filters=True, totals=True,
    ),
)  # fmt: skip

GATE_TONES = {
    GateState.DRAFT: "grey",
    GateState.SUBMITTED: "blue",
    GateState.VETTED: "yellow",
    GateState.TABLED: "yellow",
    GateState.DECIDED: "green",
}
GATES = (
    Column("title", _("Gate"), page=("governance:gate_detail", "reference"), filters=True),
    Column("reference", _("Reference"), only_exported=True),
    Column(
        "project_title", _("Project"), page=("projects:project_detail", "project_reference"),
        note=lambda row: row["programme_title"], filters=True,
    ),
    Column("round", _("Round"), Kind.NUMBER),
    Column("board_title", _("Board"), filters=True),
    Column("submitted_name", _("Submitted by"), missing=_("Not yet"), only_exported=True),
    Column("outcome", _("Outcome"), choices=GateOutcome, filters=True, missing=_("Not yet")),
    Column(
        "decision_reference", _("Decision"), missing=_("Not yet"),
        page=("governance:decision_detail", "decision_reference"),
    ),
    Column("decided_on", _("Decided on"), Kind.DAY, missing=_("Not yet")),
    Column(
        "state", _("State"), Kind.STATE, choices=GateState, tones=GATE_TONES, filters=True,
        totals=True,
    ),
)  # fmt: skip

EXCEPTION_TONES = {
    ExceptionState.OPEN: "red",
    ExceptionState.DECIDED: "green",
    ExceptionState.ENDED: "grey",
}
EXCEPTIONS = (
    Column("reference", _("Exception"), page=("governance:exception_detail", "reference")),
    Column("scope_title", _("Of"), filters=True),
    Column("kind", _("Tolerance"), choices=ToleranceKind, filters=True),
    Column("limit", _("Limit"), Kind.NUMBER),
    Column("forecast", _("Forecast"), Kind.NUMBER),
    Column("cause", _("Because of"), filters=True),
    Column("options", _("Options"), only_exported=True),
    Column("recommendation", _("Recommended"), only_exported=True),
    Column(
        "decision_reference", _("Decision"), missing=_("Not yet"),
        page=("governance:decision_detail", "decision_reference"),
    ),
    Column(
        "state", _("State"), Kind.STATE, choices=ExceptionState, tones=EXCEPTION_TONES,
        filters=True, totals=True,
    ),
)  # fmt: skip

BODY_KINDS = (
    Column("name", _("Name"), page=("governance:body_kind_detail", "key"), filters=True),
    Column("nation", _("Nation"), choices=Nation, missing=words.NOTHING),
    Column("is_committee", _("Receives papers"), says=lambda row: yes_or_no(row["is_committee"])),
    Column(
        "is_executive",
        _("Executive decisions"),
        says=lambda row: yes_or_no(row["is_executive"]),
    ),
    Column("quorum", _("Quorum"), value=quorum_words, sorts=False, missing=words.NOTHING),
)
