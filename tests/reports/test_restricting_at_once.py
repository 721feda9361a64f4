"""One person adds a part to a paper while another restricts it: in either order the part is
restricted.

On PostgreSQL the second waits for the row of the paper; SQLite has one writer at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit.actions import create_record
from audit.writing import audited
from people.models import Person, RestrictableModel, Restriction
from programmes.models import Programme
from reports.actions import add_section
from reports.models import Paper, PaperSection, Recommendation
from tests import factories
from tests.audit.rows import closing
from tests.committed import committed

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["committed"]

PATIENCE = 30
ROUNDS = 5

Act = Callable[[], Any]


@pytest.fixture(scope="module")
def programme(committed: DjangoDbBlocker) -> int:
    with committed.unblock():
        return factories.paper("Open").programme_id


@pytest.fixture
def officer(programme: int) -> Person:
    return factories.officer()


@pytest.fixture
def paper(programme: int) -> Paper:
    return factories.paper("Lease", programme=Programme.objects.get(pk=programme))


def section(paper: Paper, by: Person) -> RestrictableModel:
    return add_section(paper=Paper.objects.get(pk=paper.pk), heading="More", by=by)


def recommendation(paper: Paper, by: Person) -> RestrictableModel:
    return create_record(Recommendation, by=by, paper=Paper.objects.get(pk=paper.pk), text="Agree.")


def appendix(paper: Paper, by: Person) -> RestrictableModel:
    return factories.appendix(paper=Paper.objects.get(pk=paper.pk), by=by)


def restrict(paper: Paper, by: Person) -> Restriction:
    return factories.restriction(record=Paper.objects.get(pk=paper.pk), by=by)


def both(*acts: Act) -> list[Any]:
    """Do the acts in threads, each with a connection of its own."""
    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return [
            made.result(timeout=2 * PATIENCE)
            for made in [pool.submit(closing(act)) for act in acts]
        ]


def wait_until_the_other_waits(engine: str) -> None:
    """Until another waits for this connection; SQLite does not say so, and is given a moment."""
    if engine != "postgresql":
        time.sleep(0.3)
        return
    until = time.monotonic() + PATIENCE
    asked = """SELECT count(*) FROM pg_locks
        WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"""
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def one_after_another(first: Act, second: Act, by: Person, engine: str) -> list[Any]:
    """The first writes and does not commit before the second waits for it."""
    has_written = Event()

    def leading() -> Any:
        with audited(by=by, reason="Began first"):
            made = first()
            has_written.set()
            wait_until_the_other_waits(engine)
        return made

    def following() -> Any:
        assert has_written.wait(PATIENCE)
        return second()

    return both(leading, following)


def marks_of(paper: Paper) -> set[int | None]:
    """The marks of a paper and of its parts, also of those that were made a moment ago."""
    found = {Paper.objects.get(pk=paper.pk).restriction_id}
    for kind in (PaperSection, Recommendation):
        found |= set(kind.objects.filter(paper=paper).values_list("restriction_id", flat=True))
    return found


@pytest.mark.parametrize("add", [section, recommendation, appendix])
def test_a_part_that_is_added_while_its_paper_is_restricted_is_restricted(
    paper: Paper, officer: Person, engine: str, add: Callable[[Paper, Person], RestrictableModel]
) -> None:
    made, part = one_after_another(
        lambda: restrict(paper, officer), lambda: add(paper, officer), officer, engine
    )
    part.refresh_from_db()
    assert part.restriction_id == made.pk
    assert marks_of(paper) == {made.pk}


@pytest.mark.parametrize("add", [section, recommendation, appendix])
def test_a_paper_that_is_restricted_while_a_part_is_added_takes_it_along(
    paper: Paper, officer: Person, engine: str, add: Callable[[Paper, Person], RestrictableModel]
) -> None:
    part, made = one_after_another(
        lambda: add(paper, officer), lambda: restrict(paper, officer), officer, engine
    )
    part.refresh_from_db()
    assert part.restriction_id == made.pk
    assert marks_of(paper) == {made.pk}


def test_neither_comes_first(programme: int, officer: Person) -> None:
    """Both at once, some times over."""
    for _ in range(ROUNDS):
        paper = factories.paper("Lease", programme=Programme.objects.get(pk=programme))
        start = Barrier(2)

        def at_once(
            act: Callable[[Paper, Person], Any], paper: Paper = paper, start: Barrier = start
        ) -> Act:
            def done() -> Any:
                start.wait(PATIENCE)
                return act(paper, officer)

            return done

        made, part = both(at_once(restrict), at_once(section))
        part.refresh_from_db()
        assert part.restriction_id == made.pk
        assert marks_of(paper) == {made.pk}
