"""Decisions tied to the paper as it was published, in the words that it recommends."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from audit.actions import archive_record, create_record, edit_record
from audit.errors import Refused
from governance.models import Decision
from meetings.actions.outcomes import decide
from meetings.contributed import proposed_in
from meetings.models import AgendaItem
from people.choices import Role
from people.models import Person
from people.queries import office
from people.restricting import restrict
from reports.deciding import recommended, tie_paper
from reports.models import DecisionPaper, ItemPaper, Paper, Recommendation
from tests import factories
from tests.factories import meetings
from tests.sending import press
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

BEFORE = datetime(2012, 7, 2, 9, tzinfo=UTC)
AFTER = datetime(2012, 7, 9, 9, tzinfo=UTC)
WORDS = {"title": "Lend tools", "text": "That every library lends tools."}


@pytest.fixture
def officer() -> Person:
    with clock.stopped_at(BEFORE):
        factories.officer()
        return factories.holder(Role.COMMITTEE_OFFICER, office(), "Coral Munro")


@pytest.fixture
def paper(officer: Person) -> Paper:
    """Published two days before the meeting."""
    with clock.stopped_at(BEFORE):
        board = factories.board()
        for name in ("Cora Hale", "Mona Pryce"):
            factories.holder(Role.MEMBER, board.scope, name, is_voting=True)
        signatory = factories.person("Sten Okoro")
        made = factories.paper("Tools to lend", board=board, signatory=signatory)
        create_record(Recommendation, by=officer, paper=made, text="Lend tools.", position=1)
        factories.appendix("A list of tools", paper=made)
        factories.publication(paper=made)
    return made


def published_anew(paper: Paper, officer: Person) -> None:
    edit_record(paper.recommendations.get(), by=officer, text="Lend no tools.")
    factories.publication(2, paper=paper)


def listed(paper: Paper, officer: Person) -> AgendaItem:
    """An item of a meeting in session on 4 July, with the paper under it."""
    item = meetings.item(meetings.meeting(paper.board))
    create_record(ItemPaper, by=officer, item=item, paper=paper, restriction=paper.restriction)
    meetings.opened(item.meeting)
    return AgendaItem.objects.select_related("meeting__board__scope").get(pk=item.pk)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


def test_a_decision_of_a_meeting_stands_with_its_paper_as_published_by_then(
    paper: Paper, officer: Person
) -> None:
    item = listed(paper, officer)
    decide(item, by=officer, **WORDS)
    link = DecisionPaper.objects.get()
    assert (link.decision, link.paper) == (Decision.objects.get(), paper)
    assert link.publication is not None
    assert link.publication.number == 1
    with clock.stopped_at(AFTER):
        published_anew(paper, officer)
        numbers = []
        for made_on in (date(2012, 7, 4), date(2012, 7, 9)):
            decision = factories.entry(Decision, made_on=made_on, scope=paper.scope)
            tied = tie_paper(decision, paper, by=officer).publication
            numbers.append(tied and tied.number)
    assert numbers == [1, 2]


def test_the_words_proposed_are_the_recommendations_as_published(
    paper: Paper, officer: Person
) -> None:
    draft = factories.paper("Another", board=paper.board)
    create_record(Recommendation, by=officer, paper=draft, text="Note it.", position=1)
    item = listed(paper, officer)
    edit_record(paper.recommendations.get(), by=officer, text="Not published yet.")
    assert proposed_in(item, officer) == ["Lend tools."]
    assert recommended([paper, draft], officer) == ["Lend tools.", "Note it."]


def test_a_paper_stands_once_with_a_decision_and_unpublished_where_it_was_not_yet_published(
    paper: Paper, officer: Person
) -> None:
    early = factories.entry(Decision, made_on=date(2012, 7, 1), scope=paper.scope)
    link = tie_paper(early, paper, by=officer)
    assert link.publication is None
    with pytest.raises(Refused) as refused:
        tie_paper(early, paper, by=officer)
    assert str(refused.value) == "This paper already stands with the decision."
    archive_record(link, by=officer, reason="Another paper was meant")
    assert tie_paper(early, paper, by=officer).pk != link.pk


def test_whoever_may_not_read_a_restricted_paper_does_not_learn_of_it_from_the_decision(
    paper: Paper, officer: Person
) -> None:
    decision = factories.entry(Decision, scope=paper.scope)
    link = tie_paper(decision, paper, by=officer)
    reader = factories.holder(Role.READER, office(), "Rhoda Steele")
    assert DecisionPaper.objects.visible_to(reader).get() == link
    restrict(
        paper, by=officer, paragraph="3", public_title="A property matter",
        public_interest="A price would be lost.", proper_officer=officer,
        review_on=date(2013, 7, 4),
    )  # fmt: skip
    assert not DecisionPaper.objects.visible_to(reader).exists()
    assert DecisionPaper.objects.visible_to(officer).get() == link
    client = signed_in(reader)
    pages = [client.get(f"/decisions/{decision.reference}/").content.decode(), file_of(client)]
    assert [("Tools to lend" in page, "Okoro" in page) for page in pages] == [(False, False)] * 2


def file_of(client: Client) -> str:
    return client.get("/decisions/?format=csv").content.decode("utf-8-sig")


@pytest.mark.one_engine
def test_a_decision_on_a_paper_is_recorded_on_its_page_in_the_words_that_it_recommends(
    paper: Paper, officer: Person
) -> None:
    client = signed_in(officer)
    at = f"/papers/{paper.reference}/decide/"
    assert at in client.get(f"/papers/{paper.reference}/").content.decode()
    form = client.get(at).context["form"]
    assert (form["title"].value(), form["text"].value()) == ("Tools to lend", "Lend tools.")
    said: dict[str, Any] = {
        "title": "Tools to lend", "text": "Lend tools.", "made_by_way": "officer",
        "board": paper.board_id, "made_on": "4 July 2012", "maker": "Coral Munro",
        "delegation": "Paragraph 4",
    }  # fmt: skip
    answer = press(client, at, said)
    decision = Decision.objects.get()
    assert answer.url == f"/decisions/{decision.reference}/"
    assert DecisionPaper.objects.get().decision == decision
    page = client.get(answer.url).content.decode()
    assert "As published on 2 July 2012, publication 1." in page
    assert f"/decisions/{decision.reference}/papers/add/" in page
    assert decision.title in client.get(f"/papers/{paper.reference}/").content.decode()
    read = client.get(f"/papers/{paper.reference}/publications/1/").content.decode()
    assert f"/decisions/{decision.reference}/" in read


@pytest.mark.one_engine
def test_a_paper_is_added_on_the_page_of_a_decision_and_removed(
    paper: Paper, officer: Person
) -> None:
    decision = factories.entry(Decision, scope=paper.scope)
    client, at = signed_in(officer), f"/decisions/{decision.reference}/papers/"
    press(client, f"{at}add/", {"paper": paper.pk})
    link = DecisionPaper.objects.get()
    press(client, f"{at}{link.pk}/archive/", {"reason": "Another paper was meant"})
    assert not DecisionPaper.objects.live().exists()


@pytest.mark.one_engine
def test_the_register_as_a_file_says_who_wrote_the_report_when_and_what_went_with_it(
    paper: Paper, officer: Person
) -> None:
    decision = factories.entry(Decision, scope=paper.scope)
    tie_paper(decision, paper, by=officer)
    factories.entry(Decision, "Without a paper", scope=paper.scope)
    rows = list(csv.DictReader(io.StringIO(file_of(signed_in(officer)))))
    names = ("Report author", "Publication date", "Accompanying documents")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("", "", ""),
        ("Sten Okoro", "2012-07-02", "Tools to lend; A list of tools"),
    ]
