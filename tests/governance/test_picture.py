"""The governance picture: what stands below what, and why; drawn, in words and in papers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from audit.actions import archive_record, edit_record
from documents.content import FigureContent
from documents.diagrams import PAGE, PHONE, Box, Look, svg
from governance.actions.boards import direct, edit_board, sponsor
from governance.blocks import GovernancePicture
from governance.choices import BoardKind
from governance.models import Board
from governance.queries.picture import Node, picture_of_office, picture_of_programme
from people.actions import appoint
from people.choices import Role
from programmes.models import Programme
from records.blocks import About
from tests import factories
from tests.governance.test_views import signed_in, words
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def outline(nodes: Any) -> list[Any]:
    """(title, why it stands there, what else it is), with what stands below it."""
    return [
        (node.title, node.place, *node.also, *([outline(node.below)] if node.below else []))
        for node in nodes
    ]


@pytest.fixture
def programme() -> Programme:
    return factories.programme("Open Doors")


@pytest.fixture
def board(programme: Programme) -> Board:
    return factories.board("The Board", programme=programme)


@pytest.fixture
def told(programme: Programme, board: Board) -> Programme:
    """A board with a sponsor, a group that reports to it, and one elsewhere that directs too."""
    by = factories.officer()
    appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=by)
    sponsors = factories.board("Safeguarding Forum", kind=BoardKind.SPONSORING_GROUP)
    sponsor(board, sponsor=sponsors, by=by)
    factories.board("Executive Group", kind=BoardKind.EXECUTIVE_GROUP, parent=board)
    also = factories.board("Sister Board", programme=factories.programme("Warm Homes"))
    direct(also, directed=programme.scope, by=by)
    project = factories.project("Tools", programme=programme)
    appoint(scope=project.scope, role=Role.STEERING_GROUP, post="Users of the tools", by=by)
    factories.board("Unrelated Committee", kind=BoardKind.COMMITTEE)
    return programme


def test_what_stands_above_and_below_a_programme_is_said_once_each(told: Programme) -> None:
    assert outline(picture_of_programme(told, None)) == [
        ("Safeguarding Forum", "", [
            ("The Board", "sponsored by Safeguarding Forum", [
                ("Executive Group", "reports to The Board"),
                ("Open Doors", "directed by The Board", [
                    ("Users of the tools", "steers a project of Open Doors")])])]),
        ("Sister Board", "", "directs Open Doors"),
    ]  # fmt: skip


def test_a_board_that_reports_and_is_sponsored_stands_below_what_it_reports_to(
    told: Programme, board: Board
) -> None:
    cabinet = factories.board("Cabinet", kind=BoardKind.EXECUTIVE)
    edit_board(board, by=factories.officer(), parent=cabinet, programme=told)
    nodes = picture_of_programme(told, None, with_projects=False)
    trees = {tree[0]: tree for tree in outline(nodes)}
    assert trees["Cabinet"] == ("Cabinet", "", [
        ("The Board", "reports to Cabinet", "also sponsored by Safeguarding Forum", [
            ("Executive Group", "reports to The Board"),
            ("Open Doors", "directed by The Board")])])  # fmt: skip
    assert trees["Safeguarding Forum"] == ("Safeguarding Forum", "")


def test_a_programme_without_a_board_stands_alone(programme: Programme) -> None:
    assert outline(picture_of_programme(programme, None)) == [("Open Doors", "")]


def test_the_past_is_drawn_as_it_was() -> None:
    with clock.stopped_at(datetime(2012, 5, 1, 9, tzinfo=UTC)):
        programme = factories.programme("Open Doors")
        old = factories.board("Old Board", programme=programme)
    then = datetime(2012, 6, 1, tzinfo=UTC)
    with clock.stopped_at(datetime(2012, 7, 1, 9, tzinfo=UTC)):
        edit_board(old, by=factories.officer(), title="New Board", programme=programme)
        factories.board("Group", programme=programme, parent=old)
    assert outline(picture_of_programme(programme, then)) == [
        ("Old Board", "", [("Open Doors", "directed by Old Board")])
    ]


def test_the_office_shows_what_its_reader_may_see(told: Programme, board: Board) -> None:
    officer = factories.officer()
    assert [node.title for node in picture_of_office(officer, None)] == [
        "Safeguarding Forum", "Sister Board", "Unrelated Committee"]  # fmt: skip
    member = factories.holder(Role.MEMBER, board.scope)
    assert outline(picture_of_office(member, None)) == [
        ("The Board", "", "also sponsored by Safeguarding Forum", [
            ("Open Doors", "directed by The Board")]),
        ("Sister Board", "", "directs Open Doors"),
    ]  # fmt: skip


def test_chairs_of_boards_that_a_reader_may_not_see_are_not_named(
    told: Programme, board: Board
) -> None:
    forum = Board.objects.get(title="Safeguarding Forum")
    appoint(scope=forum.scope, role=Role.CHAIR, post="Bishop", by=factories.officer())
    chair = factories.holder(Role.MEMBER, board.scope, "Mona Pryce")
    page = signed_in(chair).get(f"/programmes/{told.reference}/governance/")
    said = words(page)
    assert "Chief Executive" in said
    assert "Safeguarding Forum" in said
    assert "Bishop" not in said
    assert f"/boards/{forum.reference}/" not in page.content.decode()


class TestInPapers:
    def test_the_block_draws_the_programme_over_a_table_of_all_that_is_drawn(
        self, told: Programme
    ) -> None:
        content = GovernancePicture().read(About((told,)), {"groups": "no"})
        assert isinstance(content, FigureContent)
        figure = content.figure
        assert figure is not None
        assert figure.caption == "Governance of Open Doors"
        assert figure.sentence == (
            "The Board directs Open Doors. Safeguarding Forum sponsors The Board. "
            "4 bodies are shown."
        )
        assert figure.table.rows == (
            ("Safeguarding Forum", "Sponsoring group", "–", "–"),
            ("The Board", "Programme board", "Chief Executive", "sponsored by Safeguarding Forum"),
            ("Executive Group", "Executive group", "–", "reports to The Board"),
            ("Open Doors", "Programme", "–", "directed by The Board"),
            ("Sister Board", "Programme board", "–", "directs Open Doors"),
        )
        titles = [row[0] for row in figure.table.rows]
        assert all(title in figure.svg for title in titles)

    def test_a_programme_without_boards_says_so(self, programme: Programme) -> None:
        said = "No board has been set up for the programme yet."
        assert GovernancePicture().read(About((programme,)), {"groups": "yes"}) == FigureContent(
            None, nil=said
        )


# --- the drawing --------------------------------------------------------------------------------
def many(count: int) -> list[Box]:
    return [Box(f"Body {n}", ("Committee",), below=(Box(f"Group {n}"),)) for n in range(count)]


def test_no_box_leaves_the_drawing_however_many_and_however_deep() -> None:
    deep = Box("Bottom")
    for number in range(6):
        deep = Box(f"Level {number}", ("A" * 80,), below=(deep, Box(f"Beside {number}")))
    for width in (PAGE, PHONE):
        for boxes in (many(1), many(2), many(14), [deep]):
            for left, wide in boxes_of(svg(boxes, width, "Bodies")):
                assert left >= 0
                assert left + wide <= width + 1, (width, left, wide)


def boxes_of(drawing: str) -> list[tuple[float, float]]:
    import re  # noqa: PLC0415  beside its only use

    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawing)
    assert found
    return [(float(left), float(wide)) for left, wide in found]


def test_titles_are_text_and_each_kind_of_line_has_its_look() -> None:
    boxes = [Box("<b>Board</b>", below=(Box("One", look=Look.DASHED), Box("Two", look=Look.ARROW)))]
    drawing = svg(boxes, PAGE, "Bodies & boards", [(Look.DASHED, "is sponsored")])
    assert "&lt;b&gt;Board" in drawing
    assert "<title>Bodies &amp; boards</title>" in drawing
    assert drawing.count("stroke-dasharray") == 2  # the line, and its sample in the key
    assert drawing.count("<polygon") == 1
    assert drawing == svg(boxes, PAGE, "Bodies & boards", [(Look.DASHED, "is sponsored")])


def test_archived_boards_are_not_drawn(told: Programme, board: Board) -> None:
    archive_record(Board.objects.get(title="Executive Group"), by=factories.officer())
    assert "Executive Group" not in str(outline(picture_of_programme(told, None)))


def test_a_sponsorship_that_ended_is_not_drawn(told: Programme, board: Board) -> None:
    link = board.sponsorships.get()
    edit_record(link, by=factories.officer(), ends_on=datetime(2012, 1, 1, tzinfo=UTC).date())
    nodes: list[Node] = picture_of_programme(told, None)
    assert "Safeguarding Forum" not in str(outline(nodes))
