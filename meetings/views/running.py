"""The one page on which a meeting is run: who came, each item with its interests, decisions, votes
and actions, and what is next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from accounts.views.refused import add_refusal
from audit.errors import Refused
from meetings.actions import agendas, attendance, outcomes
from meetings.actions.gates import review_of
from meetings.actions.taken_away import take_away
from meetings.choices import COMING, SITTING, ItemKind, ItemState, MeetingState, MotionState
from meetings.columns import MEETING_TONES
from meetings.contributed import papers_of, proposed_in
from meetings.forms import running
from meetings.models import ItemDecision, Meeting
from meetings.pages.meetings import MeetingPages
from meetings.queries.agendas import ItemRow, agenda, when_words
from meetings.queries.documents import votes_words
from meetings.queries.meetings import meeting_after, meeting_before
from meetings.queries.outcomes import actions_of, decisions_of, open_actions
from meetings.queries.sitting import Sitting, sitting
from meetings.views.meetings import find_to_plan, note_readings, run_url
from people.actions import send_once
from people.models import Appointment, Person
from records.views.records import sent_key
from values import words

ATTENDANCE = "attendance"


@dataclass
class Running:
    """A meeting as it is run, at one of its items or at its attendance."""

    meeting: Meeting
    person: Person
    rows: list[ItemRow]
    sits: Sitting
    row: ItemRow | None
    forms: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return str(self.row.id) if self.row else ATTENDANCE


@takes("item")
class RunMeeting(View):
    """For those who plan the meeting. What is sent acts once, and comes back to the same item; what
    is refused is shown again as it was typed, with the reason."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        person = request.user.person
        meeting = find_to_plan(person, reference)
        asked = request.POST.get("item") or request.GET.get("item", "")
        rows = agenda(meeting, person)
        note_readings(rows)
        row = next((row for row in rows if str(row.id) == asked and row.is_open), None)
        self.run = Running(meeting, person, rows, sitting(meeting), row)
        return super().dispatch(request, reference)

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        return self.page(request)

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        act = request.POST.get("act", "")
        done = ACTS.get(act)
        if done is None or (self.run.row is None and act in OF_ITEMS):
            return self.page(request, nothing_chosen(request))
        form = form_of(act, self.run, request)
        self.run.forms[act] = form
        if form.is_valid():
            try:
                said = self.act_once(request, form, done)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, said)
                return redirect(run_url(self.run.meeting, self.run.place))
        return self.page(request, form)

    def act_once(self, request: SignedInRequest, form: Any, done: Done) -> str:
        return send_once(
            account=request.user,
            key=sent_key(form.cleaned_data.get("form_key"), request.POST),
            reason=reason_of(self.run),
            act=lambda: str(done(self.run, form, request.POST)),
        )

    def page(self, request: SignedInRequest, form: Any = None) -> HttpResponse:
        run = self.run
        context = {
            "run": run,
            "meeting": run.meeting,
            "when": when_words(run.meeting),
            "state": run.meeting.get_state_display(),
            "tone": MEETING_TONES[MeetingState(run.meeting.state)],
            "is_open": run.meeting.state == MeetingState.OPEN,
            "is_changing": run.meeting.state in COMING,
            "may_open": run.meeting.state == MeetingState.CALLED,
            "next": meeting_after(run.meeting),
            "form": form,
            "breadcrumbs": MeetingPages().crumbs(run.meeting),
            **(self.item_context(run.row) if run.row else self.attendance_context()),
        }
        return render(request, "meetings/meeting_run.html", context)

    def attendance_context(self) -> dict[str, Any]:
        return {name: form_of(name, self.run) for name in ("attendance", "guest")}

    def item_context(self, row: ItemRow) -> dict[str, Any]:
        run, item = self.run, row.item
        motions = decisions_of(run.meeting)[row.id]
        put = next((motion for motion in motions if motion.state == MotionState.PUT), None)
        names = ["interest", "decide", "minute", "action", "state"]
        forms = {f"{name}_form": form_of(name, run) for name in names}
        if put is not None:
            forms["votes_form"] = form_of("votes", run, motion=put)
            forms["settle_form"] = form_of("settle", run, motion=put)
        return {
            "row": row,
            "quorum": run.sits.quorum_at(item),
            "counted_once": run.sits.counted_once_at(item),
            "interests": [
                (run.sits.interest_words(one), one)
                for one in run.sits.interests
                if one.item_id == row.id
            ],
            "motions": [
                (motion, votes_words(motion) if motion.votes_for is not None else "")
                for motion in motions
            ],
            "put": put,
            "actions": actions_of([row.id])[row.id],
            "may_decide": run.meeting.state == MeetingState.OPEN
            and item.state != ItemState.WITHDRAWN,
            "order_form": running.Acting(),
            "before": meeting_before(run.meeting) if item.kind == ItemKind.MINUTES else None,
            "open_actions": open_actions(run.meeting.board, run.person)
            if item.kind == ItemKind.ACTIONS
            else [],
            "papers": papers_of([row.id], run.person).get(row.id, []),
            **forms,
        }


def nothing_chosen(request: SignedInRequest) -> Any:
    """A form that says that what was sent names no act of this page."""
    form = running.Acting(request.POST)
    form.add_error(None, _("Choose an item, and press one of its buttons."))
    return form


def reason_of(run: Running) -> str:
    """What the history says of a change made here. It names no title: an item may be restricted,
    and what it moves is not."""
    facts = {"day": words.day(run.meeting.held_on), "number": run.row.number if run.row else ""}
    if run.row is None:
        return _("Attendance at the meeting of %(day)s") % facts
    return _("At the meeting of %(day)s, item %(number)s") % facts


