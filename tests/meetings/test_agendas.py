"""Agendas: who may read which item, and which addresses lead to it."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.test import Client

from audit.actions import create_record
from audit.errors import Refused
from documents.html import body_html
from documents.tree_files import as_json, from_json
from governance.models import Board
from meetings.actions.agendas import draft_agenda
from meetings.actions.attendance import declare_interest
from meetings.actions.meetings import close_meeting
from meetings.actions.minutes import confirm_minutes
from meetings.actions.outcomes import minute_item
from meetings.models import AgendaItem, Meeting, StandingItem
from meetings.queries import documents
from meetings.queries.agendas import agenda
from people.models import Person
from people.restricting import restrict
from tests import factories
from tests.factories import meetings

pytestmark = pytest.mark.django_db

SECRET = "Offers of Mason and Clay for the quarry"


@pytest.fixture
def restricted(planned: Meeting) -> AgendaItem:
    item = meetings.item(planned, SECRET, summary="They want two million.")
    by = factories.officer()
    restrict(
        item,
        by=by,
        paragraph="3",
        public_title="Sale of land",
        public_interest="The price would fall.",
        proper_officer=by,
        review_on=date(2013, 7, 4),
    )
    return AgendaItem.objects.get(pk=item.pk)


def test_catalogue_031_an_agenda_shows_the_public_title_and_the_reason_of_an_exempt_item(
    restricted: AgendaItem, member: Person
) -> None:
    for reader in (member, None):
        (row,) = agenda(restricted.meeting, reader)
        assert row.title == "Sale of land"
        assert row.closed_because.startswith("Restricted: ")
    account = factories.account(member)
    client = Client()
    client.force_login(account)
    for page in ("", "minutes/", "history/"):
        answer = client.get(f"/meetings/{restricted.meeting.reference}/{page}").content.decode()
        assert SECRET not in answer and "two million" not in answer


@pytest.mark.one_engine
def test_catalogue_006_an_item_is_not_reached_through_another_boards_meeting(
    item: AgendaItem,
) -> None:
    other = meetings.meeting(factories.board("Another"))
    client = Client()
    client.force_login(factories.account(factories.officer()))
    own = f"/meetings/{item.meeting.reference}/items/{item.pk}/edit/"
    through = f"/meetings/{other.reference}/items/{item.pk}/edit/"
    assert [client.get(url).status_code for url in (own, through)] == [200, 404]
    assert client.post(through, {"title": "Mine"}).status_code == 404
    assert AgendaItem.objects.get(pk=item.pk).title == "Tools to lend"


def test_an_agenda_begins_with_standing_items_and_with_what_was_deferred(board: Board) -> None:
    by = factories.officer()
    for title, place in (("Apologies", "opening"), ("Next meeting", "closing")):
        create_record(StandingItem, by=by, board=board, title=title, place=place)
    first = meetings.meeting(board, held_on=date(2012, 7, 3))
    deferred = meetings.item(first, "Roof")
    meetings.opened(first)
    minute_item(deferred, by=by, outcome="deferred", minuted="")
    close_meeting(first, by=by)
    second = meetings.meeting(board)
    meetings.item(second, "Tools")
    draft_agenda(second, by=by)
    assert [row.title for row in agenda(second, by)] == [
        "Apologies",
        "Tools",
        "Roof",
        "Next meeting",
    ]
    with pytest.raises(Refused, match="already on it"):
        draft_agenda(second, by=by)


def test_minutes_are_confirmed_at_the_next_meeting_and_then_never_change(
    item: AgendaItem, chair: Person
) -> None:
    by, meeting = factories.officer(), meetings.opened(item.meeting)
    minute_item(item, by=by, outcome="noted", minuted="The board noted the tools.")
    close_meeting(meeting, by=by)
    with pytest.raises(Refused, match="at the next meeting: open it first"):
        confirm_minutes(meeting, by=chair)
    meetings.item(later := meetings.meeting(meeting.board, starts=time(17), ends=time(18)))
    meetings.opened(later)
    confirmed = confirm_minutes(meeting, by=chair)
    assert (confirmed.confirmed_by, confirmed.confirmed_at, confirmed.confirmed_on) == (
        chair, later, date(2012, 7, 4),
    )  # fmt: skip
    tree = from_json(confirmed.document)
    assert as_json(tree).decode() == confirmed.document
    assert "The board noted the tools." in body_html(tree)
    with pytest.raises(Refused, match="nothing in them changes any more"):
        minute_item(item, by=by, outcome="noted", minuted="Something else.")


def test_minutes_say_who_came_what_was_declared_and_what_was_minuted(
    item: AgendaItem, member: Person
) -> None:
    by, meeting = factories.officer(), meetings.opened(item.meeting)
    declare_interest(item, by=by, person=member, kind="personal", nature="Sells tools.")
    minute_item(item, by=by, outcome="noted", minuted="The board noted it.")
    text = body_html(documents.minutes(meeting, by))
    for said in (
        "Cora Hale; Mona Pryce; Milo Drew; Maud Finch",
        "Mona Pryce: personal interest. Sells tools.",
        "Took no part in this item.",
        "The board noted it.",
        "Draft, not confirmed",
    ):
        assert said in text
