"""Projects and their status reports: what is written and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from audit.actions import archive_record
from audit.errors import Conflict, Refused
from people.models import Scope
from projects.actions import (
    create_project,
    edit_project,
    open_report,
    save_report,
    submit_report,
)
from projects.choices import ReportState, Stage
from projects.models import Project, StatusReport
from tests import factories
from tests.audit.rows import closing
from values import clock

pytestmark = pytest.mark.django_db

TODAY = date(2012, 7, 4)
SAID = {"overall_rag": "green", "achieved": "Shelves are up."}
CLOSED = r"^This project is closed, so it has no more status reports\.$"
SUBMITTED = r"^This report has been submitted and cannot be changed\.$"


# Projects


def test_a_project_has_a_reference_and_a_scope_in_its_programme() -> None:
    programme, officer = factories.programme(), factories.officer()
    made = [create_project(programme=programme, by=officer, title=t) for t in ("One", "Two")]
    assert [(p.reference, p.scope.reference, p.scope.title, p.position) for p in made] == [
        ("PRJ-0001", "PRJ-0001", "One", 1),
        ("PRJ-0002", "PRJ-0002", "Two", 2),
    ]
    assert {(p.scope.kind, p.scope.parent_id) for p in made} == {("project", programme.scope_id)}
    placed = create_project(programme=programme, by=officer, title="First", position=0)
    assert placed.position == 0


def test_a_printed_number_may_occur_twice() -> None:
    programme, officer = factories.programme(), factories.officer()
    for title in ("One", "Two"):
        create_project(programme=programme, by=officer, title=title, printed_number="14")
    assert list(Project.objects.values_list("printed_number", flat=True)) == ["14", "14"]


def test_an_archived_programme_gets_no_more_projects() -> None:
    programme = archive_record(factories.programme(), by=factories.officer())
    with pytest.raises(Refused, match=r"^Open Doors is archived\.$"):
        create_project(programme=programme, by=factories.officer(), title="Late")
    assert not Project.objects.exists()
    assert not Scope.objects.filter(kind="project").exists()


def test_a_project_that_is_refused_leaves_no_scope_behind() -> None:
    with pytest.raises(Refused) as refusal:
        factories.project("")
    assert refusal.value.fields == {"title": ["This field cannot be blank."]}
    assert not Scope.objects.filter(kind="project").exists()


def test_the_scope_takes_the_new_title_and_keeps_its_place() -> None:
    project = factories.project("Libraries")
    edited = edit_project(project, by=factories.officer(), title="Libraries and more")
    scope = Scope.objects.get(pk=project.scope_id)
    assert (edited.title, scope.title, scope.parent_id) == (
        "Libraries and more",
        "Libraries and more",
        project.programme.scope_id,
    )


def test_an_edit_of_an_old_version_changes_neither_project_nor_scope() -> None:
    project, officer = factories.project("Libraries"), factories.officer()
    edit_project(project, by=officer, expected_version=1, title="Theirs")
    with pytest.raises(Conflict):
        edit_project(project, by=officer, expected_version=1, title="Mine")
    assert (Project.objects.get().title, Scope.objects.get(pk=project.scope_id).title) == (
        "Theirs",
        "Theirs",
    )


# Opening a report


def test_the_first_report_is_of_today(july_2012: datetime) -> None:
    report = open_report(project=factories.project(), by=factories.officer())
    assert (report.period_end, report.state, report.overall_rag, report.submitted_at) == (
        TODAY,
        ReportState.DRAFT,
        "",
        None,
    )


def test_a_report_may_be_opened_for_a_given_period(july_2012: datetime) -> None:
    day = date(2012, 6, 29)
    project, officer = factories.project(), factories.officer()
    assert open_report(project=project, by=officer, period_end=day).period_end == day


def test_a_draft_is_opened_once(july_2012: datetime) -> None:
    project, officer = factories.project(), factories.officer()
    first = open_report(project=project, by=officer)
    second = open_report(project=project, by=officer, period_end=date(2012, 6, 29))
    assert (first.pk, second.period_end) == (second.pk, TODAY)
    assert StatusReport.objects.count() == StatusReport.history.count() == 1


def test_a_draft_of_another_project_is_not_opened(july_2012: datetime) -> None:
    mine, theirs = factories.project("Mine"), factories.project("Theirs")
    other = open_report(project=theirs, by=factories.officer())
    own = open_report(project=mine, by=factories.officer())
    assert (own.project_id, own.pk == other.pk) == (mine.pk, False)


def test_an_archived_draft_is_not_opened_again(july_2012: datetime) -> None:
    project, officer = factories.project(), factories.officer()
    thrown_away = open_report(project=project, by=officer)
    archive_record(thrown_away, by=officer)
    assert open_report(project=project, by=officer).pk != thrown_away.pk


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2012, 5, 1), date(2012, 5, 15)),
        (date(2012, 6, 19), date(2012, 7, 3)),
        (date(2012, 6, 20), TODAY),
        (date(2012, 6, 21), TODAY),
        (date(2012, 7, 3), TODAY),
        (date(2012, 7, 4), date(2012, 7, 18)),
        (date(2012, 7, 10), date(2012, 7, 24)),
    ],
)
def test_the_next_report_is_a_fortnight_on_and_not_after_today_if_that_is_free(
    july_2012: datetime, last: date, expected: date
) -> None:
    project, officer = factories.project(), factories.officer()
    factories.report(project=project, period_end=date(2012, 4, 1))
    factories.report(project=project, period_end=last)
    assert open_report(project=project, by=officer).period_end == expected


def test_a_closed_or_archived_project_has_no_more_reports() -> None:
    officer, closed, archived = factories.officer(), factories.project(), factories.project("Gone")
    factories.at_stage(closed, Stage.CLOSED)
    archive_record(archived, by=officer)
    for project, refusal in ((closed, CLOSED), (archived, r"^Gone is archived\.$")):
        assert (project.stage, project.is_archived) == (Stage.SCOPING, False)  # as it was read
        with pytest.raises(Refused, match=refusal):
            open_report(project=project, by=officer)
    assert not StatusReport.objects.exists()


def test_a_draft_that_was_open_when_its_project_closed_is_finished(july_2012: datetime) -> None:
    officer, project = factories.officer(), factories.project()
    draft = open_report(project=project, by=officer)
    factories.at_stage(project, Stage.CLOSED)
    assert open_report(project=project, by=officer) == draft
    save_report(draft, by=officer, achieved="The last shelf is up.")
    assert submit_report(draft, by=officer, **SAID).state == ReportState.SUBMITTED
    with pytest.raises(Refused, match=CLOSED):
        open_report(project=project, by=officer)


def test_a_draft_of_an_archived_project_stays_as_it_is(july_2012: datetime) -> None:
    officer, project = factories.officer(), factories.project("Gone")
    draft = open_report(project=project, by=officer)
    archive_record(project, by=officer)
    for write in (save_report, submit_report):
        with pytest.raises(Refused, match=r"^Gone is archived\.$"):
            write(draft, by=officer, **SAID)
    assert StatusReport.objects.get().version == 1


# Saving and submitting


def test_saving_a_draft_keeps_what_was_typed_and_submits_nothing() -> None:
    draft, officer = factories.draft_report(), factories.officer()
    saved = save_report(
        draft, by=officer, expected_version=1, overall_rag="red", achieved="Nothing yet"
    )
    assert (saved.version, saved.state, saved.overall_rag, saved.achieved) == (
        2,
        ReportState.DRAFT,
        "red",
        "Nothing yet",
    )


def test_two_who_save_one_draft_do_not_overwrite_each_other() -> None:
    draft, officer = factories.draft_report(), factories.officer()
    save_report(draft, by=officer, expected_version=1, achieved="Theirs")
    for act in (save_report, submit_report):
        with pytest.raises(Conflict) as conflict:
            act(draft, by=officer, expected_version=1, overall_rag="green", achieved="Mine")
        assert conflict.value.current.achieved == "Theirs"
    kept = StatusReport.objects.get()
    assert (kept.achieved, kept.overall_rag, kept.state, kept.version) == (
        "Theirs",
        "",
        ReportState.DRAFT,
        2,
    )


def test_submitting_says_when_and_by_whom(july_2012: datetime) -> None:
    lead = factories.person()
    submitted = submit_report(factories.draft_report(), by=lead, expected_version=1, **SAID)
    assert (
        submitted.state,
        submitted.submitted_at,
        submitted.submitted_by,
        submitted.overall_rag,
        submitted.achieved,
    ) == (ReportState.SUBMITTED, july_2012, lead, "green", "Shelves are up.")
    latest = submitted.history.latest("history_id")
    assert (latest.history_user_id, latest.history_change_reason, latest.state) == (
        lead.pk,
        "Status report submitted",
        "submitted",
    )


def test_a_double_click_submits_once(july_2012: datetime) -> None:
    lead, draft = factories.person(), factories.draft_report()
    first = submit_report(draft, by=lead, expected_version=1, **SAID)
    with clock.stopped_at(july_2012 + timedelta(seconds=1)):
        second = submit_report(draft, by=lead, expected_version=1, **SAID)
    assert (second.pk, second.version, second.submitted_at) == (first.pk, first.version, july_2012)
    assert StatusReport.history.filter(state="submitted").count() == 1


def test_a_submitted_report_is_not_changed_by_anybody() -> None:
    report, officer, other = factories.report(), factories.officer(), factories.person()
    for by in (officer, other):
        with pytest.raises(Refused, match=SUBMITTED):
            save_report(report, by=by, achieved="Something else")
    with pytest.raises(Refused, match=SUBMITTED):
        submit_report(report, by=other, overall_rag="red", achieved="Something else")
    kept = StatusReport.objects.get()
    assert (kept.achieved, kept.overall_rag, kept.submitted_by) == (
        "Shelves are up.",
        "green",
        officer,
    )


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        (
            {},
            {
                "overall_rag": ["Choose an overall rating."],
                "achieved": ["Say what was achieved in this period."],
            },
        ),
        ({"overall_rag": "green"}, {"achieved": ["Say what was achieved in this period."]}),
        (
            {"overall_rag": "green", "achieved": " \n"},
            {"achieved": ["Say what was achieved in this period."]},
        ),
        ({"achieved": "Some"}, {"overall_rag": ["Choose an overall rating."]}),
        (
            {"overall_rag": "amber", "achieved": "Some"},
            {"overall_reason": ["Say why the project is rated red or amber."]},
        ),
        (
            {"overall_rag": "red", "overall_reason": "  ", "achieved": "Some"},
            {"overall_reason": ["Say why the project is rated red or amber."]},
        ),
    ],
)
def test_an_incomplete_report_is_refused_with_the_fields_named(
    fields: dict[str, Any], missing: dict[str, list[str]]
) -> None:
    draft = factories.draft_report()
    with pytest.raises(Refused) as refusal:
        submit_report(draft, by=factories.officer(), **fields)
    assert refusal.value.fields == missing
    assert str(refusal.value) == " ".join(
        sentence for found in missing.values() for sentence in found
    )
    kept = StatusReport.objects.get()
    assert (kept.state, kept.version, kept.history.count()) == (ReportState.DRAFT, 1, 1)


def test_what_was_saved_before_counts_when_submitting() -> None:
    draft, officer = factories.draft_report(), factories.officer()
    save_report(draft, by=officer, overall_rag="red", overall_reason="No money")
    submitted = submit_report(draft, by=officer, achieved="Nothing")
    assert (submitted.overall_rag, submitted.overall_reason, submitted.achieved) == (
        "red",
        "No money",
        "Nothing",
    )


def test_a_period_has_one_report(july_2012: datetime) -> None:
    project, officer = factories.project(), factories.officer()
    factories.report(project=project, period_end=date(2012, 6, 20))
    draft = open_report(project=project, by=officer)
    with pytest.raises(Refused, match=r"^There is already a report for this period\.$"):
        submit_report(draft, by=officer, period_end=date(2012, 6, 20), **SAID)
    assert StatusReport.objects.get(pk=draft.pk).period_end == TODAY


def test_an_archived_report_frees_its_period() -> None:
    project, officer = factories.project(), factories.officer()
    wrong = factories.report(project=project, period_end=date(2012, 6, 20))
    archive_record(wrong, by=officer)
    again = factories.report(project=project, period_end=date(2012, 6, 20))
    assert (again.pk != wrong.pk, again.period_end) == (True, date(2012, 6, 20))


@pytest.mark.django_db(transaction=True)
def test_a_report_submitted_twice_at_once_is_submitted_once() -> None:
    lead, draft, start = factories.person(), factories.draft_report(), Barrier(2)

    def submit() -> datetime | None:
        start.wait(30)
        return submit_report(draft, by=lead, expected_version=1, **SAID).submitted_at

    with ThreadPoolExecutor(max_workers=2) as pool:
        done = [found.result(30) for found in [pool.submit(closing(submit)) for _ in range(2)]]
    assert done[0] == done[1] == StatusReport.objects.get().submitted_at
    assert StatusReport.history.filter(state="submitted").count() == 1
    assert done[0] is not None and done[0] > datetime(2026, 1, 1, tzinfo=UTC)
