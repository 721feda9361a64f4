"""The history of a record reads as a person would tell it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from audit import clock, writing
from audit.actions import archive_record, edit_record
from audit.models import TrackedModel
from audit.queries import Change, Entry, history_of
from audit.writing import audited
from people.models import OrganisationUnit
from projects.actions import edit_project
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def told(record: TrackedModel) -> list[Entry]:
    return history_of(record, type(record).objects.versions())


def changes(record: TrackedModel) -> list[tuple[tuple[str, str, str], ...]]:
    return [tuple((c.field, c.before, c.after) for c in entry.changes) for entry in told(record)]


def test_the_newest_version_comes_first_and_the_first_shows_what_was_filled_in(
    july_2012: datetime,
) -> None:
    officer = factories.officer()
    milestone = factories.milestone("Open", baseline_on=date(2012, 7, 16))
    with clock.stopped_at(july_2012 + HOUR):
        edit_record(
            milestone,
            by=officer,
            reason="The builder is late",
            forecast_on=date(2012, 8, 1),
            precision="month",
        )
    created, edited = milestone.history.order_by("history_id")
    assert told(milestone) == [
        Entry(
            change_set=edited.change_set,
            actor_id=officer.pk,
            when=july_2012 + HOUR,
            reason="The builder is late",
            is_loaded=False,
            is_first=False,
            changes=(
                Change("Forecast", "empty", "1 August 2012"),
                Change("These dates are", "Exact day", "Month only"),
            ),
            version=2,
        ),
        Entry(
            change_set=created.change_set,
            actor_id=officer.pk,
            when=july_2012,
            reason="milestone created",
            is_loaded=False,
            is_first=True,
            changes=(
                Change("Project", "", "Libraries that lend tools"),
                Change("Title", "", "Open"),
                Change("Baseline", "", "16 July 2012"),
                Change("These dates are", "", "Exact day"),
            ),
            version=1,
        ),
    ]


def test_money_dates_and_names_are_said_in_words() -> None:
    line = factories.savings_line(required_pence=1_193_000_00)
    other = factories.project("Vans that share", programme=line.programme)
    edit_record(line, by=factories.officer(), required_pence=0, project=other)
    edit_record(line, by=factories.officer(), required_pence=None, project=None)
    assert changes(line)[:2] == [
        (("Project", "Vans that share", "empty"), ("Required", "£0", "empty")),
        (("Project", "empty", "Vans that share"), ("Required", "£1,193,000", "£0")),
    ]


def test_zero_is_a_value_on_the_first_version_too() -> None:
    indicator = factories.indicator(baseline_value=Decimal(0))
    measured = factories.measurement(0, date(2012, 6, 30), indicator=indicator)
    amount = factories.savings_amount(0)
    assert changes(measured) == [
        (
            ("Indicator", "", "Tools lent each month"),
            ("Measured on", "", "30 June 2012"),
            ("Value", "", "0"),
        )
    ]
    assert ("Baseline", "", "0") in changes(indicator)[0]
    assert ("Amount", "", "£0") in changes(amount)[0]


def test_archiving_is_told_and_a_moment_is_said_in_london_time(july_2012: datetime) -> None:
    report = factories.report()
    archive_record(report, by=factories.officer())
    archived, submitted, *_ = changes(report)
    assert archived == (("Archived", "no", "yes"),)
    assert ("Submitted at", "empty", "4 July 2012, 10:00") in submitted
    assert ("Submitted by", "empty", "Olive Tarrant") in submitted
    assert ("Overall", "empty", "Green") in submitted


def test_a_saving_that_changed_nothing_is_told_with_no_change() -> None:
    milestone = factories.milestone()
    with audited(by=factories.officer(), reason="Saved again"):
        milestone.save()
    assert changes(milestone)[0] == ()


def test_a_load_is_marked() -> None:
    officer, day = factories.officer(), datetime(2010, 4, 30, 12, tzinfo=UTC)
    with audited(by=officer, reason="Loaded", dated=day):
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    edit_record(unit, by=officer, name="Woods")
    assert [(e.is_loaded, e.is_first, e.changes) for e in told(unit)] == [
        (False, False, (Change("Name", "Parks", "Woods"),)),
        (True, True, (Change("Name", "", "Parks"), Change("Kind", "", "Service"))),
    ]


def test_one_records_history_does_not_show_anothers() -> None:
    project = factories.project("Mine")
    factories.project("Theirs", programme=project.programme)
    edit_project(project, by=factories.officer(), title="Mine, renamed")
    assert [entry.version for entry in told(project)] == [2, 1]
    assert "Theirs" not in str(told(project))


def test_a_long_history_needs_no_more_queries_than_a_short_one(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    first = factories.project()
    line = factories.savings_line(programme=first.programme, project=first)
    rows_programmes_and_projects = 3
    with django_assert_num_queries(rows_programmes_and_projects):
        told(line)
    for number in range(3):
        project = factories.project(f"Project {number}", programme=line.programme)
        edit_record(line, by=factories.officer(), project=project, title=f"Line {number}")
    with django_assert_num_queries(rows_programmes_and_projects):
        assert len(told(line)) == 4
