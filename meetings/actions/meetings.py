"""Writes of meetings: planned, called by their agenda, opened, closed, cancelled."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import edit_record, refuse_archived
from audit.errors import Refused
from audit.writing import audited
from governance.models import Board
from meetings.actions.gates import put_back, take_off
from meetings.choices import COMING, ItemState, MeetingState, MotionState
from meetings.contributed import MOVED, tell_planned
from meetings.models import AgendaItem, ItemDecision, Meeting
from meetings.queries.agendas import items_of
from people.models import Person
from values import clock, words


def plan_meeting(board: Board, *, by: Person, reason: str = "", **fields: Any) -> Meeting:
    """Plan a meeting of a board, and return it. Raises Refused, also for a time that clocks skip or
    show twice."""
    with audited(by=by, reason=reason or _("Meeting planned")):
        meeting = add_meeting(board, **fields)
        tell_planned(board, by=by)
        return meeting


def add_meeting(board: Board, **fields: Any) -> Meeting:
    """Write a planned meeting inside the caller's `audited()`, which tells of it once it has
    written all that it plans."""
    refuse_archived(board)
    return writing.create(Meeting, board=board, reference=writing.next_reference("MTG"), **fields)


def edit_meeting(meeting: Meeting, *, by: Person, reason: str = "", **fields: Any) -> Meeting:
    """Change when and where a meeting is held, and return it as it is now. Raises Refused once it
    has begun."""
    with audited(by=by, reason=reason or _("Meeting edited")):
        current = lock(meeting)
        edited = edit_record(meeting, by=by, **fields)
        has_begun = current.state not in (MeetingState.PLANNED, MeetingState.CALLED)
        if has_begun and edited.version != current.version:
            raise Refused(_("The meeting has begun, or will not be held: its day and place stay."))
        if edited.held_on != current.held_on:
            for tell in MOVED:
                tell(edited, by=by)
            tell_planned(edited.board, by=by)
        return edited


def call_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Publish the agenda of a meeting, and return the meeting: its items get their numbers, which
    they keep from now on. Raises Refused for an agenda without items."""
    with audited(by=by, reason=_("Agenda published")):
        current = lock(meeting)
        _refuse_state(current, MeetingState.PLANNED, _("The agenda has already been published."))
        items = list(items_of(current))
        if not items:
            raise Refused(_("The agenda has no items yet: add one first."))
        for number, item in enumerate(items, start=1):
            writing.change(item, number=number)
        return writing.change(current, state=MeetingState.CALLED, called_at=clock.now())


def open_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Open a meeting, and return it: from now on it can decide. Raises Refused before its agenda is
    published."""
    with audited(by=by, reason=_("Meeting opened")):
        current = lock(meeting)
        if current.state == MeetingState.PLANNED:
            raise Refused(_("Publish the agenda first: a meeting decides only what it lists."))
        _refuse_state(current, MeetingState.CALLED, _("The meeting has already been opened."))
        if current.held_on > clock.today():
            sentence = _("The meeting is on %(day)s: it cannot be opened before that day.")
            raise Refused(sentence % {"day": words.day(current.held_on)})
        return writing.change(current, state=MeetingState.OPEN, opened_at=clock.now())


def close_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Close a meeting, and return it: nothing is decided in it any more. Raises Refused while a
    vote waits for its result."""
    with audited(by=by, reason=_("Meeting closed")):
        current = lock(meeting)
        _refuse_state(current, MeetingState.OPEN, _("The meeting is not in session."))
        waiting = ItemDecision.objects.live().filter(item__meeting=current, state=MotionState.PUT)
        if first := waiting.order_by("id").first():
            sentence = _("“%(title)s” was put to the vote: record what came of it first.")
            raise Refused(sentence % {"title": first.title})
        for item in items_of(current).filter(gates__is_archived=False):
            take_off(item, by=by)
        return writing.change(current, state=MeetingState.CLOSED, closed_at=clock.now())


def cancel_meeting(meeting: Meeting, *, by: Person, why: str) -> Meeting:
    """Cancel a meeting that has not begun, and return it. Raises Refused without a reason."""
    why = why.strip()
    if not why:
        sentence = _("Say why the meeting is cancelled.")
        raise Refused(sentence, {"why": [sentence]})
    with audited(by=by, reason=_("Meeting cancelled: %(why)s") % {"why": why}):
        current = lock(meeting)
        if current.state not in (MeetingState.PLANNED, MeetingState.CALLED):
            raise Refused(_("Only a meeting that has not begun can be cancelled."))
        for item in items_of(current).filter(gates__is_archived=False):
            take_off(item, by=by)
        cancelled = writing.change(current, state=MeetingState.CANCELLED, cancelled_because=why)
        tell_planned(cancelled.board, by=by)
        return cancelled


def hold_after_all(meeting: Meeting, *, by: Person, reason: str = "") -> Meeting:
    """Hold a meeting that was cancelled, and return it: as it was planned or called. A gate review
    that went to another meeting since then is withdrawn from its agenda. Raises Refused once its
    day has passed."""
    with audited(by=by, reason=reason or _("Meeting held after all")):
        current = lock(meeting)
        if current.state != MeetingState.CANCELLED:
            raise Refused(_("The meeting is not cancelled."))
        if current.held_on < clock.today():
            raise Refused(_("The day of the meeting has passed: plan another one."))
        state = MeetingState.CALLED if current.called_at else MeetingState.PLANNED
        held = writing.change(current, state=state, cancelled_because="")
        for item in items_of(held).filter(gates__is_archived=False):
            _put_back_or_withdraw(item, by)
        tell_planned(held.board, by=by)
        return held


def _put_back_or_withdraw(item: AgendaItem, by: Person) -> None:
    if item.state == ItemState.WITHDRAWN:
        return
    try:
        put_back(item, by=by)
    except Refused as refusal:
        writing.change(item, state=ItemState.WITHDRAWN, state_reason=str(refusal))


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it is now, until the end of the change."""
    current: Meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    refuse_archived(current)
    return current


def refuse_ended(meeting: Meeting) -> None:
    """Raise Refused for a meeting whose agenda no longer changes."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("The meeting is cancelled."))
    if meeting.state not in COMING:
        raise Refused(_("The meeting is closed: its agenda stays as it was."))


def lock_item(item: AgendaItem) -> AgendaItem:
    """An item as it is now, with its meeting locked."""
    meeting = lock(item.meeting)
    current: AgendaItem = AgendaItem.objects.get(pk=item.pk)
    refuse_archived(current)
    current.meeting = meeting
    return current


def _refuse_state(meeting: Meeting, expected: str, sentence: str) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("The meeting is cancelled."))
    if meeting.state != expected:
        raise Refused(sentence)
