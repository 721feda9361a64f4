"""A data migration changes tracked records with their history, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from pytest_django import DjangoDbBlocker

from audit import guards
from audit.actions import edit_record
from audit.change_sets import SYSTEM_ID
from audit.migrating import change_records
from audit.models import RecordedChange
from projects.models import Milestone
from tests import factories
from tests.audit.rows import all_rows
from tests.audit.ways_round import AT_COMMIT
from tests.audit.ways_round_jobs import migrate_with
from tests.faults.agreement import disagreements

pytestmark = pytest.mark.django_db(transaction=True)

REASON = "Titles are trimmed"


@pytest.fixture(scope="module")
def kept(committed: DjangoDbBlocker) -> tuple[int, int]:
    """An untidy milestone and a tidy one."""
    with committed.unblock():
        untidy = factories.milestone("x", forecast_on=date(2012, 7, 16))
        tidy = factories.milestone("Tidy", project=untidy.project)
        return untidy.pk, tidy.pk


@pytest.fixture(params=["migrating", "at rest"])
def milestone(kept: tuple[int, int], request: pytest.FixtureRequest) -> Iterator[Milestone]:
    """The untidy one, with the guards as they are while `migrate` runs, and as they are after."""
    record = Milestone.objects.get(pk=kept[0])
    record = edit_record(record, by=factories.officer(), title=f" {request.param} ")
    if request.param == "migrating":
        guards.before_migrate(using="default")
    yield record
    guards.after_migrate(using="default")


def tidy(milestone: Any) -> None:
    milestone.title = milestone.title.strip()


def migration(change: Callable[[Any], None], counts: list[int], **filters: Any) -> Any:
    """The function that a migration's RunPython is given."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        count = change_records(apps, "projects.Milestone", change, reason=REASON, **filters)
        counts.append(count)

    return forwards


def test_a_data_migration_writes_history_as_mandate(
    milestone: Milestone, kept: tuple[int, int]
) -> None:
    before = milestone.history.latest("history_id")
    rows = Milestone.history.count()
    counts: list[int] = []
    migrate_with(migration(tidy, counts))
    live = Milestone.objects.get(pk=milestone.pk)
    assert (counts, live.title, live.version) == (
        [1],
        milestone.title.strip(),
        milestone.version + 1,
    )
    assert Milestone.history.count() == rows + 1
    row = live.history.latest("history_id")
    assert (row.history_user_id, row.history_change_reason, row.history_type, row.request_id) == (
        SYSTEM_ID,
        REASON,
        "~",
        "migration",
    )
    assert (row.title, row.forecast_on, row.version) == (
        live.title,
        date(2012, 7, 16),
        live.version,
    )
    assert (row.stood_in, row.stood_within) == (before.stood_in, before.stood_within)
    assert (row.is_loaded, row.on_behalf_of_id) == (False, None)
    assert RecordedChange.objects.get(change_set=row.change_set).history_id == row.history_id
    assert disagreements() == []


def test_the_past_reads_as_it_was_before_the_migration(milestone: Milestone) -> None:
    migrate_with(migration(tidy, []))
    moment = milestone.history.latest("history_id").history_date
    just_before = moment - timedelta(microseconds=1)
    assert Milestone.objects.at(just_before).get(id=milestone.pk).title == milestone.title
    assert Milestone.objects.at(moment).get(id=milestone.pk).title == milestone.title.strip()


def test_only_what_is_picked_and_differs_is_changed(
    milestone: Milestone, kept: tuple[int, int]
) -> None:
    before = all_rows()
    counts: list[int] = []
    migrate_with(migration(tidy, counts, pk=kept[1]))
    assert (counts, all_rows()) == ([0], before)


def test_a_migration_that_fails_half_way_leaves_nothing(milestone: Milestone) -> None:
    before = all_rows()

    def fail_at_the_second(record: Any) -> None:
        if record.pk != milestone.pk:
            raise ZeroDivisionError
        tidy(record)

    with pytest.raises(ZeroDivisionError):
        migrate_with(migration(fail_at_the_second, []))
    assert all_rows() == before


def test_the_same_without_the_helper_is_refused(milestone: Milestone) -> None:
    before = all_rows()

    def forwards(apps: Any, schema_editor: Any) -> None:
        for record in apps.get_model("projects", "Milestone").objects.all():
            tidy(record)
            record.save()

    with pytest.raises(IntegrityError, match=AT_COMMIT):
        migrate_with(forwards)
    assert all_rows() == before
    assert guards.unrecorded_changes(connection) == []
