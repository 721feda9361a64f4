"""The pages of boards: who sees them, who edits them, what they say."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from governance.actions.boards import edit_board
from governance.choices import BoardKind
from governance.models import Board
from people.actions import appoint
from people.choices import Role
from people.models import Person
from people.queries import office
from programmes.models import Programme
from tests import factories
from tests.sending import press
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

LIST = "/boards/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


def words(response) -> str:
    """The text of a page, each run of spaces as one."""
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def titles(response) -> list[str]:
    return [row["cells"][0].text for row in response.context["rows"]]


@pytest.fixture
def programme() -> Programme:
    return factories.programme()


@pytest.fixture
def board(programme: Programme) -> Board:
    return factories.board("Open Doors Board", programme=programme)


@pytest.fixture
def officer() -> Client:
    return signed_in(factories.officer())


@pytest.fixture
def manager(programme: Programme) -> Client:
    return signed_in(factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mina Oake"))


@pytest.fixture
def member(board: Board) -> Client:
    return signed_in(factories.holder(Role.MEMBER, board.scope, "Osric Venn"))


@pytest.fixture
def outsider(board: Board) -> Client:
    other = factories.board("Other Board", programme=factories.programme("Other programme"))
    return signed_in(factories.holder(Role.MEMBER, other.scope, "Otto Far"))


def test_the_list_shows_the_boards_one_may_see(
    officer: Client, member: Client, outsider: Client, board: Board
) -> None:
    factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    assert titles(officer.get(LIST)) == ["Open Doors Board", "Other Board", "Policy Committee"]
    assert titles(member.get(LIST)) == ["Open Doors Board"]
    assert titles(outsider.get(LIST)) == ["Other Board"]


def test_the_list_is_narrowed_by_kind_word_and_archive(officer: Client, board: Board) -> None:
    factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    factories.board("Executive Group", kind=BoardKind.EXECUTIVE_GROUP)
    gone = factories.board("Gone Committee", kind=BoardKind.COMMITTEE)
    press(officer, reverse("governance:board_archive", args=[gone.reference]), {"reason": "Ended"})
    assert titles(officer.get(LIST, {"kind": ["committee", "executive_group"]})) == [
        "Executive Group",
        "Policy Committee",
    ]
    assert titles(officer.get(LIST, {"title": "doors"})) == ["Open Doors Board"]
    assert titles(officer.get(LIST, {"is_archived": "True"})) == ["Gone Committee"]
    assert "Nothing that you may see matches these filters." in words(
        officer.get(LIST, {"title": "xyz"})
    )


def test_the_list_says_chair_and_number_of_seats(officer: Client, board: Board) -> None:
    by = factories.officer()
    appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=by)
    appoint(scope=board.scope, role=Role.MEMBER, by=by)
    said = words(officer.get(LIST))
    assert "Open Doors Board Programme board Open Doors No other board Chief Executive 2" in said


def test_the_list_needs_the_same_queries_for_one_and_three(
    officer: Client, board: Board, django_assert_num_queries
) -> None:
    def fill(one: Board) -> None:
        factories.holder(Role.CHAIR, one.scope)

    fill(board)
    with django_assert_num_queries(10):
        officer.get(LIST)
    for title in ("B", "C"):
        fill(factories.board(title, programme=factories.programme(title)))
    with django_assert_num_queries(10):
        officer.get(LIST)


def test_a_board_says_what_it_directs_and_who_reports_to_whom(
    officer: Client, member: Client, board: Board
) -> None:
    by = factories.officer()
    committee = factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    edit_board(board, by=by, parent=committee, programme=board.programme)
    factories.board("Executive Group", parent=board, programme=board.programme)
    url = reverse("governance:board_detail", args=[board.reference])
    said = words(officer.get(url))
    assert "Directs Open Doors Reports to Policy Committee Reporting to it Executive Group" in said
    assert "Osric Venn" in said
    link = reverse("governance:board_detail", args=[committee.reference])
    assert link in officer.get(url).content.decode()
    assert link not in member.get(url).content.decode()


def test_a_board_as_at_a_past_day_is_the_board_of_that_day() -> None:
    with clock.stopped_at(datetime(2012, 6, 1, 9, 0, tzinfo=UTC)):
        by = factories.officer()
    with clock.stopped_at(datetime(2012, 7, 4, 9, 0, tzinfo=UTC)):
        board = factories.board("Old words", programme=factories.programme())
        appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=by)
    client = signed_in(by)
    detail = reverse("governance:board_detail", args=[board.reference])
    of_programme = reverse("governance:programme_boards", args=[board.programme.reference])
    with clock.stopped_at(datetime(2012, 9, 3, 9, 0, tzinfo=UTC)):
        edit_board(board, by=by, title="New words", programme=board.programme)
        appoint(scope=board.scope, role=Role.MEMBER, post="Service Director", by=by)
        for url in (detail, of_programme):
            then, now = words(client.get(url, {"at": "2012-08-01"})), words(client.get(url))
            assert "Old words" in then
            assert "Chief Executive" in then
            assert "New words" not in then
            assert "Service Director" not in then
            assert "Appoint" not in then
            assert "Add a board" not in then
            assert "New words" in now
            assert "Service Director" in now
        assert client.get(detail, {"at": "2012-07-01"}).status_code == 404


def test_an_outsider_finds_no_page_of_a_board(outsider: Client, board: Board) -> None:
    ref, programme = board.reference, board.programme.reference
    for url in (
        reverse("governance:board_detail", args=[ref]),
        reverse("governance:board_edit", args=[ref]),
        reverse("governance:board_archive", args=[ref]),
        reverse("governance:board_history", args=[ref]),
        reverse("governance:programme_boards", args=[programme]),
        reverse("governance:programme_board_add", args=[programme]),
    ):
        assert outsider.get(url).status_code == 404, url
    assert outsider.get(reverse("governance:board_add")).status_code == 403


def test_a_member_reads_and_is_offered_no_way_to_edit(member: Client, board: Board) -> None:
    ref, programme = board.reference, board.programme.reference
    for url in (
        reverse("governance:board_detail", args=[ref]),
        reverse("governance:programme_boards", args=[programme]),
        LIST,
    ):
        said = words(member.get(url))
        assert "Osric Venn" in said or url == LIST
        for offer in ("Add a board", "Appoint", "Edit"):
            assert offer not in said, url
    for url in (
        reverse("governance:board_edit", args=[ref]),
        reverse("governance:board_archive", args=[ref]),
        reverse("governance:board_add"),
        reverse("governance:programme_board_add", args=[programme]),
    ):
        assert member.get(url).status_code == 403, url
    assert member.get(reverse("governance:board_history", args=[ref])).status_code == 200


def test_the_page_of_a_programme_shows_its_roles_and_all_seats(
    manager: Client, board: Board
) -> None:
    factories.board("Of another programme", programme=factories.programme("Other"))
    appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=factories.officer())
    url = reverse("governance:programme_boards", args=[board.programme.reference])
    said = words(manager.get(url))
    assert "Programme manager Mina Oake" in said
    assert "Chair Chief Executive" in said
    assert "Of another programme" not in said


def test_the_page_of_a_programme_needs_the_same_queries_for_one_and_three_boards(
    manager: Client, board: Board, django_assert_num_queries
) -> None:
    url = reverse("governance:programme_boards", args=[board.programme.reference])
    factories.holder(Role.CHAIR, board.scope)
    with django_assert_num_queries(9):
        manager.get(url)
    for title in ("B", "C"):
        more = factories.board(title, programme=board.programme)
        factories.holder(Role.CHAIR, more.scope)
    with django_assert_num_queries(9):
        manager.get(url)


def test_an_officer_makes_a_board_of_no_programme(officer: Client) -> None:
    typed = {
        "title": "Policy Committee",
        "kind": factories.body_kind("committee").pk,
        "purpose": "Decides.",
    }
    response = officer.post(reverse("governance:board_add"), typed)
    board = Board.objects.get()
    assert response["Location"] == reverse("governance:board_detail", args=[board.reference])
    assert (board.title, board.programme, board.scope.parent) == (
        "Policy Committee",
        None,
        office(),
    )


def test_a_programme_manager_makes_and_edits_a_board_of_that_programme(
    manager: Client, programme: Programme
) -> None:
    add = reverse("governance:programme_board_add", args=[programme.reference])
    assert manager.get(add).context["form"]["programme"].value() == programme.pk
    typed = {"title": "The Board", "kind": factories.body_kind().pk, "programme": programme.pk}
    assert manager.post(add, typed).status_code == 302
    board = Board.objects.get()
    assert board.scope.parent == programme.scope
    edit = reverse("governance:board_edit", args=[board.reference])
    response = manager.post(edit, {**typed, "title": "Our Board", "version": board.version})
    assert response.status_code == 302
    board.refresh_from_db()
    assert (board.title, board.scope.title) == ("Our Board", "Our Board")


def test_a_programme_manager_can_put_a_board_nowhere_else(
    manager: Client, programme: Programme
) -> None:
    other = factories.programme("Secret programme")
    secret = factories.board("Secret board", programme=other)
    add = reverse("governance:programme_board_add", args=[programme.reference])
    page = manager.get(add).content.decode()
    assert "Secret" not in page
    typed = {"title": "The Board", "kind": factories.body_kind().pk}
    refused = manager.post(add, typed)
    assert dict(refused.context["form"].errors) == {
        "programme": ["Choose a programme whose boards you may edit."]
    }
    for field, value in (("programme", other.pk), ("parent", secret.pk)):
        response = manager.post(add, {**typed, "programme": programme.pk, field: value})
        assert list(response.context["form"].errors) == [field]
    assert manager.get(reverse("governance:board_add")).status_code == 403


def test_a_secretary_edits_their_board_and_keeps_a_parent_they_cannot_see(board: Board) -> None:
    committee = factories.board("Policy Committee", kind=BoardKind.COMMITTEE)
    by = factories.officer()
    edit_board(board, by=by, parent=committee, programme=board.programme)
    client = signed_in(factories.holder(Role.SECRETARY, board.scope, "Sela Pike"))
    edit = reverse("governance:board_edit", args=[board.reference])
    board.refresh_from_db()
    typed = {"title": "Renamed", "kind": factories.body_kind().pk, "programme": board.programme_id}
    sent = {**typed, "parent": committee.pk, "version": board.version}
    assert client.post(edit, sent).status_code == 302
    board.refresh_from_db()
    assert (board.title, board.parent) == ("Renamed", committee)
    moved = client.post(edit, {**sent, "programme": "", "version": board.version})
    assert list(moved.context["form"].errors) == ["programme"]


def test_boards_that_would_report_in_a_ring_are_refused_beside_the_field(
    officer: Client, board: Board
) -> None:
    below = factories.board("Below", programme=board.programme, parent=board)
    edit = reverse("governance:board_edit", args=[board.reference])
    typed = {
        "title": board.title,
        "kind": factories.body_kind().pk,
        "programme": board.programme_id,
        "parent": below.pk,
        "version": board.version,
    }
    assert dict(officer.post(edit, typed).context["form"].errors) == {
        "parent": [f"This leads back to {board.title} itself, directly or through others."]
    }
