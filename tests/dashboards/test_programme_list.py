"""The list of programmes counts the ratings of each."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.queries.programme_list import ProgrammeLine, programme_lines
from programmes.models import Programme
from programmes.queries import programme_row
from tests import factories
from tests.sweeps.story import Story, story
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def told() -> Story:
    return story()


def test_a_line_counts_the_latest_ratings(told: Story) -> None:
    factories.project("Not rated", programme=told.programme)
    empty = factories.programme("Empty")
    assert programme_lines([told.programme, empty], None) == [
        ProgrammeLine(
            programme=programme_row(told.programme),
            counts=(("amber", 1), ("", 1)),
            projects=2,
            newest=date(2012, 6, 20),
        ),
        ProgrammeLine(programme=programme_row(empty), counts=(), projects=0, newest=None),
    ]


def test_a_line_is_as_it_was(told: Story) -> None:
    then = end_of(date(2012, 6, 10))
    (line,) = programme_lines(Programme.objects.at(then), then)
    assert (line.programme.title, line.programme.state_words) == ("Open Doors", "Proposed")
    assert (line.counts, line.projects, line.newest) == (
        (("red", 1), ("green", 1)),
        2,
        date(2012, 6, 1),
    )
