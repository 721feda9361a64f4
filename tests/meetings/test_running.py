"""A meeting in session: who may vote and decide, and when nobody may."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from audit.actions import create_record, edit_record
from audit.errors import Refused
from governance.models import Decision
from meetings.actions.agendas import add_item, consent_to_item, move_item, set_item_state
from meetings.actions.attendance import declare_interest, record_attendance
from meetings.actions.meetings import call_meeting, close_meeting, open_meeting
from meetings.actions.outcomes import cast_vote, decide, minute_item, put_to_vote, settle
from meetings.actions.taken_away import take_away
from meetings.choices import Presence
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.queries.agendas import agenda
from meetings.queries.outcomes import actions_of, open_actions
from meetings.queries.sitting import sitting
from people.models import Appointment, Person
from tests import factories
from tests.factories import meetings

pytestmark = pytest.mark.django_db

WORDS = {"title": "Lend tools", "text": "That every library lends tools."}


def fresh(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__board__scope").get(pk=item.pk)


def seat_of(person: Person) -> Appointment:
    return Appointment.objects.get(person=person)


def refused(act: object, **fields: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(**fields)  # type: ignore[operator]
    return str(refusal.value)


def test_what_is_carried_is_entered_in_the_register_of_decisions(item: AgendaItem) -> None:
    meetings.opened(item.meeting)
    by = factories.officer()
    made = decide(
        fresh(item), by=by, **WORDS, reasons="People asked.", votes_for=3, votes_against=1,
        votes_abstained=0,
    )  # fmt: skip
    decision = Decision.objects.get()
    assert made.decision == decision
    board = item.meeting.board
    said = (decision.scope, decision.board, decision.title, decision.text, decision.reasons)
    assert said == (board.scope, board, "Lend tools", WORDS["text"], "People asked.")
    assert decision.made_on == date(2012, 7, 4)


def test_a_result_that_the_votes_do_not_give_is_refused(item: AgendaItem) -> None:
    meetings.opened(item.meeting)
    by = factories.officer()
    lost = {"votes_for": 1, "votes_against": 3, "votes_abstained": 0}
    tied = {"votes_for": 2, "votes_against": 2, "votes_abstained": 0}
    many = {"votes_for": 4, "votes_against": 0, "votes_abstained": 1}
    half = {"votes_for": 4, "votes_against": None, "votes_abstained": None}
    ways = (lost, tied, many, half)
    assert [refused(decide, item=fresh(item), by=by, **WORDS, **votes) for votes in ways] == [
        "The votes do not carry it: more must be for it than against it.",
        "The votes do not carry it: more must be for it than against it.",
        "5 votes were counted, but only 4 seats may vote on this item.",
        "Count the votes for, against and abstained, or leave all three empty.",
    ]  # fmt: skip
    assert not Decision.objects.exists()
    decide(fresh(item), by=by, **WORDS, **tied, casting_vote="for")
    assert Decision.objects.count() == 1


def test_nothing_is_decided_without_a_quorum_nor_outside_the_meeting(item: AgendaItem) -> None:
    by = factories.officer()
    before = refused(decide, item=fresh(item), by=by, **WORDS)
    meeting = meetings.opened(item.meeting, present=1)
    without = refused(decide, item=fresh(item), by=by, **WORDS)
    close_meeting(meeting, by=by)
    after = refused(decide, item=fresh(item), by=by, **WORDS)
    assert [before, without, after] == [
        "The meeting is not in session: open it first.",
        "There is no quorum for this item, so nothing is decided: 1 voting seat is taken, "
        "2 needed.",
        "The meeting is closed: nothing is decided in it any more.",
    ]
    assert not Decision.objects.exists()


def test_a_quorum_is_counted_for_each_item_as_people_come_and_go(planned: Meeting) -> None:
    first, second = meetings.item(planned, "First"), meetings.item(planned, "Second")
    meeting = meetings.opened(planned, present=2)
    seats = [sitter.seat.id for sitter in sitting(meeting).sitters]
    left = {seats[1]: {"presence": Presence.PRESENT, "until_item": first}}
    record_attendance(meeting, by=factories.officer(), seats=left)
    sits = sitting(meeting)
    counted = [sits.quorum_at(item) for item in (first, second)]
    assert [(q.present, q.needed, q.is_met) for q in counted] == [(2, 2, True), (1, 2, False)]


def test_a_substitute_sits_for_a_seat_and_votes_for_it(item: AgendaItem) -> None:
    meeting = meetings.opened(item.meeting, present=0)
    by, sub = factories.officer(), factories.person("Sid Marsh")
    seats = [sitter.seat.id for sitter in sitting(meeting).sitters]
    unnamed = {seats[0]: {"presence": Presence.SUBSTITUTED, "name": " "}}
    assert (
        refused(record_attendance, meeting=meeting, by=by, seats=unnamed) == "Name the substitute."
    )
    came = {
        seats[0]: {"presence": Presence.SUBSTITUTED, "person": sub},
        seats[1]: {"presence": Presence.SUBSTITUTED, "name": "Sal Burrow"},
        seats[2]: {"presence": Presence.APOLOGIES},
    }
    record_attendance(meeting, by=by, seats=came)
    assert [sitter.name for sitter in sitting(meeting).voting_at(item)] == [
        "Sid Marsh for Cora Hale",
        "Sal Burrow for Mona Pryce",
    ]


def test_nobody_votes_twice_with_an_interest_after_leaving_the_board_or_from_elsewhere(
    item: AgendaItem, chair: Person, member: Person
) -> None:
    by = factories.officer()
    conflicted, former = Person.objects.get(name="Milo Drew"), Person.objects.get(name="Maud Finch")
    left = seat_of(former)
    edit_record(left, by=by, ends_on=date(2012, 7, 3))
    other = factories.holder("member", factories.board("Another").scope, "Otto Vane")
    meetings.opened(item.meeting)
    declare_interest(
        fresh(item), by=by, seat=seat_of(conflicted), kind="personal", nature="Sells tools"
    )
    motion = put_to_vote(fresh(item), by=by, is_by_name=True, **WORDS)
    motion.item = fresh(item)
    cast_vote(motion, by=by, seat_id=seat_of(chair).pk, cast="for")
    said = [
        refused(cast_vote, motion=motion, by=by, seat_id=seat.pk, cast="against")
        for seat in (seat_of(chair), seat_of(conflicted), left, seat_of(other))
    ]
    assert said == [
        "This seat has already voted: nobody votes twice.",
        "Milo Drew declared an interest in this item, and so has no vote on it.",
        "Only a seat that is held on the day of the meeting votes.",
        "Only a seat that is held on the day of the meeting votes.",
    ]
    cast_vote(motion, by=by, seat_id=seat_of(member).pk, cast="abstained")
    carried = settle(motion, by=by, is_carried=True)
    assert (carried.votes_for, carried.votes_against, carried.votes_abstained) == (1, 0, 1)
    assert refused(settle, motion=motion, by=by, is_carried=False) == (
        "What came of this vote is recorded already: nothing is decided twice."
    )
    assert refused(decide, item=fresh(item), by=by, **WORDS) == (
        "The meeting has already decided this in this item."
    )


def test_catalogue_051_a_member_with_an_interest_loses_the_item_unless_a_dispensation_is_recorded(
    item: AgendaItem, member: Person
) -> None:
    meetings.opened(item.meeting)
    assert AgendaItem.objects.visible_to(member).filter(pk=item.pk).exists()
    by = factories.officer()
    interest = declare_interest(
        fresh(item), by=member, person=member, kind="personal", nature="Sells tools"
    )
    assert not AgendaItem.objects.visible_to(member).filter(pk=item.pk).exists()
    (row,) = agenda(item.meeting, member)
    assert (row.title, row.closed_because) == (
        "Tools to lend",
        "You declared an interest in this item, so it is closed to you.",
    )
    assert [s.name for s in sitting(item.meeting).voting_at(item)] == [
        "Cora Hale",
        "Milo Drew",
        "Maud Finch",
    ]
    edit_record(interest, by=by, dispensation="The monitoring officer, 2 July: may speak and vote.")
    assert AgendaItem.objects.visible_to(member).filter(pk=item.pk).exists()
    assert len(sitting(item.meeting).voting_at(item)) == 4


def test_a_late_item_says_why_and_waits_for_the_chair(item: AgendaItem, chair: Person) -> None:
    by = factories.officer()
    call_meeting(item.meeting, by=by)
    assert refused(add_item, meeting=item.meeting, by=by, title="Fire") == (
        "The agenda is published: a late item says why it is late and why it cannot wait."
    )
    late = add_item(
        item.meeting,
        by=by,
        title="Fire",
        late_reason="It burnt last night.",
        urgency_reason="The roof is open.",
    )
    assert (late.number, late.is_late) == (2, True)
    open_meeting(item.meeting, by=by)
    meeting = Meeting.objects.select_related("board__scope").get()
    seats = [sitter.seat.id for sitter in sitting(meeting).sitters]
    record_attendance(meeting, by=by, seats={key: {"presence": "present"} for key in seats})
    assert refused(decide, item=fresh(late), by=by, **WORDS) == (
        "The item is late: the chair must agree first that it cannot wait."
    )
    consent_to_item(fresh(late), by=chair)
    assert decide(fresh(late), by=by, **WORDS).decision is not None


def test_items_keep_their_numbers_when_business_changes_and_reports_are_withdrawn(
    planned: Meeting,
) -> None:
    by = factories.officer()
    first, second = meetings.item(planned, "First"), meetings.item(planned, "Second")
    call_meeting(planned, by=by)
    move_item(fresh(second), by=by, is_up=True)
    assert refused(set_item_state, item=fresh(first), by=by, state="withdrawn") == (
        "Say why the report is withdrawn."
    )
    set_item_state(fresh(first), by=by, state="withdrawn", why="Not ready")
    rows = agenda(planned, by)
    assert [(row.number, row.title, row.state_words) for row in rows] == [
        ("2", "Second", ""),
        ("1", "First", "Report withdrawn"),
    ]


def test_an_action_from_a_meeting_is_open_on_the_next_agenda(
    item: AgendaItem, member: Person
) -> None:
    meeting = meetings.opened(item.meeting)
    by = factories.officer()
    action = take_away(fresh(item), by=by, title="Buy shelves", owner=member)
    assert actions_of([item.pk]) == {item.pk: [action]}
    close_meeting(meeting, by=by)
    assert open_actions(item.meeting.board, by) == [action]


def test_what_is_minuted_is_not_agreed_without_a_quorum(item: AgendaItem) -> None:
    meetings.opened(item.meeting, present=1)
    by = factories.officer()
    assert refused(minute_item, item=fresh(item), by=by, outcome="agreed", minuted="") == (
        "There is no quorum for this item, so nothing is decided: 1 voting seat is taken, 2 needed."
    )
    noted = minute_item(fresh(item), by=by, outcome="noted", minuted="The board noted it.")
    assert (noted.outcome, noted.minuted) == ("noted", "The board noted it.")


def test_a_person_with_two_seats_has_one_vote_and_counts_once(
    item: AgendaItem, chair: Person
) -> None:
    by = factories.officer()
    second = factories.holder(
        "co_opted_member", item.meeting.board.scope, "Cleo Ash", is_voting=True, position=9
    )
    other = Appointment.objects.get(person=second)
    edit_record(other, by=by, ends_on=date(2012, 7, 3))
    twice = create_record(
        Appointment,
        by=by,
        scope=item.meeting.board.scope,
        role="co_opted_member",
        person=chair,
        is_voting=True,
        position=9,
    )
    meeting = meetings.opened(item.meeting)
    sits = sitting(meeting)
    assert len(sits.present_at(item)) == 5
    assert [sitter.name for sitter in sits.voting_at(item)] == [
        "Cora Hale", "Mona Pryce", "Milo Drew", "Maud Finch",
    ]  # fmt: skip
    assert sits.quorum_at(item).present == 4
    assert sits.counted_once_at(item) == ["Cora Hale sits in two seats, and counts and votes once."]
    many = {"votes_for": 5, "votes_against": 0, "votes_abstained": 0}
    assert refused(decide, item=fresh(item), by=by, **WORDS, **many) == (
        "5 votes were counted, but only 4 seats may vote on this item."
    )
    motion = put_to_vote(fresh(item), by=by, is_by_name=True, **WORDS)
    motion.item = fresh(item)
    assert refused(cast_vote, motion=motion, by=by, seat_id=twice.pk, cast="for") == (
        "Cora Hale sits in two seats, and votes once: from the other seat."
    )
    assert not motion.votes.exists()


@pytest.mark.one_engine
def test_the_page_says_what_is_missing_and_how_a_decision_was_voted(item: AgendaItem) -> None:
    meeting = meetings.opened(item.meeting, present=0)
    client, page = Client(), f"/meetings/{meeting.reference}/run/"
    client.force_login(factories.account(factories.officer()))
    nothing = client.post(page, {"act": "attendance", "item": "attendance"}).content.decode()
    assert "Nobody is marked present yet: say of at least one seat who came." in nothing
    assert not Attendance.objects.exists()
    seats = [sitter.seat.id for sitter in sitting(meeting).sitters]
    apologies = {"act": "attendance", "item": "attendance", f"presence_{seats[0]}": "apologies"}
    only = client.post(page, apologies, follow=True).content.decode()
    assert "Attendance recorded. Nobody is marked present yet." in only
    came = {f"presence_{key}": "present" for key in seats[1:]}
    sent = {"act": "attendance", "item": "attendance", "presides": seats[0], **came}
    assert "Record this seat as present: it is in the chair." in (
        client.post(page, sent).content.decode()
    )
    assert client.post(page, sent | {f"presence_{seats[0]}": "present"}).status_code == 302
    votes = {"votes_for": 3, "votes_against": 1, "votes_abstained": 0}
    decide(fresh(item), by=factories.officer(), **WORDS, **votes)
    shown = client.get(f"{page}?item={item.pk}").content.decode()
    assert "For 3, against 1, abstained 0." in shown
