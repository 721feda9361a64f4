"""What a meeting decided in the open, closed afterwards: nothing of its words is left."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.actions import create_record
from documents.html import body_html
from governance.models import Board, Decision
from meetings.actions.meetings import close_meeting
from meetings.actions.outcomes import decide
from meetings.models import AgendaItem, ItemDecision, Meeting
from meetings.queries import documents
from people.choices import Role
from people.models import Account, Person, RestrictableModel
from people.queries import office
from people.restricting import release, restrict
from reports.models import ItemPaper
from tests import factories
from tests.factories import meetings

pytestmark = pytest.mark.django_db

SECRET = "Offers of Mason and Clay"
WORDS = {"title": SECRET, "text": f"{SECRET}: take two million.", "reasons": f"{SECRET} again."}


@pytest.fixture
def decided(item: AgendaItem) -> AgendaItem:
    meetings.opened(item.meeting)
    by = factories.officer()
    decide(fresh(item), by=by, votes_for=3, votes_against=1, votes_abstained=0, **WORDS)
    close_meeting(item.meeting, by=by)
    return fresh(item)


@pytest.fixture
def colleague(board: Board) -> Person:
    """Sees every record of the office, and reads nothing restricted."""
    return factories.holder(Role.PROGRAMME_OFFICE, office(), "Rhoda Steele")


def fresh(item: AgendaItem) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__board__scope").get(pk=item.pk)


def closed(record: RestrictableModel) -> Any:
    by = factories.officer()
    return restrict(
        record,
        by=by,
        paragraph="3",
        public_title="Sale of land",
        public_interest="The price would fall.",
        proper_officer=by,
        review_on=date(2013, 7, 4),
    )


def told(account: Account, meeting: Meeting) -> dict[str, bool]:
    """Where the words of the decision are, by address."""
    client = Client()
    client.force_login(account)
    decision = Decision.objects.get().reference
    urls = (
        f"/decisions/{decision}/",
        f"/decisions/{decision}/history/",
        "/decisions/",
        "/decisions/?format=csv",
        f"/decisions/?at={date(2012, 7, 4)}",
        "/activity/",
        "/search/?q=Mason",
        f"/meetings/{meeting.reference}/",
        f"/meetings/{meeting.reference}/minutes/",
        f"/meetings/{meeting.reference}/history/",
        f"/meetings/{meeting.reference}/files/decisions/html/",
        f"/boards/{meeting.board.reference}/",
    )
    return {url: "Mason" in client.get(url).content.decode() for url in urls}


def test_what_is_closed_in_an_item_after_the_decision_is_closed_in_the_decision(
    decided: AgendaItem, colleague: Person
) -> None:
    account = factories.account(colleague)
    before = told(account, decided.meeting)
    assert before[f"/decisions/{Decision.objects.get().reference}/"]
    assert sum(before.values()) >= 6
    restriction = closed(decided)
    assert not any(told(account, decided.meeting).values())
    assert not Decision.objects.visible_to(colleague).exists()
    reader = factories.officer()
    assert Decision.objects.visible_to(reader).get().text == WORDS["text"]
    release(restriction, by=reader, reason="The land is sold")
    assert Decision.objects.visible_to(colleague).get().text == WORDS["text"]


@pytest.mark.one_engine
def test_the_decision_notice_says_of_it_the_title_for_the_public_and_why(
    decided: AgendaItem, colleague: Person
) -> None:
    closed(decided)
    reference = Decision.objects.get().reference
    for reader in (colleague, None):
        notice = body_html(documents.decision_notice(decided.meeting, reader))
        assert "Sale of land" in notice
        assert reference in notice
        assert "Restricted: " in notice
        assert "Mason" not in notice
    assert SECRET in body_html(documents.decision_notice(decided.meeting, factories.officer()))


def test_restricting_a_paper_closes_its_item_and_all_that_came_of_it(
    decided: AgendaItem, colleague: Person
) -> None:
    paper = factories.paper("Land")
    create_record(ItemPaper, by=factories.officer(), item=decided, paper=paper)
    restriction = closed(paper)
    kinds: tuple[Any, ...] = (AgendaItem, ItemDecision, ItemPaper, Decision)
    assert [kind.objects.get().restriction for kind in kinds] == [restriction] * 4
    assert [kind.objects.visible_to(colleague).count() for kind in kinds] == [0] * 4
    release(restriction, by=factories.officer(), reason="The land is sold")
    assert [kind.objects.get().restriction for kind in kinds] == [None] * 4
