"""Fields of meetings, packs and registers that no record's form has, pages that these records do
not have, and why: most are written by what is done with them."""

from __future__ import annotations

from audit.models import TrackedModel
from meetings.models import (
    Attendance,
    Closure,
    DeadlineRule,
    ItemDecision,
    ItemGate,
    Meeting,
    Minutes,
    Vote,
)
from packs.models import Pack, PackItem, PackPublication, PackVersion, PublicBoard
from registers.models import ActionFile, ActionNote, Comment, JudgementScale, Link, ReviewFile
from reporting.models import (
    ComputedRating,
    ConfidenceScale,
    RatingOverride,
    RatingRule,
    RollUpRule,
)
from reports.models import ItemPaper

BY_ACTS: dict[type[TrackedModel], str] = {
    ComputedRating: "worked out when a report is submitted",
    RatingOverride: "made on the page of the rating that it takes the place of",
    Attendance: "marked on the page where the meeting is run",
    ItemDecision: "recorded on the page where the meeting is run",
    Vote: "recorded on the page where the meeting is run",
    ItemGate: "put on the agenda with the review of its gate",
    Minutes: "written by confirming them",
    ItemPaper: "put on the agenda from the page of its paper",
    Pack: "made with its first version",
    PackVersion: "written by making a pack",
    PackItem: "written by making a pack",
    PackPublication: "written by publishing a pack",
    PublicBoard: "switched on the page of its board",
    Comment: "written beside what it is about",
    Link: "chosen on the page of one of its ends",
}
"""Kinds that have no form of a record: nothing of them is entered but by an act."""

