"""What is different about a programme's boards between 10 June and 4 July 2012."""

from __future__ import annotations

from datetime import date

import pytest

from audit.actions import archive_record
from governance.actions.boards import edit_board
from governance.comparison import BOARDS, lines
from records.comparison import Line
from reports.queries.comparison import span_of_programme, span_of_project
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


def test_boards_say_what_became_of_them() -> None:
    with on(6, 1):
        programme = factories.programme()
        project = factories.project(programme=programme)
        changed, gone, left, same = (
            factories.board(title, programme=programme)
            for title in ("Board", "Gone", "Left", "Same")
        )
        elsewhere = factories.board("Elsewhere")
    by = factories.officer()
    edit_board(
        changed, by=by, programme=programme, title="Steering Board", purpose="To steer.",
        kind=factories.body_kind("sponsoring_group"), parent=elsewhere,
    )  # fmt: skip
    archive_record(gone, by=by)
    edit_board(left, by=by, programme=None)
    edit_board(elsewhere, by=by, programme=None, title="Renamed elsewhere")
    new = factories.board("New", programme=programme)
    words = (
        "renamed from “Board”; Programme board to Sponsoring group; purpose rewritten; "
        "reports to another board"
    )
    then = end_of(date(2012, 6, 10))
    assert lines(span_of_programme(programme, then, None)) == [
        Line(BOARDS, "Steering Board", words, f"/boards/{changed.reference}/history/"),
        Line(BOARDS, "Gone", "archived", f"/boards/{gone.reference}/history/"),
        Line(BOARDS, "New", "added", f"/boards/{new.reference}/history/"),
        Line(BOARDS, "Left", "no longer directs this programme", ""),
    ]
    assert lines(span_of_project(project, by, then, None)) == []
    assert same.title == "Same"
