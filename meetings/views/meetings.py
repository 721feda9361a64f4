"""A meeting's own page: when and where it is, its agenda, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from audit.queries.moments import as_recorded
from meetings.actions import agendas, meetings
from meetings.choices import COMING, HELD, MeetingState, MotionState
from meetings.columns import MEETING_TONES
from meetings.contributed import offered_to, papers_of
from meetings.forms.meetings import CancelForm
from meetings.models import ItemDecision, Meeting
from meetings.pages.meetings import MeetingPages
from meetings.queries.agendas import ItemRow, agenda, when_words
from meetings.queries.gates import waiting_for
from meetings.queries.meetings import find_meeting, meeting_after, meeting_before
from meetings.queries.outcomes import actions_of, decisions_of, open_actions
from meetings.queries.sitting import Sitting, sitting
from meetings.queries.then import agenda_then, attendance_then
from people import events, policy
from people.choices import Act
from people.models import Person
from records.forms import ReasonForm
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.panels import panels_of
from records.views.acting import ActOn
from values import clock

NOW = AskedMoment(None)
BEFORE = (MeetingState.PLANNED, MeetingState.CALLED)


@takes(*ASKED)
def meeting_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A meeting for its readers: everybody sees what is on the agenda, and of what is closed to
    them that it is there. Of a past day, what was recorded of it by then."""
    person, asked = request.user.person, moment_asked(request)
    meeting = find_meeting(person, reference)
    if asked.value is not None:
        return _meeting_then(request, meeting, asked, asked.value)
    may_plan = policy.can(person, Act.PLAN_MEETINGS, meeting)
    rows = agenda(meeting, person)
    note_readings(rows)
    sits = sitting(meeting)
    context = {
        "meeting": meeting,
        "when_and_where": _when_and_where(meeting),
        "state": meeting.get_state_display(),
        "tone": MEETING_TONES[MeetingState(meeting.state)],
        "items": with_outcomes(meeting, rows, sits, person),
        "sits": sits,
        "is_before": meeting.state in BEFORE,
        "is_coming": meeting.state in COMING,
        "may_hold": may_plan
        and meeting.state == MeetingState.CANCELLED
        and meeting.held_on >= clock.today(),
        "is_minuted": meeting.state in (MeetingState.OPEN, *HELD),
        "may_export": policy.can(person, Act.EXPORT, meeting),
        "my_vote": _vote_of(person, sits, rows),
        "may_plan": may_plan,
        "may_interest": policy.can(person, Act.DECLARE_INTEREST, meeting),
        "may_restrict": policy.can(person, Act.RESTRICT, meeting),
        "may_confirm": policy.can(person, Act.CONFIRM_MINUTES, meeting),
        "offered": offered_to(meeting, person) if may_plan and meeting.state in COMING else [],
        "gates": waiting_for(meeting).visible_to(person)
        if may_plan and meeting.state in COMING
        else [],
        "open_actions": open_actions(meeting.board, person),
        "before": meeting_before(meeting),
        "after": meeting_after(meeting),
        "panels": panels_of(meeting, person, NOW),
        "breadcrumbs": MeetingPages().crumbs(meeting)[:-1],
        **asked.context(),
    }
    return render(request, "meetings/meeting_detail.html", context)


def _meeting_then(
    request: SignedInRequest, meeting: Meeting, asked: AskedMoment, moment: datetime
) -> HttpResponse:
    row = as_recorded(meeting, moment)
    context = {
        "meeting": meeting,
        "row": row,
        "when_and_where": _when_and_where(row),
        "state": MeetingState(row.state).label,
        "tone": MEETING_TONES[MeetingState(row.state)],
        "items": agenda_then(meeting, request.user.person, moment),
        "came": attendance_then(meeting, moment),
        "breadcrumbs": MeetingPages().crumbs(meeting)[:-1],
        **asked.context(),
    }
    return render(request, "meetings/meeting_then.html", context)


def _when_and_where(meeting: Meeting) -> str:
    return ", ".join([when_words(meeting), *filter(None, [meeting.place])])


def note_readings(rows: list[ItemRow]) -> None:
    """Reading what is restricted is recorded."""
    for row in rows:
        if row.is_open:
            events.note_reading(row.item)


