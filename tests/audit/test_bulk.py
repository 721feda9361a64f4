"""Many records at once: a few statements, a history row for each, and all of it or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from audit import bulk, clock, guards, writing
from audit.actions import edit_record
from audit.errors import Conflict, NotAudited, Refused
from audit.models import RecordedChange
from audit.writing import audited
from people.actions import appoint
from people.choices import Role, UnitKind
from people.models import Appointment, OrganisationUnit, Person, Scope
from projects.models import Milestone, Project
from tests import factories
from tests.faults.agreement import disagreements

pytestmark = pytest.mark.django_db

ONE_DAY = timedelta(days=1)
AUGUST = date(2012, 8, 1)


def titles(project: Project, count: int) -> list[dict[str, Any]]:
    return [{"project": project, "title": f"Milestone {number}"} for number in range(count)]


def test_each_new_record_gets_a_history_row_like_any_other(july_2012: datetime) -> None:
    project, officer = factories.project(), factories.officer()
    with audited(by=officer, reason="Imported") as change_set:
        made = bulk.create_many(Milestone, titles(project, 3))
    assert [(m.title, m.version) for m in made] == [(f"Milestone {n}", 1) for n in range(3)]
    assert [
        (r.id, r.title, r.version, r.history_type, r.history_user_id, r.history_change_reason)
        + (r.history_date, r.change_set, r.stood_in, r.stood_within)
        for r in Milestone.history.order_by("history_id")
    ] == [
        (m.pk, m.title, 1, "+", officer.pk, "Imported", july_2012, change_set.id)
        + (project.scope_id, project.programme.scope_id)
        for m in made
    ]
    assert disagreements() == []


def test_each_changed_record_gets_the_next_version_and_a_history_row(july_2012: datetime) -> None:
    first = factories.milestone("First")
    second = factories.milestone("Second", project=first.project)
    same = factories.milestone("Same", project=first.project, forecast_on=date(2012, 9, 1))
    first = edit_record(first, by=factories.officer(), title="First, renamed")
    with clock.stopped_at(july_2012 + ONE_DAY), audited(by=factories.officer(), reason="Delay"):
        changed = bulk.change_many([second, same, first], forecast_on=date(2012, 9, 1))
    assert [(m.pk, m.title, m.version, m.forecast_on) for m in changed] == [
        (first.pk, "First, renamed", 3, date(2012, 9, 1)),
        (second.pk, "Second", 2, date(2012, 9, 1)),
    ]
    rows = Milestone.history.filter(history_change_reason="Delay").order_by("id")
    assert [(r.id, r.version, r.history_type, r.history_date) for r in rows] == [
        (first.pk, 3, "~", july_2012 + ONE_DAY),
        (second.pk, 2, "~", july_2012 + ONE_DAY),
    ]
    assert Milestone.objects.at(july_2012).get(id=second.pk).forecast_on is None
    assert second.forecast_on is None  # What the caller holds is not touched.
    assert disagreements() == []


def test_a_list_as_typed_is_changed_too() -> None:
    milestone = factories.milestone()
    with audited(by=factories.officer(), reason="Delay"):
        (changed,) = bulk.change_many([milestone], forecast_on="2012-09-01")
    assert changed.forecast_on == date(2012, 9, 1)
    assert disagreements() == []


def test_nothing_to_do_writes_nothing() -> None:
    milestone = factories.milestone()
    before = RecordedChange.objects.count()
    with audited(by=factories.officer(), reason="Nothing"):
        assert bulk.create_many(Milestone, []) == []
        assert bulk.change_many([], title="x") == []
        assert bulk.change_many([milestone], title=milestone.title) == []
    assert RecordedChange.objects.count() == before


def test_it_is_refused_outside_audited_before_anything_is_asked(
    django_assert_num_queries: Any,
) -> None:
    milestone = factories.milestone()
    rows = titles(milestone.project, 1)
    with django_assert_num_queries(0):
        with pytest.raises(NotAudited, match="only inside"):
            bulk.create_many(Milestone, rows)
        with pytest.raises(NotAudited, match="only inside"):
            bulk.change_many([milestone], title="Later")


def test_hundreds_of_records_take_few_statements_and_are_all_recorded(engine: str) -> None:
    project = factories.project()
    with audited(by=factories.officer(), reason="Imported"):
        with CaptureQueriesContext(connection) as creating:
            made = bulk.create_many(Milestone, titles(project, 501))
        with CaptureQueriesContext(connection) as changing:
            bulk.change_many(made, forecast_on=AUGUST)
    assert len(creating) + len(changing) < {"postgresql": 30, "sqlite": 90}[engine]
    assert set(Milestone.objects.values_list("forecast_on", "version")) == {(AUGUST, 2)}
    assert disagreements() == []


# All or nothing


def test_a_wrong_field_refuses_all_of_them_and_names_the_record() -> None:
    project = factories.project()
    rows = [*titles(project, 2), {"project": project, "title": ""}]
    with (
        audited(by=factories.officer(), reason="Imported"),
        pytest.raises(Refused, match="This field cannot be blank") as refusal,
    ):
        bulk.create_many(Milestone, rows)
    assert refusal.value.fields == {"title": ["This field cannot be blank."]}
    assert Milestone.objects.count() == Milestone.history.count() == 0


def test_a_broken_constraint_refuses_all_of_them_and_the_change_set_goes_on() -> None:
    officer = factories.officer()
    names = [{"reference": f"PER-9{n}", "name": "Ada"} for n in (1, 2, 1)]
    people = Person.objects.count()
    with audited(by=officer, reason="Imported"):
        with pytest.raises(Refused, match=r"^One of these conflicts with the others"):
            bulk.create_many(Person, names)
        kept = writing.create(OrganisationUnit, name="Parks", kind=UnitKind.SERVICE)
    assert Person.objects.count() == people
    assert list(OrganisationUnit.history.filter(id=kept.pk).values_list("name")) == [("Parks",)]
    assert disagreements() == []


def test_when_a_later_batch_is_refused_the_earlier_ones_are_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    officer = factories.officer()
    scope, began = factories.programme().scope, date(2012, 7, 4)
    seats = [
        appoint(scope=scope, role=Role.CRITICAL_FRIEND, by=officer, post=post, starts_on=starts_on)
        for post, starts_on in (("Head of parks", None), ("Head of woods", began))
    ]
    with audited(by=officer, reason="Ended"):
        with pytest.raises(Refused, match="conflicts with the others"):
            bulk.change_many(seats, ends_on=began - ONE_DAY)
        assert guards.unrecorded_changes(connection) == []
    ended = Appointment.objects.filter(pk__in=[seat.pk for seat in seats])
    assert set(ended.values_list("ends_on", "version")) == {(None, 1)}
    assert disagreements() == []


def test_one_old_version_is_a_conflict_that_leaves_all_as_they_are() -> None:
    first = factories.milestone("First")
    second = factories.milestone("Second", project=first.project)
    edit_record(second, by=factories.officer(), title="Theirs")
    with audited(by=factories.officer(), reason="Mine"), pytest.raises(Conflict) as conflict:
        bulk.change_many([first, second], title="Mine")
    assert (conflict.value.current.pk, conflict.value.current.title) == (second.pk, "Theirs")
    titles = Milestone.objects.order_by("pk").values_list("title", "version")
    assert list(titles) == [("First", 1), ("Theirs", 2)]


# Time and place


def test_no_change_is_dated_before_its_records_last_one(july_2012: datetime) -> None:
    ahead = factories.milestone("Changed by a clock that ran ahead")
    with clock.stopped_at(july_2012 + ONE_DAY):
        ahead = edit_record(ahead, by=factories.officer(), title="Ahead")
    other = factories.milestone("Other", project=ahead.project)
    with audited(by=factories.officer(), reason="Both"):
        bulk.change_many([ahead, other], forecast_on=AUGUST)
    rows = Milestone.history.filter(history_change_reason="Both").order_by("id")
    assert [(r.title, r.history_date) for r in rows] == [
        ("Ahead", july_2012 + ONE_DAY),
        ("Other", july_2012),
    ]
    assert disagreements() == []


def test_a_load_in_bulk_is_dated_and_never_goes_back_in_time(july_2012: datetime) -> None:
    project, officer = factories.project(), factories.officer()
    day = datetime(2010, 4, 30, 12, tzinfo=UTC)
    with audited(by=officer, reason="Loaded", dated=day):
        made = bulk.create_many(Milestone, titles(project, 2))
    with audited(by=officer, reason="Loaded", dated=day + ONE_DAY):
        made = bulk.change_many(made, forecast_on=AUGUST)
    rows = made[0].history.order_by("history_id").values_list("history_date", "is_loaded")
    assert list(rows) == [(day, True), (day + ONE_DAY, True)]
    with (
        pytest.raises(IntegrityError, match="dated history over other history"),
        audited(by=officer, reason="Loaded", dated=day),
    ):
        bulk.change_many(made, forecast_on=None)
    assert disagreements() == []


def test_new_scopes_stand_in_themselves() -> None:
    programme = factories.programme()
    rows = [
        {"kind": "project", "reference": f"X-{n}", "title": f"X {n}", "parent": programme.scope}
        for n in range(2)
    ]
    with audited(by=factories.officer(), reason="Imported"):
        made = bulk.create_many(Scope, rows)
    stood = Scope.history.filter(id__in=[s.pk for s in made]).order_by("id")
    assert list(stood.values_list("stood_in", "stood_within")) == [
        (scope.pk, programme.scope_id) for scope in made
    ]
