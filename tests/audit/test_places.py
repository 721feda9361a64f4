"""Every history row carries the place of its record, and the index of all histories has it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import writing
from audit.models import RecordedChange, TrackedModel
from audit.places import NOWHERE, Place, places_of
from audit.writing import audited
from people.queries import office
from tests import factories
from tests.audit.rows import execute
from tests.faults.agreement import disagreements

pytestmark = pytest.mark.django_db


def stood(record: TrackedModel) -> Place:
    """Where the newest history row says that a record stood."""
    row = type(record).history.filter(id=record.pk).latest("history_id")
    place = Place(row.stood_in, row.stood_within, row.stood_above)
    assert place == places_of([record])[record.pk]
    return place


def test_a_person_and_a_unit_stand_nowhere() -> None:
    assert stood(factories.officer()) == NOWHERE


def test_a_programme_stands_in_its_scope_below_the_office() -> None:
    programme = factories.programme()
    place = Place(programme.scope_id, programme.scope_id, office().way)
    assert (stood(programme), stood(programme.scope)) == (place, place)
    assert stood(factories.benefit(programme=programme)) == place
    assert stood(office()) == Place(office().pk, office().pk)


def test_a_project_stands_in_its_scope_within_its_programme() -> None:
    project = factories.project()
    programme = project.programme.scope
    place = Place(project.scope_id, programme.pk, f"o{office().pk}.g{programme.pk}.")
    milestone = factories.milestone(project=project)
    assert [stood(r) for r in (project, project.scope, milestone)] == [place] * 3
    assert stood(factories.report(project=project)) == place


def test_what_is_several_parts_down_stands_where_its_whole_does() -> None:
    measurement = factories.measurement(3, date(2012, 6, 30))
    programme = measurement.indicator.benefit.programme
    assert stood(measurement) == Place(programme.scope_id, programme.scope_id, office().way)


def test_history_stays_where_it_happened_when_a_project_moves() -> None:
    milestone = factories.milestone()
    project, other = milestone.project, factories.programme("Elsewhere")
    with audited(by=factories.officer(), reason="Moved"):
        writing.change(project.scope, parent=other.scope)
    writing_after = {"by": factories.officer(), "reason": "After the move"}
    with audited(**writing_after):
        writing.change(milestone, title="Later")
    rows = milestone.history.order_by("history_id").values_list("stood_in", "stood_within")
    assert list(rows) == [
        (project.scope_id, project.programme.scope_id),
        (project.scope_id, other.scope_id),
    ]


def test_the_index_has_a_row_for_every_history_row() -> None:
    report = factories.report(project=factories.milestone().project)
    writing_board = factories.board()
    assert RecordedChange.objects.filter(kind="governance.board", record_id=writing_board.pk)
    row = report.history.latest("history_id")
    change = RecordedChange.objects.get(kind="projects.statusreport", history_id=row.history_id)
    assert (change.change_set, change.moment, change.actor_id, change.version) == (
        row.change_set,
        row.history_date,
        row.history_user_id,
        report.version,
    )
    assert disagreements() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_recordedchange SET actor_id = 0",
        "UPDATE audit_recordedchange SET moment = moment",
        "DELETE FROM audit_recordedchange",
    ],
)
def test_the_index_is_not_edited(sql: str) -> None:
    factories.officer()
    before = list(RecordedChange.objects.order_by("id").values())
    with pytest.raises(IntegrityError, match="history is not edited"), transaction.atomic():
        execute(sql)
    assert list(RecordedChange.objects.order_by("id").values()) == before


def test_the_index_is_not_emptied(engine: str) -> None:
    if engine != "postgresql":
        pytest.skip("only postgresql can truncate")
    with pytest.raises(IntegrityError, match="history is not edited"), transaction.atomic():
        execute("TRUNCATE audit_recordedchange")
