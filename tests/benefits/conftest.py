"""A programme with one project, and people who may do different things there."""

from collections.abc import Callable

import pytest
from django.test import Client

from people.choices import Role
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from tests import factories


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(factories.account(person))
    return client


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """Signs a person in and gives their browser."""
    return sign_in


@pytest.fixture
def project() -> Project:
    return factories.project("Assessment teams")


@pytest.fixture
def programme(project: Project) -> Programme:
    return project.programme


@pytest.fixture
def manager(programme: Programme) -> Client:
    return sign_in(factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mina Oake"))


@pytest.fixture
def lead(project: Project) -> Client:
    return sign_in(factories.holder(Role.PROJECT_LEAD, project.scope, "Maud Thirlby"))


@pytest.fixture
def outsider(programme: Programme) -> Client:
    other = factories.programme("Another programme")
    return sign_in(factories.holder(Role.PROGRAMME_MANAGER, other.scope, "Otto Far"))


@pytest.fixture
def board_member(programme: Programme) -> Client:
    board = factories.board(programme=programme)
    return sign_in(factories.holder(Role.MEMBER, board.scope, "Osric Venn"))