FILE = "what the file is; another file is another record"
RESTRICTED = "set and lifted with what it belongs to"
FIELDS = {
    "governance.BodyKind.key": "made from the first title; boards use it, so it stays",
    "governance.Decision.restriction": RESTRICTED,
    "governance.Sponsorship.board": "the board on whose page it is added",
    "governance.TermsOfReference.board": "the board on whose page it is added",
    "meetings.AgendaItem.carried_from": "written by carrying it over",
    "meetings.AgendaItem.consented_at": "written when the chair agrees",
    "meetings.AgendaItem.consented_by": "written when the chair agrees",
    "meetings.AgendaItem.is_late": "follows from when it is added",
    "meetings.AgendaItem.late_reason": "asked for once the agenda is published",
    "meetings.AgendaItem.urgency_reason": "asked for once the agenda is published",
    "meetings.AgendaItem.meeting": "the meeting on whose page it is added",
    "meetings.AgendaItem.minuted": "written on the page where the meeting is run",
    "meetings.AgendaItem.number": "given when the agenda is published",
    "meetings.AgendaItem.outcome": "recorded on the page where the meeting is run",
    "meetings.AgendaItem.position": "changed by moving it",
    "meetings.AgendaItem.restriction": RESTRICTED,
    "meetings.AgendaItem.standing": "written when a standing item is put on the agenda",
    "meetings.AgendaItem.state": "changed by its acts",
    "meetings.AgendaItem.state_reason": "asked for by its acts",
    "meetings.ForwardPlanItem.agenda_item": "written by putting it on an agenda",
    "meetings.Interest.item": "the item at which it is declared",
    "meetings.Interest.name": "kept from the seat or the person",
    "meetings.Interest.person": "chosen where it is declared, once",
    "meetings.Interest.restriction": RESTRICTED,
    "meetings.Interest.seat": "chosen where it is declared, once",
    "meetings.Meeting.board": "the board on whose page it is added",
    "meetings.Meeting.called_at": "written by publishing the agenda",
    "meetings.Meeting.cancelled_because": "asked for on the page where it is cancelled",
    "meetings.Meeting.closed_at": "written by closing the meeting",
    "meetings.Meeting.opened_at": "written by opening the meeting",
    "meetings.Meeting.starts_at": "follows from the day and the time",
    "meetings.Meeting.ends_at": "follows from the day and the time",
    "meetings.Meeting.series": "the series that it was made from",
    "meetings.Meeting.series_day": "the day of the series that it was made for",
    "meetings.Meeting.state": "changed by its acts",
    "meetings.MeetingSeries.board": "the board on whose page it is added",
    "meetings.StandingItem.board": "the board on whose page it is added",
    "money.BudgetLine.reference": "given out by the system, once",
    "money.BudgetLine.scope": "the scope on whose page it is added",
    "money.BudgetAmount.line": "the budget line on whose page it is added",
    "money.VarianceReason.line": "the budget line on whose page it is added",
    "money.VarianceRule.reference": "given out by the system, once",
    "money.FundingYear.source": "the funding source on whose page it is added",
    "money.Post.reference": "given out by the system, once",
    "money.Post.scope": "the scope on whose page it is added",
    "reporting.IndependentRating.project": "the project on whose page it is added",
    "reporting.ProgrammeReport.programme": "the programme on whose page it is added",
    "reporting.ProgrammeReport.return_reason": "asked for on the report's page",
    "reporting.ReportingCalendar.programme": "the programme on whose page it is added",
    "reporting.ReportingPeriod.programme": "the programme on whose page it is added",
    "reporting.ReportingPeriod.calendar": "the calendar that it was made from",
    "reporting.ReportingPeriod.rule_day": "the day of the calendar that it was made for",
    "reporting.ReportingPeriod.meeting": "the meeting that it was made for",
    "reporting.ReportingPeriod.is_moved": "written by moving it by hand",
    "registers.Action.state": "changed by its acts",
    "registers.Action.evidence": "asked for where it is closed",
    "registers.Action.closed_by": "written by closing",
    "registers.Action.closed_on": "written by closing",
    "registers.Action.verified_by": "written by verifying",
    "registers.Action.verified_on": "written by verifying",
    "registers.ActionFile.action": "the action on whose page it is added",
    "registers.ActionNote.action": "the action on whose page it is added",
    "registers.ActionNote.written_at": "written by adding it",
    "registers.ActionNote.written_by": "written by adding it",
    "registers.Judgement.review": "the review on whose page it is added",
    "registers.ReviewFile.review": "the review on whose page it is added",
}
for act in ("submitted", "accepted", "returned", "corrected"):
    for detail in ("at", "by"):
        FIELDS[f"reporting.ProgrammeReport.{act}_{detail}"] = "written by its acts"
for worked_out in ("state", "correction", "rolled_up_rag", "rolled_up_because"):
    FIELDS[f"reporting.ProgrammeReport.{worked_out}"] = "changed by its acts"
rules = (RatingRule, RollUpRule, ConfidenceScale)
for numbered in (Meeting, Closure, DeadlineRule, JudgementScale, *rules):
    FIELDS[f"{numbered._meta.label}.reference"] = "given out by the system, once"
for attached in (ActionFile, ReviewFile):
    for part in ("content_type", "file_name", "sha256", "size", "stored_as"):
        FIELDS[f"{attached._meta.label}.{part}"] = FILE
for kind, reason in BY_ACTS.items():
    for column in kind._meta.concrete_fields:
        if column.name not in ("id", "version", "is_archived"):
            FIELDS[f"{kind._meta.label}.{column.name}"] = reason

PAGES: dict[tuple[type[TrackedModel], str], str] = {
    (model, page): reason for model, reason in BY_ACTS.items() for page in ("add", "edit")
}
PAGES |= {
    (ActionNote, "edit"): "never changes; another is added",
    **{
        (model, "archive"): "stays, or is taken back by what is done with it"
        for model in (*BY_ACTS, ActionNote)
        if model is not Link
    },
    **{
        (model, "history"): "the history of what it belongs to tells of it"
        for model in BY_ACTS
        if model not in (Comment, Link, Pack)
    },
}