def form_of(
    act: str, run: Running, request: SignedInRequest | None = None, motion: Any = None
) -> Any:
    """The form of an act: as it was sent, or empty."""
    if request is None and act in run.forms:
        return run.forms[act]
    data = request.POST if request else None
    if act == "attendance":
        return running.AttendanceForm(run.sits, run.rows, data)
    if act == "interest":
        return running.SeatInterestForm(run.sits, data)
    if act in ("minute", "state") and run.row:
        kinds: dict[str, Any] = {"minute": running.MinuteForm, "state": running.ItemStateForm}
        return kinds[act](run.row.item, data)
    if act == "votes" and run.row:
        motion = motion or _put(run)
        return running.ByNameForm(motion, run.sits.voting_at(run.row.item), data)
    if act in ("decide", "settle") and run.row:
        kind = running.DecideForm if act == "decide" else running.VotesForm
        is_gate = review_of(run.row.item) is not None
        initial = _proposed(run) if act == "decide" else {}
        return kind(data, initial=initial, is_gate=is_gate)
    return PLAIN.get(act, running.Acting)(data)


def _proposed(run: Running) -> dict[str, str]:
    """The item's own title, and the words that its papers propose."""
    if run.row is None:
        return {}
    proposal = proposed_in(run.row.item, run.person)
    return {"title": run.row.title, "text": "\n\n".join(proposal)}


PLAIN: dict[str, Any] = {
    "guest": running.GuestForm,
    "action": running.ActionForm,
}


def _put(run: Running) -> ItemDecision:
    """What was put to the vote in the item. Raises Refused when nothing waits for its votes."""
    motions = decisions_of(run.meeting)[run.row.id] if run.row else []
    put = next((motion for motion in motions if motion.state == MotionState.PUT), None)
    if put is None:
        raise Refused(_("What came of this vote is recorded already: nothing is decided twice."))
    return put


# --- the acts -----------------------------------------------------------------------------------
Done = Callable[[Running, Any, Any], str]


def _attendance(run: Running, form: Any, sent: Any) -> str:
    seats = form.seats()
    if not seats:
        raise Refused(_("Nobody is marked present yet: say of at least one seat who came."))
    attendance.record_attendance(run.meeting, by=run.person, seats=seats)
    if any(came["presence"] in SITTING for came in seats.values()):
        return _("Attendance recorded.")
    return _("Attendance recorded. Nobody is marked present yet.")


def _guest(run: Running, form: Any, sent: Any) -> str:
    attendance.record_guest(run.meeting, by=run.person, **form.values())
    return _("Attendance recorded.")


def _interest(run: Running, form: Any, sent: Any) -> str:
    values = form.values()
    seat = Appointment.objects.live().filter(pk=values.pop("seat")).first()
    if seat is None:
        raise Refused(_("Only a seat on this board declares an interest here."))
    attendance.declare_interest(_item(run), by=run.person, seat=seat, **values)
    return _("Interest recorded.")


def _decide(run: Running, form: Any, sent: Any) -> str:
    values = form.values()
    if sent.get("result") == "by_name":
        put = {name: values[name] for name in ("title", "text")}
        outcomes.put_to_vote(_item(run), by=run.person, is_by_name=True, **put)
        return _("Put to the vote by name.")
    is_carried = _is_carried(sent)
    outcomes.decide(_item(run), by=run.person, is_carried=is_carried, **values)
    return _("Decision recorded.") if is_carried else _("Recorded as not agreed.")


def _votes(run: Running, form: Any, sent: Any) -> str:
    motion = _put(run)
    for seat, cast in form.votes().items():
        outcomes.cast_vote(motion, by=run.person, seat_id=seat, cast=cast)
    return _("Votes recorded.")


def _settle(run: Running, form: Any, sent: Any) -> str:
    is_carried = _is_carried(sent)
    outcomes.settle(_put(run), by=run.person, is_carried=is_carried, **form.values())
    return _("Decision recorded.") if is_carried else _("Recorded as not agreed.")


def _is_carried(sent: Any) -> bool:
    result = sent.get("result")
    if result not in ("carried", "lost"):
        raise Refused(_("Press the button that says what came of it."))
    return bool(result == "carried")


def _minute(run: Running, form: Any, sent: Any) -> str:
    outcomes.minute_item(_item(run), by=run.person, **form.values())
    return _("Minutes of the item saved.")


def _action(run: Running, form: Any, sent: Any) -> str:
    take_away(_item(run), by=run.person, **form.values())
    return _("Action added.")


def _state(run: Running, form: Any, sent: Any) -> str:
    agendas.set_item_state(_item(run), by=run.person, **form.values())
    return _("Agenda item saved.")


def _up(run: Running, form: Any, sent: Any) -> str:
    agendas.move_item(_item(run), by=run.person, is_up=True)
    return _("The item comes earlier now. Its number stays.")


def _down(run: Running, form: Any, sent: Any) -> str:
    agendas.move_item(_item(run), by=run.person, is_up=False)
    return _("The item comes later now. Its number stays.")


def _item(run: Running) -> Any:
    if run.row is None:
        raise Refused(_("Choose an item, and press one of its buttons."))
    run.row.item.meeting = run.meeting
    return run.row.item


ACTS: dict[str, Done] = {
    "attendance": _attendance,
    "guest": _guest,
    "interest": _interest,
    "decide": _decide,
    "votes": _votes,
    "settle": _settle,
    "minute": _minute,
    "action": _action,
    "state": _state,
    "up": _up,
    "down": _down,
}
OF_ITEMS = frozenset(ACTS) - {"attendance", "guest"}
