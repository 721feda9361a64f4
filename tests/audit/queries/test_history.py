"""The history of a record reads as a person would tell it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from audit import writing
from audit.actions import archive_record, create_record, edit_record, unarchive_record
from audit.models import TrackedModel
from audit.queries.history import Entry, FieldChange, Happened, RecordChange
from audit.queries.history import told as told_of
from audit.queries.versions import history_for
from audit.writing import audited
from people.choices import Role
from people.models import OrganisationUnit, Person
from projects.actions import edit_project, save_report, submit_report
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
Told = list[tuple[str, list[tuple[str, str, str]]]]


def told(record: TrackedModel, reader: Person | None = None) -> list[Entry]:
    """The whole history of a record, newest first."""
    history = history_for(record, reader or factories.officer())
    return told_of(history, history.change_sets())


def changes(record: TrackedModel) -> Told:
    """(what happened, its changes) of the record's own changes."""
    return [
        (own.happened.words, [(c.field, c.before, c.after) for c in own.changes])
        for own in (entry.own for entry in told(record))
        if own
    ]


def titles(record: TrackedModel) -> list[str]:
    return [entry.title for entry in told(record)]


def test_the_newest_change_comes_first_and_the_first_shows_what_was_filled_in(
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
        )
    created, edited = milestone.history.order_by("history_id")

    def entry(row: Any, happened: Happened, *found: FieldChange) -> Entry:
        return Entry(
            change_set=row.change_set,
            actor_id=officer.pk,
            on_behalf_of_id=None,
            when=row.history_date,
            recorded_at=row.recorded_at,
            reason=row.history_change_reason,
            request_id="",
            is_loaded=False,
            records=(
                RecordChange(
                    noun="milestone",
                    nouns="milestones",
                    name="Open",
                    record_id=milestone.pk,
                    version=row.version,
                    happened=happened,
                    is_own=True,
                    changes=found,
                ),
            ),
        )

    assert told(milestone) == [
        entry(
            edited,
            Happened.CHANGED,
            FieldChange("Forecast", "empty", "1 August 2012"),
        ),
        entry(
            created,
            Happened.CREATED,
            FieldChange("Title", "", "Open"),
            FieldChange("Baseline", "", "16 July 2012"),
        ),
    ]
    assert [e.reason for e in told(milestone)] == ["The builder is late", "Milestone created"]


def test_money_dates_and_names_are_put_into_words() -> None:
    line = factories.savings_line(required_pence=1_193_000_00)
    other = factories.project("Vans that share", programme=line.programme)
    edit_record(line, by=factories.officer(), required_pence=0, project=other)
    edit_record(line, by=factories.officer(), required_pence=None, project=None)
    assert changes(line)[:2] == [
        ("changed", [("Project", "Vans that share", "empty"), ("Required", "£0", "empty")]),
        ("changed", [("Project", "empty", "Vans that share"), ("Required", "£1,193,000", "£0")]),
    ]


def test_zero_is_a_value_on_the_first_version_too() -> None:
    indicator = factories.indicator(baseline_value=Decimal(0))
    measured = factories.measurement(0, date(2012, 6, 30), indicator=indicator)
    amount = factories.savings_amount(0)
    assert changes(measured) == [
        ("created", [("Measured on", "", "30 June 2012"), ("Value", "", "0")])
    ]
    assert ("Baseline", "", "0") in changes(indicator)[0][1]
    assert ("Amount", "", "£0") in changes(amount)[0][1]


def test_archiving_and_bringing_back_have_their_own_words() -> None:
    unit = create_record(OrganisationUnit, by=factories.officer(), name="Parks", kind="team")
    archive_record(unit, by=factories.officer())
    unit.refresh_from_db()
    unarchive_record(unit, by=factories.officer())
    assert changes(unit)[:2] == [("brought back", []), ("archived", [])]
    assert titles(unit) == ["Brought back", "Archived", "Created"]


def test_a_moment_is_written_in_london_time(july_2012: datetime) -> None:
    submitted = changes(factories.report())[0][1]
    assert ("Submitted by", "empty", "Olive Tarrant") in submitted
    assert ("Overall", "empty", "Green") in submitted
    published = changes(factories.publication())[0][1]
    assert ("Published", "", "4 July 2012, 10:00") in published


def test_a_save_that_changed_nothing_is_listed_without_changes() -> None:
    milestone = factories.milestone()
    with audited(by=factories.officer(), reason="Saved again"):
        milestone.save()
    assert changes(milestone)[0] == ("changed", [])


def test_a_load_is_marked_with_both_its_times() -> None:
    officer, day = factories.officer(), datetime(2010, 4, 30, 12, tzinfo=UTC)
    with audited(by=officer, reason="Loaded", dated=day):
        unit = writing.create(OrganisationUnit, name="Parks", kind="service")
    edit_record(unit, by=officer, name="Woods")
    edited, loaded = told(unit)
    assert (edited.is_loaded, loaded.is_loaded, loaded.when) == (False, True, day)
    assert loaded.recorded_at > datetime(2020, 1, 1, tzinfo=UTC)


def test_the_history_names_who_acted_for_whom() -> None:
    officer, other = factories.officer(), factories.person("Edwin Ashdown")
    milestone = factories.milestone()
    with audited(by=officer, reason="By telephone", on_behalf_of=other):
        writing.change(milestone, title="Moved")
    assert (told(milestone)[0].actor_id, told(milestone)[0].on_behalf_of_id) == (
        officer.pk,
        other.pk,
    )


