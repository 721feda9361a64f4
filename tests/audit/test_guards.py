"""The guards are where they must be, also after SQLite has rebuilt a table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations import AlterField, Migration
from django.db.models import CharField
from pytest_django import DjangoDbBlocker

from audit import guards
from audit.errors import UnrecordedChange
from audit.guards import Comparison
from audit.management.commands.migrate import Command as Migrate
from audit.models import tracked_models
from audit.writing import audited
from projects.models import Milestone, Project
from tests import factories
from tests.audit.rows import execute
from tests.audit.ways_round_jobs import migrate_with
from tests.lifted_guards import lifted_guards

pytestmark = pytest.mark.django_db(transaction=True)

MILESTONES, HISTORY = Milestone._meta.db_table, Milestone.history.model._meta.db_table


@pytest.fixture(scope="module")
def kept(committed: DjangoDbBlocker) -> int:
    with committed.unblock():
        return factories.milestone().pk


@pytest.fixture
def milestone(kept: int) -> Iterator[Milestone]:
    """A saved milestone; whatever the test does to the guards is put right after it."""
    yield Milestone.objects.get(pk=kept)
    guards.install(connection)


@contextmanager
def a_longer_title(model: str) -> Iterator[None]:
    """Alter a column, which rebuilds the table on SQLite, and alter it back after the test."""
    guards.before_migrate(using="default")
    migrate_with(operation=AlterField(model, "title", CharField(max_length=333)))
    try:
        yield
    finally:
        guards.before_migrate(using="default")
        migrate_with(operation=AlterField(model, "title", CharField(max_length=300)))
        guards.after_migrate(using="default")


def missing() -> set[str]:
    """The tables that lack a guard."""
    return {table for table, _ in guards.expected(connection) - guards.inventory(connection)}


def refused_update(pk: int) -> bool:
    """Whether a silent update of a milestone is refused; it leaves nothing behind either way."""
    try:
        with transaction.atomic():
            execute(f"UPDATE {MILESTONES} SET title = title WHERE id = {pk}")
    except IntegrityError:
        return True
    return False


def test_every_guard_is_there_after_migrate(kept: int, engine: str) -> None:
    per_record = {"sqlite": 8, "postgresql": 6}[engine]
    of_the_index, of_events, of_frozen_moments = 3, 2, 3
    of_fixed_fields = sum(bool(model.never_changes) for model in tracked_models())
    of_obligations = {"sqlite": 2, "postgresql": 4}[engine]
    expected = guards.expected(connection)
    assert guards.inventory(connection) == expected
    of_records = per_record * len(list(tracked_models()))
    others = of_the_index + of_events + of_frozen_moments + of_obligations
    assert len(expected) == of_records + others + of_fixed_fields


def test_every_guard_is_there_after_a_table_was_rebuilt(milestone: Milestone, engine: str) -> None:
    for model, table in (("Milestone", MILESTONES), ("HistoricalMilestone", HISTORY)):
        with a_longer_title(model):
            assert missing() >= ({table} if engine == "sqlite" else set())
            guards.after_migrate(using="default")
            assert guards.inventory(connection) == guards.expected(connection)
            assert refused_update(milestone.pk)
        assert guards.inventory(connection) == guards.expected(connection)


def test_a_later_migration_of_the_same_run_meets_the_guards(
    milestone: Milestone, engine: str
) -> None:
    with a_longer_title("Milestone"):
        if engine == "sqlite":
            assert not refused_update(milestone.pk)
        migrate = Migrate()
        migrate.verbosity = 0
        migrate.migration_progress_callback("apply_success", Migration("9999_x", "projects"))
        assert refused_update(milestone.pk)


def test_what_an_earlier_migrate_left_half_done_is_seen_and_mended(
    milestone: Milestone, engine: str
) -> None:
    guards.before_migrate(using="default")
    is_weaker = engine == "sqlite"  # it rebuilds tables, which PostgreSQL alters as they are
    assert (missing() >= {"audit_due", "audit_frozenmoment"}) is is_weaker
    assert bool(guards.compare(connection).altered) is is_weaker
    guards.after_migrate(using="default")
    assert guards.compare(connection) == Comparison([], [], [])


def test_while_migrating_history_must_still_follow_a_change(milestone: Milestone) -> None:
    guards.before_migrate(using="default")
    names = [f.column for f in Milestone.history.model._meta.fields if not f.primary_key]
    columns = ", ".join(names)
    with pytest.raises(IntegrityError, match="history without a change"):
        execute(f"INSERT INTO {HISTORY} ({columns}) SELECT {columns} FROM {HISTORY}")


def test_migrate_puts_back_a_guard_that_was_lost(milestone: Milestone) -> None:
    with lifted_guards(connection):
        others = {*guards.append_only_tables(), *guards.OBLIGATIONS}
        assert len(missing()) == 2 * len(list(tracked_models())) + len(others)
        assert not refused_update(milestone.pk)
        call_command("migrate", verbosity=0)
        assert guards.inventory(connection) == guards.expected(connection)
        assert refused_update(milestone.pk)


def test_a_guard_that_is_switched_off_is_seen_and_switched_on(
    milestone: Milestone, engine: str
) -> None:
    if engine != "postgresql":
        pytest.skip("only postgresql can switch a trigger off")
    execute(f"ALTER TABLE {MILESTONES} DISABLE TRIGGER audit_keep")
    assert guards.compare(connection) == Comparison([], [(MILESTONES, "audit_keep")], [])
    assert guards.install(connection) == [(MILESTONES, "audit_keep")]
    assert guards.compare(connection) == Comparison([], [], [])


def test_the_error_names_the_rows_that_were_changed_unrecorded(milestone: Milestone) -> None:
    project = Project.objects.get(pk=milestone.project_id)
    with (
        pytest.raises(UnrecordedChange) as refusal,
        audited(by=factories.officer(), reason="A test"),
    ):
        execute(f"UPDATE {MILESTONES} SET title = 'Silently'")
        execute(f"UPDATE {Project._meta.db_table} SET title = 'Silently'")
    assert str(refusal.value) == (
        "Changed without a history row, so nothing was saved: "
        f"projects_milestone {milestone.pk}, projects_project {project.pk}."
    )