def with_outcomes(
    meeting: Meeting, rows: list[ItemRow], sits: Sitting, person: Person
) -> list[dict[str, Any]]:
    """The items with what was decided in them, and the actions taken away from them, where they are
    open to their reader. Four queries."""
    decided = decisions_of(meeting)
    actions = actions_of(row.id for row in rows if row.is_open)
    papers = papers_of([row.id for row in rows if row.is_open], person)
    return [
        {
            "row": row,
            "papers": papers.get(row.id, []),
            "interests": [one for one in sits.interests if one.item_id == row.id],
            "decisions": decided[row.id] if row.is_open else [],
            "actions": actions[row.id],
        }
        for row in rows
    ]


def _vote_of(person: Person, sits: Sitting, rows: list[ItemRow]) -> ItemDecision | None:
    """What was put to the vote by name, and waits for the vote of a person's own seat."""
    meeting = sits.meeting
    if meeting.state != MeetingState.OPEN or not policy.can(person, Act.DECIDE, meeting):
        return None
    mine = [s.seat.id for s in sits.sitters if s.person_id == person.pk]
    items = {row.id: row.item for row in rows if row.is_open}
    put = ItemDecision.objects.live().filter(item__in=items, state=MotionState.PUT, is_by_name=True)
    for motion in put.exclude(votes__seat__in=mine).order_by("id"):
        sitter = sits.seat_of(person, items[motion.item_id])
        if sitter is not None and not sits.why_not_vote(sitter.seat.id, items[motion.item_id]):
            return motion
    return None


MOVES = {
    "draft": (agendas.draft_agenda, lambda: _("The agenda has been drafted.")),
    "call": (meetings.call_meeting, lambda: _("The agenda is published.")),
    "open": (meetings.open_meeting, lambda: _("The meeting is in session.")),
    "close": (meetings.close_meeting, lambda: _("The meeting is closed. Its minutes are drafted.")),
}


@verb
def move(request: SignedInRequest, reference: str) -> HttpResponse:
    """Draft or publish the agenda of a meeting, open the meeting, or close it."""
    meeting = find_to_plan(request.user.person, reference)
    act, said = MOVES.get(request.POST.get("to", ""), (None, None))
    try:
        if act is None or said is None:
            raise Refused(_("Press one of the buttons of the page."))
        act(meeting, by=request.user.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said())
    is_run = request.POST.get("to") in ("open", "close")
    page = "meetings:meeting_run" if is_run else "meetings:meeting_detail"
    return redirect(page, meeting.reference)


class CancelMeeting(ActOn):
    """Why a meeting is not held after all."""

    pages = MeetingPages()
    record: Meeting
    form_class = CancelForm
    heading = label = gettext_lazy("Cancel the meeting")
    done = gettext_lazy("The meeting is cancelled.")

    def already(self, request: SignedInRequest) -> str:
        is_done = self.record.state == MeetingState.CANCELLED
        return _("The meeting is cancelled already.") if is_done else ""

    def text(self, person: Person) -> str:
        return _("You can take this back until the day of the meeting.")

    def act(self, by: Person, **typed: Any) -> Meeting:
        return meetings.cancel_meeting(self.record, by=by, **typed)


class HoldAfterAll(ActOn):
    """A meeting that was cancelled is held after all."""

    pages = MeetingPages()
    record: Meeting
    form_class = ReasonForm
    heading = label = gettext_lazy("Hold the meeting after all")
    done = gettext_lazy("The meeting is held after all.")

    def already(self, request: SignedInRequest) -> str:
        is_done = self.record.state != MeetingState.CANCELLED
        return _("The meeting is not cancelled.") if is_done else ""

    def act(self, by: Person, **typed: Any) -> Meeting:
        return meetings.hold_after_all(self.record, by=by, **typed)


def find_to_plan(person: Person, reference: str) -> Meeting:
    """A meeting, for those who plan it. Raises NotFound, PermissionDenied."""
    meeting = find_meeting(person, reference)
    if not policy.can(person, Act.PLAN_MEETINGS, meeting):
        raise PermissionDenied
    return meeting


def run_url(meeting: Meeting, place: int | str = "") -> str:
    """The page on which a meeting is run, at an item."""
    url = reverse("meetings:meeting_run", args=[meeting.reference])
    return f"{url}?item={place}" if place else url
