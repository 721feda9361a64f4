"""Rights at four levels: a portfolio, a programme, a project, and a project that is part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from people import policy
from people.choices import Act, Role
from people.models import Person
from programmes.actions import edit_portfolio, edit_programme
from programmes.models import Portfolio, Programme
from projects.actions import move_project
from projects.models import Milestone, Project
from tests import factories
from tests.sweeps.story import on
from values import clock

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Chain:
    """Records of which each lies in the one before."""

    wide: Portfolio
    portfolio: Portfolio
    programme: Programme
    project: Project
    part: Project
    milestone: Milestone

    def levels(self) -> tuple[Any, ...]:
        return self.wide, self.portfolio, self.programme, self.project, self.part


def chain(name: str) -> Chain:
    wide = factories.portfolio(f"{name}: wide")
    portfolio = factories.portfolio(f"{name}: portfolio", parent=wide)
    programme = factories.programme(f"{name}: programme", portfolio=portfolio)
    project = factories.project(f"{name}: project", programme=programme)
    part = factories.project(f"{name}: part", programme=programme, parent=project)
    milestone = factories.milestone(f"{name}: milestone", project=part)
    return Chain(wide, portfolio, programme, project, part, milestone)


@pytest.fixture(scope="module")
def world(committed: DjangoDbBlocker) -> tuple[Chain, Chain]:
    with committed.unblock(), on(6, 1):
        return chain("Ours"), chain("Theirs")


def seen(person: Person, moment: Any = None) -> list[str]:
    person = Person.objects.get(pk=person.pk)
    rows = (m.objects.at(moment).visible_to(person) for m in (Portfolio, Programme, Project))
    return sorted(str(row) for found in rows for row in found)


def named(name: str, *levels: str) -> list[str]:
    return sorted(f"{name}: {level}" for level in levels)


ALL = ("wide", "portfolio", "programme", "project", "part")
LEVELS = [
    (Role.PORTFOLIO_DIRECTOR, 0, ALL, ALL),
    (Role.PORTFOLIO_DIRECTOR, 1, ALL[1:], ALL[1:]),
    (Role.PROGRAMME_MANAGER, 2, ALL[2:], ALL[2:]),
    (Role.PROJECT_LEAD, 3, ALL[2:], ALL[3:]),
    (Role.PROJECT_LEAD, 4, ALL[2:], ALL[4:]),
    (Role.TEAM_MEMBER, 3, ALL[3:], ()),
    (Role.TEAM_MEMBER, 4, ALL[4:], ()),
]


@pytest.mark.parametrize(("role", "level", "sees", "edits"), LEVELS)
def test_a_role_reaches_its_scope_and_all_below_it(
    world: tuple[Chain, Chain], role: str, level: int, sees: list[str], edits: list[str]
) -> None:
    ours, theirs = world
    person = factories.holder(role, ours.levels()[level].scope)
    assert seen(person) == named("Ours", *sees)
    may = {
        name
        for name, record in zip(ALL, ours.levels(), strict=True)
        if policy.can(person, Act.EDIT_PROJECT, record)
    }
    assert may == set(edits)
    assert policy.can(person, Act.SEE, ours.milestone)
    assert Milestone.objects.visible_to(person).get() == ours.milestone
    assert not any(policy.can(person, act, r) for act in Act for r in theirs.levels())


def test_what_moves_to_another_portfolio_is_seen_there_and_its_past_here(
    world: tuple[Chain, Chain],
) -> None:
    ours, theirs = world
    of_ours, of_theirs = (
        factories.holder(Role.PORTFOLIO_DIRECTOR, c.portfolio.scope) for c in world
    )
    with on(6, 10):
        before = clock.now()
    with on(6, 20):
        edit_programme(ours.programme, by=factories.officer(), portfolio=theirs.portfolio)
    moved = named("Ours", *ALL[2:])
    assert seen(of_ours) == named("Ours", "portfolio")
    assert seen(of_theirs) == sorted([*moved, *named("Theirs", *ALL[1:])])
    person = Person.objects.get(pk=of_ours.pk)
    then = Programme.objects.at(before).visible_to(person)
    assert [row.title for row in then] == ["Ours: programme"]
    assert not policy.can(person, Act.EDIT_PROGRAMME, Programme.objects.get(pk=ours.programme.pk))


def test_a_portfolio_that_moves_takes_its_rights_along(world: tuple[Chain, Chain]) -> None:
    ours, theirs = world
    person = factories.holder(Role.PORTFOLIO_DIRECTOR, theirs.wide.scope)
    edit_portfolio(ours.portfolio, by=factories.officer(), parent=theirs.portfolio)
    assert seen(person) == sorted([*named("Ours", *ALL[1:]), *named("Theirs", *ALL)])


def test_a_project_is_part_of_one_in_its_own_programme(world: tuple[Chain, Chain]) -> None:
    ours, theirs = world
    by = factories.officer()
    sentence = "Choose a project of the same programme."
    for write in (
        lambda: factories.project("New", programme=theirs.programme, parent=ours.project),
        lambda: move_project(theirs.part, programme=theirs.programme, parent=ours.project, by=by),
    ):
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.fields == {"parent": [sentence]}
    with pytest.raises(Refused, match="leads back to Ours: project itself"):
        move_project(ours.project, programme=ours.programme, parent=ours.part, by=by)


def test_a_project_moves_with_its_parts(world: tuple[Chain, Chain]) -> None:
    ours, theirs = world
    person = factories.holder(Role.PROGRAMME_MANAGER, theirs.programme.scope)
    move_project(ours.project, programme=theirs.programme, by=factories.officer())
    part = Project.objects.get(pk=ours.part.pk)
    assert (part.programme, part.parent) == (theirs.programme, ours.project)
    both = [*named("Ours", "project", "part"), *named("Theirs", *ALL[2:])]
    assert seen(person) == sorted(both)
