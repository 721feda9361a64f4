"""A draft paper as it was on a past day: its own words, and the records that it draws on."""

from __future__ import annotations

import pytest
from django.test import Client

from audit.actions import archive_record, create_record, edit_record
from governance.actions.boards import edit_board
from governance.choices import BoardKind
from programmes.actions import edit_programme
from reports.models import BackgroundPaper, Paper, PaperSection, Recommendation
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.story import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = {"at": "2012-06-10"}
OLD = ("Progress of Open Doors", "Policy Committee", "Note the shelves.", "A letter")
NEW = ("The end of Wider Doors", "Cabinet", "Close the shops.", "A second letter", "Nora Flint")


@pytest.fixture
def paper(client: Client) -> Paper:
    """Written on 1 June, all of it changed on 20 June, and the programme's vision with it."""
    with on(6, 1):
        by = factories.officer()
        client.force_login(factories.account())
        programme = factories.programme("Open Doors", vision="Everybody borrows.")
        board = factories.board(OLD[1], kind=BoardKind.COMMITTEE)
        paper = factories.paper(OLD[0], programme=programme, board=board)
        noted = create_record(Recommendation, by=by, paper=paper, text=OLD[2], position=1)
        letter = create_record(BackgroundPaper, by=by, paper=paper, title=OLD[3], position=1)
        section = PaperSection.objects.get(paper=paper, key="information")
        edit_record(section, by=by, heading="About tools", body="[vision]\n\nOld text.")
    with on(6, 20):
        edit_programme(programme, by=by, title="Wider Doors", vision="Nobody borrows.")
        edit_board(board, by=by, title=NEW[1])
        signatory = factories.person(NEW[4])
        paper = edit_record(paper, by=by, title=NEW[0], signatory=signatory, agenda_item="7")
        edit_record(noted, by=by, text=NEW[2])
        archive_record(letter, by=by)
        create_record(BackgroundPaper, by=by, paper=paper, title=NEW[3], position=2)
        section.refresh_from_db()
        edit_record(section, by=by, heading="About money", body="[vision]\n\nNew text.")
        factories.cleared(factories.clearance(paper=paper), text="Lawful.")
    return paper


def text(client: Client, url: str, at: dict[str, str] | None = None) -> str:
    return read(client.get(url, at).content.decode()).text


def told(page: str, *said: str) -> list[str]:
    return [words for words in said if words in page]


def test_its_parts_are_those_of_the_day(client: Client, paper: Paper) -> None:
    url = f"/papers/{paper.reference}/"
    then, now = text(client, url, THEN), text(client, url)
    old, new = (*OLD, "About tools"), (*NEW[:4], "About money", "Cleared by Nora Finch (NF)")
    assert (told(then, *old), told(then, *new)) == (list(old), [])
    assert (told(now, *old), told(now, *new)) == (["A letter"], list(new))  # archived, and said so
    assert "As they were then" in then
    ways = ("Export", "Edit", "Add a", "to put right", "Archived (")
    assert told(then, *ways) == []
    assert told(now, *ways) == list(ways)


def test_its_preview_reads_as_it_would_have_then(client: Client, paper: Paper) -> None:
    url = f"/papers/{paper.reference}/preview/"
    then, now = text(client, url, THEN), text(client, url)
    # Its format prints no committee.
    old = (OLD[0], *OLD[2:], "About tools", "Everybody borrows.", "Old text.")
    new = (NEW[0], *NEW[2:], "About money", "Nobody borrows.", "New text.", "Lawful.")
    assert (told(then, *old), told(then, *new)) == (list(old), [])
    assert (told(now, *old), told(now, *new)) == ([], list(new))
    assert told(then, "Export", "to put right") == []


def test_the_lists_name_papers_and_committees_as_they_were(client: Client, paper: Paper) -> None:
    url = f"/programmes/{paper.programme.reference}/papers/"
    assert OLD[0] in text(client, url, THEN)
    assert OLD[1] in text(client, url, THEN)
    assert told(text(client, url), *NEW[:2]) == list(NEW[:2])
    assert listed(client, THEN) == [[OLD[0], "Open Doors", OLD[1]]]
    assert listed(client, {}) == [[NEW[0], "Wider Doors", NEW[1]]]
    assert listed(client, {**THEN, "title": "end"}) == []
    assert "Start a paper" not in text(client, url, THEN)


def listed(client: Client, asked: dict[str, str]) -> list[list[str]]:
    """The paper, its programme and its committee, of each row of the list of all papers."""
    rows = client.get("/papers/", asked).context["rows"]
    return [[cell.text for cell in row["cells"][:3]] for row in rows]


def test_a_paper_that_was_archived_later_is_in_the_list_of_the_day(
    client: Client, paper: Paper
) -> None:
    archive_record(paper, by=factories.officer())
    assert listed(client, {}) == []
    assert [row[0] for row in listed(client, THEN)] == [OLD[0]]
    assert "Archived" not in text(client, "/papers/", THEN)


def test_a_past_draft_is_not_exported(client: Client, paper: Paper) -> None:
    for kind in ("pdf", "html"):
        response = client.get(f"/papers/{paper.reference}/{kind}/", THEN)
        assert response.status_code == 400
        assert "A draft can only be exported as it is now." in response.content.decode()


def test_it_was_not_recorded_before_it_was_written(client: Client, paper: Paper) -> None:
    with on(6, 12):
        later = factories.paper("A later paper", programme=paper.programme, board=paper.board)
    for rest in ("", "preview/"):
        response = client.get(f"/papers/{later.reference}/{rest}", THEN)
        assert response.status_code == 404
        assert "“A later paper” had not yet been recorded" in response.content.decode()


def test_a_past_draft_is_for_those_who_may_see_the_programme_today(
    client: Client, paper: Paper
) -> None:
    client.force_login(factories.account(factories.person("Otto Vane")))
    for rest in ("", "preview/", "pdf/", "html/"):
        assert client.get(f"/papers/{paper.reference}/{rest}", THEN).status_code in (400, 404)
    assert listed(client, THEN) == []
