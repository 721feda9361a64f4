"""Every row names the person who wrote it: in a page, a command, a thread or a job."""

from __future__ import annotations

import contextvars
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit import change_sets, writing
from audit.actions import create_record
from audit.change_sets import job
from audit.errors import NotAudited
from audit.models import TrackedModel
from audit.writing import audited
from people.choices import UnitKind
from people.models import OrganisationUnit, Person
from tests import factories
from tests.audit.rows import in_thread
from tests.faults.agreement import disagreements
from tests.lifted_guards import lifted_guards

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def kept(committed: DjangoDbBlocker) -> int:
    with committed.unblock():
        return factories.account().person_id


@pytest.fixture
def officer(kept: int) -> Person:
    return Person.objects.get(pk=kept)


def new_unit(by: Person, reason: str = "A new service") -> OrganisationUnit:
    kind = UnitKind.SERVICE
    return create_record(OrganisationUnit, by=by, reason=reason, name="Parks", kind=kind)


def last_row(record: TrackedModel) -> Any:
    return record.history.latest("history_id")


def test_a_job_gives_its_name_and_number_to_every_row_of_its_run(officer: Person) -> None:
    with job("nightly") as first:
        rows = [last_row(new_unit(officer)), last_row(new_unit(officer))]
    with job("nightly") as second:
        rows.append(last_row(new_unit(officer)))
    rows.append(last_row(new_unit(officer)))
    assert [row.request_id for row in rows] == [first, first, second, ""]
    assert first != second
    assert first.startswith("nightly:")


def test_the_name_of_a_job_may_be_long(officer: Person) -> None:
    with job("a_management_command_with_a_very_long_name") as run:
        assert last_row(new_unit(officer)).request_id == run
    assert len(run) == 64


def test_a_job_that_fails_ends_like_any_other(officer: Person) -> None:
    with pytest.raises(ZeroDivisionError), job("nightly"):
        raise ZeroDivisionError
    assert change_sets.request_id.get() == ""


def test_a_job_in_a_thread_carries_actor_reason_and_run(officer: Person) -> None:
    def run() -> tuple[str, Any]:
        with job("digest") as name, audited(by=officer, reason="In the night"):
            unit = writing.create(OrganisationUnit, name="Woods", kind=UnitKind.SERVICE)
            return name, last_row(writing.change(unit, name="Woods and trees"))

    name, row = in_thread(run)
    assert (row.history_user_id, row.history_change_reason, row.request_id, row.name) == (
        officer.pk,
        "In the night",
        name,
        "Woods and trees",
    )


def test_a_thread_takes_over_the_run_but_never_the_change_set(officer: Person) -> None:
    with job("digest") as run:
        context = contextvars.copy_context()
        row = in_thread(lambda: context.run(lambda: last_row(new_unit(officer))))
        alone = in_thread(lambda: last_row(new_unit(officer)))
    assert (row.request_id, alone.request_id) == (run, "")
    with (
        audited(by=officer, reason="Of this thread"),
        pytest.raises(NotAudited, match="only inside"),
    ):
        in_thread(lambda: OrganisationUnit(name="Parks", kind=UnitKind.SERVICE).save())


def test_a_command_names_its_run(kept: int) -> None:
    with lifted_guards(connection):
        call_command("flush", verbosity=0, interactive=False)
    people = {"council": "Selderby", "first_person": "Ann", "second_person": "Bo"}
    call_command("found_council", stdout=StringIO(), **people)
    runs = set(Person.history.values_list("request_id", flat=True))
    assert len(runs) == 1
    assert runs.pop().startswith("found_council:")
    assert disagreements() == []
