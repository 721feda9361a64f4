"""Thousands of random operations, honest and not: each is recorded or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from audit import guards
from audit.errors import NotAudited, Refused
from audit.writing import audited
from people.models import Person
from programmes.models import Programme
from projects.models import Milestone, Project
from tests import factories
from tests.audit.rows import in_thread
from tests.faults.agreement import disagreements, untold
from tests.faults.lengths import length
from tests.faults.operations import ACTS, HONEST, Step, World
from tests.showing import Show

pytestmark = pytest.mark.django_db(transaction=True)

OPERATIONS = length(300, 10_000)
STEPS = (1, 2, 3) * 5
"""The steps of each attempt of one example."""

REFUSALS = (Refused, NotAudited, DatabaseError, ProtectedError, RuntimeError)
"""RuntimeError is Django's word for `audited()` inside somebody else's transaction."""


class BrokenOff(Exception):
    """Something else went wrong half-way."""


# How the steps of an attempt are taken. Each is given a function for each step, and who acts.

Steps = list[Callable[[], object]]


def alone(steps: Steps, by: Person) -> None:
    for step in steps:
        step()


def in_a_transaction(steps: Steps, by: Person) -> None:
    with transaction.atomic():
        alone(steps, by)


def in_one_change_set(steps: Steps, by: Person) -> None:
    with audited(by=by, reason="All of it"):
        alone(steps, by)


def each_in_a_nested_one(steps: Steps, by: Person) -> None:
    with audited(by=by, reason="The whole"):
        for step in steps:
            with audited(by=by, reason="A part"):
                step()


def broken_off(steps: Steps, by: Person) -> None:
    with audited(by=by, reason="Broken off"):
        alone(steps, by)
        raise BrokenOff


def all_but_the_first_undone(steps: Steps, by: Person) -> None:
    with audited(by=by, reason="The rest is undone"):
        steps[0]()
        with suppress(BrokenOff), transaction.atomic():
            alone(steps[1:], by)
            raise BrokenOff


def whatever_is_not_refused(steps: Steps, by: Person) -> None:
    with audited(by=by, reason="Whatever is not refused"):
        for step in steps:
            with suppress(*REFUSALS), transaction.atomic():
                step()


def in_a_load(steps: Steps, by: Person) -> None:
    with audited(by=by, reason="Loaded", dated=datetime(2012, 7, 4, tzinfo=UTC)):
        alone(steps, by)


def in_a_job(steps: Steps, by: Person) -> None:
    in_thread(lambda: in_one_change_set(steps, by))


SETTINGS = [
    alone, in_a_transaction, in_one_change_set, in_one_change_set, in_one_change_set, broken_off,
    each_in_a_nested_one, all_but_the_first_undone, whatever_is_not_refused,
    whatever_is_not_refused, in_a_load, in_a_job,
]  # fmt: skip

some_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
some_step = st.builds(
    Step,
    act=st.sampled_from(HONEST) | st.sampled_from(list(ACTS)),
    at=st.integers(0, 7),
    words=some_words | some_words | st.sampled_from(["", "x" * 301]),
)
some_attempts = st.tuples(
    *(
        st.tuples(st.sampled_from(SETTINGS), st.lists(some_step, min_size=size, max_size=size))
        for size in STEPS
    )
)


@pytest.fixture(scope="module")
def kept(committed: DjangoDbBlocker) -> int:
    with committed.unblock():
        return factories.programme().pk


def picture(world: World) -> list[Any]:
    """The world's records as they are, and how much history they have."""
    columns = [field.attname for field in Milestone._meta.concrete_fields]
    rows = Milestone.objects.filter(project=world.project).order_by("pk").values_list(*columns)
    keys = [row[0] for row in rows]
    return [
        list(rows),
        Milestone.history.filter(id__in=keys).count(),
        Project.objects.values_list("title", "version").get(pk=world.project.pk),
        Project.history.filter(id=world.project.pk).count(),
    ]


def attempt(
    world: World, setting: Callable[[Steps, Person], None], steps: list[Step], before: list[Any]
) -> tuple[str, list[Any]]:
    """Try it, judge the world after it, and say what came of it, with the picture after it."""
    acts = [lambda step=step: ACTS[step.act](world, step) for step in steps]
    outcome = "recorded"
    try:
        setting(acts, world.officer)
    except (*REFUSALS, BrokenOff):
        outcome = "refused"
    after = picture(world)
    assert not connection.in_atomic_block
    assert guards.unrecorded_changes(connection) == []
    assert untold(Milestone, project=world.project) == []
    if outcome == "refused" and not (setting is alone and len(steps) > 1):
        assert after == before
    return ("without effect" if outcome == "recorded" and after == before else outcome), after


def test_each_of_many_random_operations_is_recorded_or_refused(kept: int, show: Show) -> None:
    programme, officer = Programme.objects.get(pk=kept), factories.officer()
    outcomes: Counter[str] = Counter()
    operations = 0

    @settings(
        max_examples=ceil(OPERATIONS / sum(STEPS)),
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(some_attempts)
    def run(attempts: Any) -> None:
        nonlocal operations
        world = World(factories.project(programme=programme), officer)
        factories.milestone("First", project=world.project)
        factories.milestone("Second", project=world.project)
        seen = picture(world)
        for setting, steps in attempts:
            outcome, seen = attempt(world, setting, steps, seen)
            outcomes[outcome] += 1
            operations += len(steps)

    run()
    show(f"{operations} operations in {outcomes.total()} attempts: {dict(outcomes)}")
    assert operations >= OPERATIONS
    assert min(outcomes["recorded"], outcomes["refused"]) > outcomes.total() // 20
    assert disagreements() == []
