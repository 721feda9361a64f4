"""A project and a board have moved from one programme to another: the past shows them where they
were, to those who may see that programme today, and names it to nobody else (ADR 0003)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from audit import writing
from audit.actions import edit_record
from audit.writing import audited
from governance.actions.boards import edit_board
from governance.models import Board
from people import policy
from people.choices import Act, Role
from people.models import Account, Scope
from programmes.models import Programme
from projects.models import Project, StatusReport
from tests import factories
from tests.sweeps.pages import Element, read
from tests.sweeps.story import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

BEFORE, AFTER = "2012-06-10", "2012-06-25"
OLD, NEW = "Lending tools", "Closing the tool shops"


@dataclass
class Move:
    """What moved on 20 June from Open Doors to Warm Homes, and who looks at it."""

    doors: Programme
    homes: Programme
    project: Project
    board: Board
    report: StatusReport
    of_doors: Account
    of_homes: Account
    of_neither: Account
    lead: Account


@pytest.fixture
def move() -> Move:
    with on(6, 1):
        doors, homes, other = (factories.programme(t) for t in ("Open Doors", "Warm Homes", "Else"))
        project = factories.project(OLD, programme=doors)
        factories.project("Staying here", programme=doors)
        board = factories.board("Delivery Group", programme=doors)
        report = factories.report(project=project, achieved="Shelves are up.")
        seats = [factories.board(f"Board {p.pk}", programme=p) for p in (doors, homes, other)]
        members = [factories.holder(Role.MEMBER, s.scope, f"Member {s.pk}") for s in seats]
        lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
    with on(6, 20):
        by = factories.officer()
        with audited(by=by, reason="Moved"):
            project = writing.change(project, programme=homes, title=NEW)
            writing.change(project.scope, parent=homes.scope, title=NEW)
        board = edit_board(board, by=by, programme=homes, title="Secret Group")
        edit_record(report, by=by, achieved="Everybody is leaving.")
    accounts = [factories.account(person) for person in (*members, lead)]
    return Move(doors, homes, project, board, report, *accounts)


def ask(client: Client, account: Account, url: str, at: str = "") -> Element | int:
    """The page, or the status that is no 200."""
    client.force_login(account)
    response = client.get(url, {"at": at} if at else {})
    return read(response.content.decode()) if response.status_code == 200 else response.status_code


def text(found: Element | int) -> str:
    assert isinstance(found, Element), found
    return found.text


def addresses(move: Move) -> list[str]:
    """The moved records' own pages."""
    project = move.project.reference
    return [
        f"/projects/{project}/",
        f"/projects/{project}/reports/{move.report.pk}/",
        f"/scopes/{project}/",
        f"/boards/{move.board.reference}/",
        f"/scopes/{move.board.reference}/",
    ]


def test_who_sees_the_old_programme_sees_them_in_it_as_they_were(
    client: Client, move: Move
) -> None:
    doors = f"/programmes/{move.doors.reference}/"
    for url, name in ((doors, OLD), (f"{doors}projects/", OLD), (f"{doors}boards/", "Delivery")):
        assert name in text(ask(client, move.of_doors, url, BEFORE)), url
        assert name not in text(ask(client, move.of_doors, url, AFTER)), url
        assert name not in text(ask(client, move.of_doors, url)), url
    assert "Delivery Group Board" not in text(ask(client, move.of_doors, "/boards/"))
    assert "Delivery Group" in text(ask(client, move.of_doors, "/boards/", BEFORE))
    for url in addresses(move):
        page = text(ask(client, move.of_doors, url, BEFORE))
        assert OLD in page or "Delivery Group" in page, url
        for later in (NEW, "Secret Group", "Warm Homes", "Everybody is leaving."):
            assert later not in page, url


def test_they_are_gone_for_them_from_the_day_of_the_move(client: Client, move: Move) -> None:
    for url in addresses(move):
        assert ask(client, move.of_doors, url, AFTER) == 404, url
        assert ask(client, move.of_doors, url) == 404, url
    project, board = f"/projects/{move.project.reference}/", f"/boards/{move.board.reference}/"
    for url in (f"{project}history/", f"{project}edit/", f"{board}history/"):
        assert ask(client, move.of_doors, url) == 404, url
        assert ask(client, move.of_doors, url, BEFORE) == 400, url  # they say their own time


def test_their_pages_then_offer_no_way_that_is_closed(client: Client, move: Move) -> None:
    for url in addresses(move):
        page = ask(client, move.of_doors, url, BEFORE)
        assert isinstance(page, Element)
        hrefs = {a.attributes["href"] for a in page.all("a")} - {"#main-content"}
        closed = {h for h in hrefs if not isinstance(ask(client, move.of_doors, h), Element)}
        assert closed == set(), url


def test_the_new_programme_has_them_from_the_move_and_not_before(
    client: Client, move: Move
) -> None:
    homes = f"/programmes/{move.homes.reference}/"
    for url, name in ((homes, NEW), (f"{homes}projects/", NEW), (f"{homes}boards/", "Secret")):
        assert name in text(ask(client, move.of_homes, url)), url
        assert name in text(ask(client, move.of_homes, url, AFTER)), url
        before = text(ask(client, move.of_homes, url, BEFORE))
        assert [n for n in (name, OLD, "Delivery Group") if n in before] == [], url


def test_a_programme_that_they_left_is_not_named_to_whom_it_is_not_for(
    client: Client, move: Move
) -> None:
    """Who may see a record now may read all of its past, but not learn of the programme."""
    for account in (move.of_homes, move.lead):
        for url in (*addresses(move), "/boards/", "/programmes/"):
            if account == move.lead and move.board.reference in url:
                continue
            assert "Open Doors" not in text(ask(client, account, url, BEFORE)), url
        assert OLD in text(ask(client, account, addresses(move)[0], BEFORE))
        for rest in ("", "projects/", "boards/", "about/", "benefits/", "papers/"):
            url = f"/programmes/{move.doors.reference}/{rest}"
            assert ask(client, account, url, BEFORE) == 404
    assert "Warm Homes" in text(ask(client, move.of_homes, addresses(move)[0]))


def test_who_sees_neither_programme_sees_nothing_at_any_time(client: Client, move: Move) -> None:
    for at in (BEFORE, AFTER, ""):
        for url in addresses(move):
            assert ask(client, move.of_neither, url, at) == 404, (url, at)
        found = text(ask(client, move.of_neither, "/boards/", at))
        assert [n for n in ("Delivery Group", "Secret Group") if n in found] == []


def test_a_right_to_change_stays_where_the_record_is_now(move: Move) -> None:
    """A right in the old programme shows the past; it gives no act but to see."""
    person = factories.holder(Role.PROGRAMME_MANAGER, move.doors.scope, "Mara Finch")
    then = Project.objects.versions()
    seen = then.visible_to(person).filter(id=move.project.pk)
    assert [row.title for row in seen] == [OLD]
    may = policy.where_may(person, Act.EDIT_PROJECT, then.model)
    assert not then.filter(may, id=move.project.pk).exists()
    drafts = StatusReport.objects.versions().visible_to(person)
    assert not drafts.filter(id=move.report.pk).exists()
    assert not Scope.objects.visible_to(person).filter(pk=move.project.scope_id).exists()
