"""What anyone may read of what a board decided: what was taken in the open, once its meeting is
closed, and confirmed minutes."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client

from governance.models import Board, Decision
from meetings.actions.meetings import call_meeting, close_meeting, open_meeting
from meetings.actions.minutes import confirm_minutes
from meetings.actions.outcomes import decide, minute_item
from meetings.models import AgendaItem, ItemDecision, Meeting
from packs.publishing import open_to_the_public
from people.choices import Role
from tests import factories
from tests.factories import meetings
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("july_2012")]

OPEN = {"title": "Lend tools", "text": "That every library lends tools."}
SECRET = {"title": "Buy Gannet Quay", "text": "That Petrel is paid £4.2 million."}
SECRETS = ("Gannet", "Petrel", "4.2 million", "Razorbill")


@pytest.fixture
def meeting() -> Meeting:
    """In session: one item decided in the open, one in private."""
    board = factories.board()
    for name in ("Cora Hale", "Mona Pryce"):
        factories.holder(Role.MEMBER, board.scope, name, is_voting=True)
    open_to_the_public(board_id=board.pk, is_public=True, by=factories.officer())
    held = meetings.meeting(board)
    tools, quay = meetings.item(held), meetings.item(held, "Purchase of Gannet Quay")
    closed(quay)
    meetings.opened(held)
    for item, words in ((tools, OPEN), (quay, SECRET)):
        decide(fresh(item), by=factories.officer(), **words)
    minute_item(fresh(quay), by=factories.officer(), outcome="agreed", minuted="Razorbill rose.")
    minute_item(fresh(tools), by=factories.officer(), outcome="agreed", minuted="People asked.")
    return Meeting.objects.get(pk=held.pk)


def fresh(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__board__scope").get(pk=item.pk)


def closed(item: Any) -> None:
    factories.restriction(record=item)


def confirmed(meeting: Meeting) -> None:
    """Close it, and confirm its minutes at the next meeting."""
    by = factories.officer()
    close_meeting(meeting, by=by)
    later = meetings.meeting(meeting.board, starts=time(17), ends=time(18), title="Later")
    meetings.item(later)
    call_meeting(later, by=by)
    open_meeting(later, by=by)
    confirm_minutes(meeting, by=by)


def pages(board: Board, meeting: Meeting) -> list[str]:
    """What anyone gets of everything that a board may have published; the status of what is not
    there."""
    urls = [
        f"/public/boards/{board.reference}/",
        *(f"/public/decisions/{row.reference}/" for row in Decision.objects.order_by("id")),
        f"/public/meetings/{meeting.reference}/minutes/",
    ]
    answers = [Client().get(url) for url in urls]
    return [a.content.decode() if a.status_code == 200 else str(a.status_code) for a in answers]


def test_anyone_reads_what_was_decided_in_the_open_and_confirmed(meeting: Meeting) -> None:
    in_session = pages(meeting.board, meeting)
    assert in_session[1:] == ["404"] * 3
    assert "Lend tools" not in in_session[0]
    confirmed(meeting)
    board, decision, private, minutes = pages(meeting.board, meeting)
    assert "Lend tools" in board
    assert f"/public/meetings/{meeting.reference}/minutes/" in board
    assert OPEN["text"] in decision
    assert private == "404"
    assert "People asked." in minutes
    assert "A matter of property" in minutes
    assert [word for word in SECRETS if word in board + decision + minutes] == []


def test_what_is_closed_afterwards_leaves_the_public_page(meeting: Meeting) -> None:
    confirmed(meeting)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        closed(AgendaItem.objects.get(meeting=meeting, title="Tools to lend"))
    board, *others = pages(meeting.board, meeting)
    assert others == ["404"] * 3
    assert "No decision has been published yet." in board
    assert "No minutes have been confirmed yet." in board


def test_a_closed_page_shows_nothing(meeting: Meeting) -> None:
    confirmed(meeting)
    open_to_the_public(board_id=meeting.board_id, is_public=False, by=factories.officer())
    assert pages(meeting.board, meeting) == ["404"] * 4


def test_a_line_of_the_activity_leads_to_the_whole_of_what_has_no_page(meeting: Meeting) -> None:
    client = Client()
    client.force_login(factories.account(factories.holder(Role.MEMBER, meeting.board.scope)))
    motion = ItemDecision.objects.get(title="Lend tools")
    answer = client.get(f"/changes/meetings.itemdecision/{motion.pk}/")
    expected = f"/meetings/{meeting.reference}/items/{motion.item_id}/history/"
    assert (answer.status_code, answer.headers["Location"]) == (302, expected)
