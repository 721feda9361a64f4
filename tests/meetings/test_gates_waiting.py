"""Gate reviews on agendas: put there, decided, taken off, and put there again."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from audit.errors import Refused
from governance.actions.gates import vet_gate
from governance.choices import GateState
from governance.models import Board, GateReview
from meetings.actions.agendas import draft_agenda
from meetings.actions.meetings import call_meeting, close_meeting
from meetings.actions.outcomes import decide, minute_item
from meetings.choices import ItemKind, Outcome
from meetings.models import AgendaItem, Meeting
from people.models import Account
from tests import factories
from tests.factories import gates, meetings

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.fixture
def review(board: Board) -> GateReview:
    """A review that the board may take."""
    lead = factories.person("Lena Marsh")
    return vet_gate(gates.gate_review(board=board, by=lead), by=factories.officer())


@pytest.fixture
def office(board: Board) -> Account:
    return factories.account(factories.officer())


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def agenda_of(meeting: Meeting) -> list[tuple[str, str, bool]]:
    items = AgendaItem.objects.live().filter(meeting=meeting).in_order()
    return [(item.title, item.kind, item.is_late) for item in items]


def test_a_review_that_waits_is_put_on_the_agenda_with_one_button(
    planned: Meeting, review: GateReview, office: Account
) -> None:
    client = signed_in(office)
    page = f"/meetings/{planned.reference}/"
    shown = client.get(page).content.decode()
    assert "Gate reviews that wait" in shown
    action = re.search(r'action="([^"]+/table/)"', shown)
    assert action is not None
    done = client.post(action[1], {"version": planned.version}, follow=True)
    text = done.content.decode()
    title = f"{review.title}: {review.project.title}"
    assert agenda_of(planned) == [(title, ItemKind.GATE, False)]
    assert "The gate review is on the agenda." in text
    assert "Gate reviews that wait" not in text
    assert f"Gate review {review.reference}" in text

    again = client.post(action[1], {"version": planned.version}, follow=True)
    assert "The gate review is on an agenda already." in again.content.decode()
    assert len(agenda_of(planned)) == 1


def test_on_a_published_agenda_a_review_is_late_and_says_why(
    planned: Meeting, review: GateReview, office: Account
) -> None:
    meetings.item(planned)
    call_meeting(planned, by=factories.officer())
    client = signed_in(office)
    url = f"/meetings/{planned.reference}/gates/{review.reference}/table/"
    version = Meeting.objects.get(pk=planned.pk).version
    refused = client.post(url, {"version": version})
    assert "Say why the item is late." in refused.content.decode()
    assert len(agenda_of(planned)) == 1

    why = {"late_reason": "Vetted yesterday.", "urgency_reason": "The lease ends."}
    client.post(url, why | {"version": version})
    title = f"{review.title}: {review.project.title}"
    assert agenda_of(planned)[1:] == [(title, ItemKind.GATE, True)]
    assert GateReview.objects.get(pk=review.pk).state == GateState.TABLED


def test_a_review_for_another_board_is_not_offered_and_is_refused(
    planned: Meeting, office: Account
) -> None:
    lead = factories.person("Lena Marsh")
    other = vet_gate(gates.gate_review(by=lead), by=factories.officer())
    client = signed_in(office)
    shown = client.get(f"/meetings/{planned.reference}/").content.decode()
    assert "Gate reviews that wait" not in shown
    url = f"/meetings/{planned.reference}/gates/{other.reference}/table/"
    refused = client.post(url, {"version": planned.version})
    assert "The review waits for another board." in refused.content.decode()
    assert agenda_of(planned) == []


def test_a_review_whose_item_is_deferred_comes_back_once(
    planned: Meeting, board: Board, review: GateReview
) -> None:
    by = factories.officer()
    (item,) = draft_agenda(planned, by=by)
    meetings.opened(planned)
    minute_item(item, by=by, outcome=Outcome.DEFERRED, minuted="No time was left.")
    close_meeting(planned, by=by)

    later = meetings.meeting(board, title="The next meeting", held_on=meetings.DAY.replace(day=11))
    (again,) = draft_agenda(later, by=by)
    assert [gate.review for gate in again.gates.live()] == [review]
    with pytest.raises(Refused):
        draft_agenda(later, by=by)


def test_the_register_and_the_minutes_tell_rounds_apart_by_what_was_decided(
    planned: Meeting, review: GateReview
) -> None:
    by = factories.officer()
    (item,) = draft_agenda(planned, by=by)
    item.meeting = meetings.opened(planned)
    words = {"title": item.title, "text": "That it comes back with a plan."}
    made = decide(item, by=by, gate_outcome="amend", **words)
    title = f"Start of development: {review.project.title}: Amend"
    assert made.decision is not None
    assert (made.title, made.decision.title) == (title, title)
