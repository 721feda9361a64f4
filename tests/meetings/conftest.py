"""A board with a chair and three members, and a meeting of it."""

from __future__ import annotations

from typing import Any

import pytest

from governance.models import Board
from meetings.models import AgendaItem, Meeting
from people.choices import Role
from people.models import Person
from tests import factories
from tests.factories import meetings

NAMES = ("Cora Hale", "Mona Pryce", "Milo Drew", "Maud Finch")


@pytest.fixture
def board(july_2012: object) -> Board:
    """Chaired by Cora Hale; four seats vote."""
    made = factories.board()
    for position, name in enumerate(NAMES):
        role = Role.MEMBER if position else Role.CHAIR
        factories.holder(role, made.scope, name, is_voting=True, position=position)
    return made


@pytest.fixture
def planned(board: Board) -> Meeting:
    return meetings.meeting(board)


@pytest.fixture
def item(planned: Meeting) -> AgendaItem:
    return meetings.item(planned)


@pytest.fixture
def chair(board: Board) -> Person:
    return _named("Cora Hale")


@pytest.fixture
def member(board: Board) -> Person:
    return _named("Mona Pryce")


def _named(name: str) -> Any:
    return Person.objects.get(name=name)