def test_one_change_set_is_one_entry_with_the_parts_after_the_record() -> None:
    project = factories.project("Tools")
    shelf, van = (factories.milestone(title, project=project) for title in ("Shelf", "Van"))
    with audited(by=factories.officer(), reason="All a month later"):
        writing.change(van, forecast_on=date(2012, 8, 1))
        writing.change(shelf, forecast_on=date(2012, 8, 2))
        project = writing.change(project, title="Tools for all")
        writing.change(project, title="Tools for everybody")
    entry = told(project)[0]
    assert entry.title == "Changed"
    assert [(r.title, r.name, [c.after for c in r.changes]) for r in entry.records] == [
        ("Changed", "Tools for everybody", ["Tools for everybody"]),
        ("Milestone changed", "Shelf", ["2 August 2012"]),
        ("Milestone changed", "Van", ["1 August 2012"]),
    ]
    assert entry.records[0].changes[0].before == "Tools"


def test_an_entry_of_parts_says_how_many() -> None:
    project = factories.project()
    parts = [factories.milestone(str(n), project=project) for n in range(3)]
    with audited(by=factories.officer(), reason="Later"):
        for part in parts:
            writing.change(part, forecast_on=date(2012, 8, 1))
    with audited(by=factories.officer(), reason="Mixed"):
        writing.change(parts[0], forecast_on=date(2012, 9, 1))
        writing.archive(parts[1])
    assert titles(project)[:3] == ["2 records changed", "3 milestones changed", "Milestone created"]


def test_a_part_that_has_no_name_is_called_by_its_day() -> None:
    report = factories.report(period_end=date(2012, 6, 29))
    assert told(report.project)[0].records[0].name == "29 June 2012"


def test_a_title_is_the_one_that_it_had() -> None:
    milestone = factories.milestone("Before")
    edit_record(milestone, by=factories.officer(), title="After")
    names = [entry.records[0].name for entry in told(milestone.project)]
    assert names[:2] == ["After", "Before"]


def test_appointments_appear_in_the_history_of_their_scope() -> None:
    project = factories.project()
    factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
    factories.holder(Role.PROJECT_LEAD, factories.project("Elsewhere").scope, "Otto Vane")
    found = [(e.title, [c.after for c in e.records[0].changes]) for e in told(project)]
    assert found[0][0] == "Appointment created"
    assert "Lena Marsh" in found[0][1]
    assert "Otto Vane" not in str(found)


def test_one_records_history_does_not_show_anothers() -> None:
    project = factories.project("Mine")
    theirs = factories.project("Theirs", programme=project.programme)
    factories.milestone("Their milestone", project=theirs)
    edit_project(project, by=factories.officer(), title="Mine, renamed")
    assert titles(project) == ["Changed", "Created"]
    assert "heir" not in str(told(project))


def test_a_version_that_is_not_for_its_reader_is_no_before_either() -> None:
    officer = factories.officer()
    draft = factories.draft_report(period_end=date(2012, 6, 29))
    saved = save_report(draft, by=officer, achieved="SECRET", overall_rag="red")
    submit_report(saved, by=officer, achieved="Shelves are up.", overall_rag="green")
    member = factories.holder(Role.STEERING_GROUP, draft.project.scope, "Mona Pryce")
    (entry,) = told(draft, member)
    assert entry.title == "Created"
    assert ("Achieved in this period", "", "Shelves are up.") in [
        (c.field, c.before, c.after) for c in entry.records[0].changes
    ]
    assert "SECRET" not in str(told(draft, member))
    assert "SECRET" not in str(told(draft.project, member))
    assert "SECRET" in str(told(draft.project, officer))


def test_a_record_that_its_reader_may_not_see_is_not_named() -> None:
    hidden = factories.board("Hidden group")
    board = factories.board("Open board", parent=hidden)
    edit_record(board, by=factories.officer(), parent=None)
    member = factories.holder(Role.MEMBER, board.scope, "Mona Pryce")
    assert "Hidden group" not in str(told(board, member))
    assert "Hidden group" in str(told(board))


def test_a_long_text_is_compared_word_by_word_and_a_short_one_is_not() -> None:
    text = "The library lends tools to everybody who lives in the county."
    project = factories.project("Tools", summary=text, second_title="High")
    edit_project(
        project,
        by=factories.officer(),
        title="Toys",
        summary=text.replace("tools", "toys"),
        second_title="Low",
    )
    found = {c.field: [s.text for s in c.segments] for c in told(project)[0].records[0].changes}
    assert found == {
        "Title": [],
        "Summary": [
            "The library lends ", "tools", "toys", " to everybody who lives in the county.",
        ],
        "Also called": [],
    }  # fmt: skip


def test_a_long_history_needs_no_more_queries_than_a_short_one(
    django_assert_num_queries: Any,
) -> None:
    officer, project = factories.officer(), factories.project()
    rights, index, rows_of_four_kinds, people, stages = 1, 1, 4, 1, 1
    for day in (1, 2, 3):
        milestone = factories.milestone(str(day), project=project)
        edit_record(milestone, by=officer, title=f"{day} again")
        factories.report(project=project, period_end=date(2012, 1, day))
        factories.holder(Role.TEAM_MEMBER, project.scope, f"Person {day}")
        reader = type(officer).objects.get(pk=officer.pk)
        with django_assert_num_queries(rights + index + rows_of_four_kinds + people + stages):
            assert len(told(project, reader)) == 1 + day * 5
