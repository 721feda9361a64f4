"""The vice chair in place of the chair; a meeting that is cancelled, and held after all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from audit.actions import edit_record
from audit.errors import Refused
from governance.actions.gates import vet_gate
from governance.models import Board, GateReview
from meetings.actions.agendas import consent_to_item, draft_agenda, set_item_state
from meetings.actions.attendance import record_attendance
from meetings.actions.meetings import (
    call_meeting,
    cancel_meeting,
    close_meeting,
    hold_after_all,
    open_meeting,
)
from meetings.actions.minutes import confirm_minutes
from meetings.models import AgendaItem, Meeting
from people import policy
from people.choices import Act, Role
from people.models import Appointment, Person
from tests import factories
from tests.factories import gates, meetings
from tests.sending import press
from values import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def vice(board: Board) -> Person:
    return factories.holder(Role.VICE_CHAIR, board.scope, "Vera Holt", is_voting=True, position=5)


def in_session(meeting: Meeting) -> Meeting:
    meetings.item(meeting)
    call_meeting(meeting, by=factories.officer())
    return open_meeting(meeting, by=factories.officer())


def the_chair(meeting: Meeting, presence: str) -> None:
    seat = Appointment.objects.get(scope=meeting.board.scope, role=Role.CHAIR)
    record_attendance(meeting, by=factories.officer(), seats={seat.pk: {"presence": presence}})


def test_the_vice_chair_confirms_minutes_where_the_chair_does_not_come(
    planned: Meeting, vice: Person, chair: Person
) -> None:
    close_meeting(in_session(planned), by=factories.officer())
    later = in_session(meetings.meeting(planned.board, starts="17:00", ends="18:00"))
    assert policy.can(vice, Act.CONFIRM_MINUTES, planned)
    sentence = (
        "The chair does this. The vice chair stands in once the attendance says that the chair "
        "does not come."
    )
    for presence in ("", "present"):
        if presence:
            the_chair(later, presence)
        with pytest.raises(Refused) as refusal:
            confirm_minutes(planned, by=vice)
        assert str(refusal.value) == sentence
    the_chair(later, "apologies")
    assert confirm_minutes(planned, by=vice).confirmed_by == vice


def test_the_vice_chair_agrees_to_a_late_item_where_nobody_holds_the_seat_of_the_chair(
    planned: Meeting, vice: Person, chair: Person
) -> None:
    meetings.item(planned)
    call_meeting(planned, by=factories.officer())
    late = meetings.item(planned, "Fire", late_reason="It burnt.", urgency_reason="No roof.")
    with pytest.raises(Refused, match="The chair does this"):
        consent_to_item(late, by=vice)
    seat = Appointment.objects.get(person=chair)
    edit_record(seat, by=factories.officer(), ends_on=date(2012, 7, 3))
    assert consent_to_item(late, by=vice).consented_by == vice


@pytest.mark.one_engine
def test_a_meeting_is_cancelled_with_a_reason_and_held_after_all_until_its_day(
    planned: Meeting,
) -> None:
    client, page = Client(), f"/meetings/{planned.reference}/"
    client.force_login(factories.account(factories.officer()))
    unsaid = press(client, f"{page}cancel/", {"why": " "}).content.decode()
    assert "Say why the meeting is cancelled." in unsaid
    press(client, f"{page}cancel/", {"why": "Snow"})
    shown = client.get(page).content.decode()
    assert "Snow" in shown
    assert f"{page}hold/" in shown
    press(client, f"{page}hold/", {"reason": "It thawed"})
    planned.refresh_from_db()
    assert (planned.state, planned.cancelled_because) == ("planned", "")
    cancel_meeting(planned, by=factories.officer(), why="Snow again")
    with clock.stopped_at(datetime(2012, 7, 4, 9, tzinfo=UTC) + timedelta(days=1)):
        assert f"{page}hold/" not in client.get(page).content.decode()
        with pytest.raises(Refused, match="The day of the meeting has passed"):
            hold_after_all(planned, by=factories.officer())


def test_a_gate_review_comes_back_with_its_item_unless_it_went_to_another_meeting(
    planned: Meeting,
) -> None:
    by = factories.officer()
    vet_gate(gates.gate_review(board=planned.board), by=factories.person("Vera Nash"))
    (item,) = draft_agenda(planned, by=by)
    call_meeting(planned, by=by)
    state = lambda: GateReview.objects.get().state  # noqa: E731  read anew each time
    set_item_state(item, by=by, state="withdrawn", why="Not ready")
    assert state() == "vetted"
    set_item_state(item, by=by, state="listed")
    assert state() == "tabled"
    cancel_meeting(planned, by=by, why="Snow")
    assert (state(), hold_after_all(planned, by=by).state) == ("vetted", "called")
    assert state() == "tabled"
    cancel_meeting(planned, by=by, why="Snow again")
    other = meetings.meeting(planned.board, starts="17:00", ends="18:00")
    draft_agenda(other, by=by)
    hold_after_all(planned, by=by)
    kept = AgendaItem.objects.get(pk=item.pk)
    assert (kept.state, kept.state_reason) == (
        "withdrawn",
        "The gate review of this item waits no more: it went to another meeting.",
    )


@pytest.mark.one_engine
def test_editing_and_cancelling_are_offered_until_the_meeting_begins(planned: Meeting) -> None:
    client, page = Client(), f"/meetings/{planned.reference}/"
    client.force_login(factories.account(factories.officer()))
    offered = lambda: [  # noqa: E731  asked anew each time
        f"{page}{way}/" in client.get(page).content.decode() for way in ("edit", "cancel")
    ]
    assert offered() == [True, True]
    meetings.item(planned)
    meetings.opened(planned)
    assert offered() == [False, False]
