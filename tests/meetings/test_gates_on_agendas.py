"""A project at its gate, on the agenda of the board that decides."""

from __future__ import annotations

import pytest

from audit.errors import Refused
from documents.html import body_html
from governance.actions.gates import vet_gate
from governance.models import Board, GateReview
from meetings.actions.agendas import draft_agenda
from meetings.actions.meetings import call_meeting, close_meeting, open_meeting
from meetings.actions.outcomes import decide
from meetings.models import AgendaItem, ItemGate, Meeting
from meetings.queries import documents
from projects.models import Project
from tests import factories
from tests.factories import gates, meetings

pytestmark = pytest.mark.django_db

WORDS = {"title": "Go on", "text": "That the project goes on."}


@pytest.fixture
def review(board: Board) -> GateReview:
    """Vetted, and waiting for the board."""
    submitted = gates.gate_review(board=board)
    return vet_gate(submitted, by=factories.person("Vera Nash"))


@pytest.fixture
def tabled(planned: Meeting, review: GateReview) -> AgendaItem:
    draft_agenda(planned, by=factories.officer())
    return AgendaItem.objects.select_related("meeting__board__scope").get()


def in_session(item: AgendaItem) -> AgendaItem:
    item.meeting = meetings.opened(item.meeting)
    return item


def test_what_the_meeting_carries_at_a_gate_moves_the_project(
    tabled: AgendaItem, review: GateReview
) -> None:
    by = factories.officer()
    assert ItemGate.objects.get().review == review
    assert GateReview.objects.get().state == "tabled"
    item = in_session(tabled)
    with pytest.raises(Refused) as refusal:
        decide(item, by=by, **WORDS)
    assert str(refusal.value) == (
        "Say what the board decides at the gate: implement, amend, close or defer."
    )
    made = decide(item, by=by, gate_outcome="implement", **WORDS)
    decided = GateReview.objects.get()
    assert (decided.state, decided.outcome, decided.decision) == (
        "decided", "implement", made.decision,
    )  # fmt: skip
    assert Project.objects.get(pk=review.project_id).stage == review.stage_after
    assert AgendaItem.objects.get(pk=item.pk).outcome == "agreed"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("says", "outcome", "words"),
    [
        ("amend", "sent_back", "Sent back to be amended"),
        ("defer", "deferred", "Deferred to another meeting"),
    ],
)
def test_minutes_say_what_a_gate_that_was_not_passed_is(
    tabled: AgendaItem, says: str, outcome: str, words: str
) -> None:
    item = in_session(tabled)
    decide(item, by=factories.officer(), gate_outcome=says, **WORDS)
    assert AgendaItem.objects.get(pk=item.pk).outcome == outcome
    minutes = body_html(documents.minutes(item.meeting, factories.officer()))
    assert f"Go on: {says.capitalize()}" in minutes
    assert words in minutes


def test_a_deferred_gate_waits_for_the_next_meeting_in_a_new_round(tabled: AgendaItem) -> None:
    by = factories.officer()
    item = in_session(tabled)
    decide(item, by=by, gate_outcome="defer", **WORDS)
    close_meeting(item.meeting, by=by)
    later = meetings.meeting(item.meeting.board, starts="17:00", ends="18:00")
    draft_agenda(Meeting.objects.select_related("board__scope").get(pk=later.pk), by=by)
    (again,) = ItemGate.objects.filter(item__meeting=later)
    assert (again.review.round, again.review.state) == (2, "tabled")


def test_a_gate_that_the_meeting_did_not_reach_waits_again(
    tabled: AgendaItem, review: GateReview
) -> None:
    by = factories.officer()
    call_meeting(tabled.meeting, by=by)
    open_meeting(tabled.meeting, by=by)
    close_meeting(tabled.meeting, by=by)
    assert GateReview.objects.get(pk=review.pk).state == "vetted"
