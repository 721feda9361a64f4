"""Every kind of record is told in a comparison: by its app, or field by field."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import gettext_lazy

from audit.actions import archive_record, create_record, edit_record
from audit.models import tracked_models
from audit.places import path_to_scope
from governance.actions.boards import direct
from people.choices import Role
from people.models import Direction, Person
from programmes.models import Programme
from records import changed_kinds
from records.comparison import Group, Line, Place, Span, Tone, lines_of, told_in_own_words
from reports.models import Paper, PaperSection, Recommendation
from reports.queries.comparison import span_of_programme
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = end_of(date(2012, 6, 10))


@pytest.fixture
def programme() -> Programme:
    with on(6, 1):
        return factories.programme()


def said(programme: Programme, reader: Person | None = None) -> list[Line]:
    return lines_of(span_of_programme(programme, THEN, None, reader))


def group(key: str, title: str) -> Group:
    return Group(key, 80, title, is_internal=True)


def test_every_kind_that_stands_in_a_scope_is_told_once() -> None:
    """Those that an app tells, and all others; a scope is told by its record."""
    span = Span(THEN, None, 0, 0, "", 0, reader=Person())
    standing = {m for m in tracked_models() if path_to_scope(m) and not m.is_scope}
    here = {m for m in tracked_models() if changed_kinds._is_told_here(m, span)}
    assert here == standing - told_in_own_words()
    assert {Paper, PaperSection, Direction} <= here
    assert {Programme} <= told_in_own_words()


def test_a_kind_of_which_no_app_speaks_is_told_field_by_field(programme: Programme) -> None:
    by = factories.officer()
    with on(6, 1):
        board = factories.board("Board", programme=programme)
        other, later = (factories.programme(title).scope for title in ("Other", "Later"))
        kept = direct(board, directed=other, by=by)
    edit_record(kept, by=by, ends_on=date(2012, 7, 1))
    added = direct(board, directed=later, by=by)
    url, place = "/changes/people.direction/%d/", Place("Board")
    directions = group("direction", "Directions")
    ended = "Last day: empty to 1 July 2012"
    assert said(programme) == [
        Line(directions, "Direction", ended, url % kept.pk, place=place),
        Line(directions, "Direction", "added", url % added.pk, place=place),
    ]


def test_what_only_some_may_read_is_told_to_them_alone(programme: Programme) -> None:
    by = factories.officer()
    with on(6, 1):
        paper = factories.paper("Progress", programme=programme)
    edit_record(paper, by=by, agenda_item="7")
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope)
    outsider = factories.person("Otto Vane")
    told = [line for line in said(programme, manager) if line.group.key == "paper"]
    assert [line.subject for line in told] == ["Progress"]
    for reader in (outsider, None):
        assert [line for line in said(programme, reader) if line.group.key == "paper"] == []


def test_a_kind_may_have_words_of_its_own(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = Group("points", 5, gettext_lazy("Points"))
    moved_up = ("moved up", Tone.BETTER)
    telling = changed_kinds.Telling(points, lambda old, new: moved_up, "point %(change)s")
    monkeypatch.setitem(changed_kinds._tellings, Recommendation, telling)
    by = factories.officer()
    with on(6, 1):
        paper = factories.paper(programme=programme)
        first, second = (
            create_record(Recommendation, by=by, paper=paper, text=text, position=n)
            for n, text in enumerate(("Note this.", "Agree."))
        )
    edit_record(first, by=by, position=3)
    archive_record(second, by=by)
    told = [line for line in said(programme, by) if line.group == points]
    assert [(line.words, line.tone) for line in told] == [
        ("point archived", Tone.NEUTRAL), ("moved up", Tone.BETTER),
    ]  # fmt: skip
