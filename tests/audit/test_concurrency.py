"""Many at once: nobody overwrites anybody, and a frozen moment stays what it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier, Event
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit import bulk, writing
from audit.actions import edit_record
from audit.errors import Conflict
from audit.models import RecordedChange
from audit.writing import audited, freeze_moment
from people.models import Person
from projects.models import Milestone, Project
from tests import factories
from tests.audit.rows import closing
from tests.faults.agreement import disagreements
from tests.faults.lengths import length
from tests.showing import Show
from values import clock

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE, PATIENCE = 4, length(30, 1_200)
# SQLite's writers wait in line and are slow.
ROUNDS = {"postgresql": length(20, 1_000), "sqlite": length(5, 50)}


@pytest.fixture(scope="module")
def kept(committed: DjangoDbBlocker) -> int:
    with committed.unblock():
        return factories.project().pk


@pytest.fixture
def officer(kept: int) -> Person:
    return factories.officer()


@pytest.fixture
def milestone(kept: int) -> Milestone:
    return factories.milestone("Open", project=Project.objects.get(pk=kept))


def together(acts: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at once, each in a thread of its own; an error is returned as its result."""

    def tried(act: Callable[[], Any]) -> Any:
        try:
            return closing(act)()
        except Exception as error:
            return error

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(tried, acts, timeout=PATIENCE))


def test_of_many_editors_of_one_version_one_saves_and_the_others_get_a_conflict(
    milestone: Milestone, officer: Person
) -> None:
    start = Barrier(AT_ONCE)

    def edit(name: str) -> Callable[[], Milestone]:
        def act() -> Milestone:
            start.wait(PATIENCE)
            return edit_record(milestone, by=officer, expected_version=1, title=name)

        return act

    done = together([edit(f"Editor {number}") for number in range(AT_ONCE)])
    saved = [result for result in done if isinstance(result, Milestone)]
    assert [type(result) for result in done if result not in saved] == [Conflict] * (AT_ONCE - 1)
    assert Milestone.objects.get(pk=milestone.pk).title == saved[0].title
    assert list(milestone.history.order_by("history_id").values_list("title", "version")) == [
        ("Open", 1),
        (saved[0].title, 2),
    ]


def test_of_many_who_ask_for_a_reference_each_gets_another(officer: Person) -> None:
    start = Barrier(AT_ONCE)

    def ask() -> str:
        start.wait(PATIENCE)
        with audited(by=officer, reason="A test"):
            return writing.next_reference("RACE")

    assert sorted(together([ask] * AT_ONCE)) == [
        f"RACE-{number:04d}" for number in range(1, AT_ONCE + 1)
    ]


def test_a_writer_who_began_first_and_ends_last_has_the_last_word(
    milestone: Milestone, officer: Person, engine: str
) -> None:
    if engine != "postgresql":
        pytest.skip("sqlite has one writer at a time")
    first_began, second_ended = Event(), Event()

    def slow() -> None:
        with audited(by=officer, reason="Began first"):
            first_began.set()
            assert second_ended.wait(PATIENCE)
            writing.change(milestone, title="Slow")

    def quick() -> None:
        assert first_began.wait(PATIENCE)
        edit_record(milestone, by=officer, title="Quick")
        second_ended.set()

    assert together([slow, quick]) == [None, None]
    rows = milestone.history.order_by("history_date", "history_id")
    assert list(rows.values_list("title", "version")) == [("Open", 1), ("Quick", 2), ("Slow", 3)]
    assert Milestone.objects.at(clock.now()).get(id=milestone.pk).title == "Slow"


def test_a_frozen_moment_stays_what_it_was_while_others_write(
    kept: int,
    officer: Person,
    engine: str,
    show: Show,
) -> None:
    project = Project.objects.get(pk=kept)
    mine, yours, ours = (factories.milestone(t, project=project) for t in ("A", "B", "C"))
    frozen_enough = Event()
    pictures: dict[datetime, tuple[Any, ...]] = {}

    def picture(moment: datetime) -> tuple[Any, ...]:
        """The milestones at a moment, and how many changes there had been in the database."""
        rows = Milestone.objects.at(moment).order_by("id").values_list("id", "title", "version")
        return *rows, RecordedChange.objects.filter(moment__lte=moment).count()

    def write(own: Milestone) -> Callable[[], int]:
        def act() -> int:
            number = 0
            while not frozen_enough.is_set():
                number += 1
                with audited(by=officer, reason="Writing on"):
                    time.sleep(
                        0.002
                    )  # between the stamp and the write, where a freeze would slip in
                    bulk.change_many([Milestone.objects.get(pk=own.pk)], title=f"{number}")
                    writing.change(ours, title=f"{own.pk} {number}")
                time.sleep(0.002)
            return number

        return act

    def freeze() -> None:
        try:
            for _ in range(ROUNDS[engine]):
                moment = freeze_moment(by=officer)
                pictures[moment] = picture(moment)
                time.sleep(0.005)
        finally:
            frozen_enough.set()

    first, second, nothing = together([write(mine), write(yours), freeze])
    assert nothing is None
    assert len(pictures) == ROUNDS[engine]
    assert {moment: picture(moment) for moment in pictures} == pictures
    assert len({repr(seen) for seen in pictures.values()}) > ROUNDS[engine] // 4
    assert disagreements() == []
    show(f"{len(pictures)} moments frozen while two wrote {first + second} change sets")
