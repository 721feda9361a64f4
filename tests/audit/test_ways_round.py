"""Every way round the history that we know of is refused by the database or the managers, on both
engines, or else is recorded like any other change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit import guards
from audit.models import tracked_models
from audit.writing import audited
from projects.models import Milestone, Project
from tests import factories
from tests.audit import ways_round_jobs, ways_round_sql
from tests.audit.rows import all_rows
from tests.audit.ways_round import WAYS, Way
from values import clock

assert ways_round_jobs and ways_round_sql  # They add their ways to the list.


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def kept(committed: DjangoDbBlocker) -> int:
    """The key of a project that was saved twice alike, with two milestones."""
    with committed.unblock():
        project = factories.project()
        with audited(by=factories.officer(), reason="Saved again"):
            project.save()
        factories.milestone(project=project)
        factories.milestone("Last library open", project=project)
        return project.pk


@pytest.fixture
def project(kept: int) -> Project:
    return Project.objects.get(pk=kept)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_way_round_the_history_is_refused(way: Way, project: Project, engine: str) -> None:
    if way.engine not in ("", engine):
        pytest.skip(f"only {way.engine} has it")
    before = all_rows()
    with pytest.raises(way.refusal, match=way.saying):
        way.act(project)
    assert not connection.in_atomic_block
    assert all_rows() == before
    assert guards.inventory(connection) == guards.expected(connection)


def test_the_ways_have_names_of_their_own_and_there_are_at_least_ten() -> None:
    names = [way.name for way in WAYS]
    assert len(names) == len(set(names)) >= 10


# Ways that look like ways round and are recorded as any other change


def create_by_manager(project: Project) -> None:
    Milestone.objects.create(project=project, title="By the manager")


def create_through_relation(project: Project) -> None:
    project.milestones.create(title="Through the relation")


def update_or_create(project: Project) -> None:
    Milestone.objects.update_or_create(
        project=project, title="First library open", defaults={"forecast_on": date(2012, 8, 1)}
    )


def save_some_fields(project: Project) -> None:
    project.milestones.earliest("id").save(update_fields=["title"])


@pytest.mark.parametrize(
    "act",
    [
        create_by_manager,
        create_through_relation,
        update_or_create,
        save_some_fields,
    ],
)
def test_what_is_not_refused_is_recorded(act: Callable[[Project], None], project: Project) -> None:
    person = factories.person()
    before = set(Milestone.history.values_list("history_id", flat=True))
    with audited(by=person, reason="In a hurry") as change_set:
        act(project)
    row = Milestone.history.exclude(history_id__in=before).get()
    assert (row.history_user_id, row.history_change_reason, row.change_set) == (
        person.pk,
        "In a hurry",
        change_set.id,
    )
    live = Milestone.objects.get(pk=row.id)
    assert [getattr(row, f.attname) for f in Milestone._meta.concrete_fields] == [
        getattr(live, f.attname) for f in Milestone._meta.concrete_fields
    ]


def test_the_latest_history_of_every_record_is_the_record(kept: int) -> None:
    for model in tracked_models():
        columns = [f.attname for f in model._meta.concrete_fields]
        live = {row[0]: row for row in model.objects.values_list(*columns)}
        recorded = {row[0]: row for row in model.objects.at(clock.now()).values_list(*columns)}
        assert recorded == live, model
