"""Projects, milestones and reports as rows, now and at a past moment."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record, edit_record
from audit.errors import NotFound, NotRecordedThen
from people.choices import Role
from projects import queries
from projects.choices import MilestoneState
from projects.lifecycle import Timing
from projects.models import Project, StatusReport
from projects.queries import Latest, MilestoneRow, ProjectRow, Rating, ReportRow, StripCell
from tests import factories
from tests.sweeps.story import Story, on, story
from values.clock import end_of
from values.partial_dates import Gap, PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = end_of(date(2012, 6, 10))
BEFORE = end_of(date(2012, 5, 31))


@pytest.fixture(scope="module")
def built(committed: DjangoDbBlocker) -> Story:
    with committed.unblock():
        return story()


@pytest.fixture
def told(built: Story) -> Story:
    return deepcopy(built)


def test_a_project_is_as_it_was(told: Story) -> None:
    now = ProjectRow(
        id=told.lending.pk,
        reference=told.lending.reference,
        programme_id=told.programme.pk,
        scope_id=told.lending.scope_id,
        parent_id=None,
        printed_number="1",
        category_id=None,
        title="Renting tools",
        second_title="",
        summary="",
        stage="scoping",
        starts_on=None,
        expected_end_on=None,
        lifecycle_id=None,
        is_archived=False,
    )
    then = ProjectRow(**now.__dict__ | {"title": "Lending tools"})
    assert queries.project_at(told.lending, None) == now
    assert queries.project_at(told.lending, THEN) == then
    with pytest.raises(NotRecordedThen):
        queries.project_at(told.lending, BEFORE)


def test_archived_projects_are_in_the_list_of_a_day_before(told: Story) -> None:
    listed = [queries.project_rows([told.programme.pk], moment) for moment in (None, THEN, BEFORE)]
    assert [[row.title for row in rows] for rows in listed] == [
        ["Renting tools"],
        ["Lending tools", "Closing early"],
        [],
    ]


def test_projects_stand_in_the_order_of_their_programme(told: Story) -> None:
    factories.project("First of all", programme=told.programme, position=0)
    factories.project("Of another programme")
    rows = queries.project_rows([told.programme.pk], None)
    assert [row.title for row in rows] == ["First of all", "Renting tools"]


def ratings(**of: str) -> tuple[Rating, ...]:
    names = ("Schedule", "Cost", "Scope", "Benefits", "Resources")
    return tuple(Rating(name, of.get(name, ""), "Not rated") for name in names)


def test_reports_are_those_submitted_by_then_newest_first(told: Story) -> None:
    by_then = queries.reports([told.lending.pk], THEN)[told.lending.pk]
    now = queries.reports([told.lending.pk], None)[told.lending.pk]
    assert [row.period_end for row in by_then] == [date(2012, 6, 1), date(2012, 5, 18)]
    assert [row.period_end for row in now] == [
        date(2012, 6, 20),
        date(2012, 6, 1),
        date(2012, 5, 18),
    ]
    assert by_then[0] == now[1]
    assert by_then[0] == ReportRow(
        id=by_then[0].id,
        project_id=told.lending.pk,
        period_end=date(2012, 6, 1),
        overall=Rating("Overall", "red", "Red"),
        reason="No van.",
        parts_reason="",
        dimensions=ratings(),
        achieved="Little.",
        next_steps="",
        help_needed="",
        to_raise="",
        decision_wanted="",
        confidence="",
        correction="",
        corrected_at=None,
        corrected_by="",
        state="submitted",
        submitted_at=by_then[0].submitted_at,
        submitted_by="Olive Tarrant",
        accepted_at=None,
        accepted_by="",
        acceptance_void_because="",
        version=2,
        counts_on=date(2012, 6, 1),
    )


def test_reports_reach_26_weeks_back_and_as_far_as_the_latest_two() -> None:
    busy, quiet = factories.project("Busy"), factories.project("Quiet")
    far = [date(2011, 12, 7), date(2011, 12, 21), date(2012, 1, 4)]
    for project, days in ((busy, [*far, date(2012, 1, 5), date(2012, 7, 4)]), (quiet, far)):
        for day in days:
            factories.report(project=project, period_end=day)
    rows = queries.reports([busy.pk, quiet.pk], None)
    assert [row.period_end for row in rows[busy.pk]] == [date(2012, 7, 4), date(2012, 1, 5)]
    assert [row.period_end for row in rows[quiet.pk]] == [date(2012, 1, 4), date(2011, 12, 21)]


def test_drafts_are_no_reports(told: Story) -> None:
    factories.draft_report(project=told.lending)
    assert len(queries.reports([told.lending.pk], None)[told.lending.pk]) == 3


def test_a_strip_is_read_from_the_oldest_on(told: Story) -> None:
    newest_first = queries.reports([told.lending.pk], None)[told.lending.pk]
    assert queries.strip(newest_first, date(2012, 1, 1)) == [
        StripCell("18 May 2012", "green", "18 May 2012: Green", "G"),
        StripCell("1 Jun 2012", "red", "1 Jun 2012: Red", "R"),
        StripCell("20 Jun 2012", "amber", "20 Jun 2012: Amber", "A"),
    ]
    latest = [StripCell("20 Jun 2012", "amber", "20 Jun 2012: Amber", "A")]
    assert queries.strip(newest_first, date(2012, 6, 20)) == latest
    assert queries.strip([], date(2012, 6, 20)) == []


def test_a_milestone_stands_as_its_dates_stood(told: Story) -> None:
    now = queries.milestones([told.lending.pk], None)[told.lending.pk]
    then = queries.milestones([told.lending.pk], THEN)[told.lending.pk]
    row = MilestoneRow(
        id=told.milestone.pk,
        project_id=told.lending.pk,
        title="First library open",
        baseline=PartialDate.day(date(2012, 7, 1)),
        forecast=PartialDate.day(date(2012, 7, 15)),
        actual=None,
        first_agreed=PartialDate.day(date(2012, 7, 1)),
        times_rebaselined=0,
        timing=Timing(MilestoneState.SLIPPED, Gap(14, is_exact=True)),
    )
    assert now == [row]
    on_track = Timing(MilestoneState.ON_TRACK, Gap(0, is_exact=True))
    assert then == [
        replace(row, forecast=PartialDate.day(date(2012, 7, 1)), timing=on_track),
    ]
    assert [said_of(row) for row in (now[0], then[0])] == [
        (*("1 July 2012", "15 July 2012", "–", ""), *(14, "14 days late"),
         *("slipped", "Slipped", "amber", True)),
        (*("1 July 2012", "1 July 2012", "–", ""), *(0, "on time"),
         *("on_track", "On track", "blue", False)),
    ]  # fmt: skip


def said_of(row: MilestoneRow) -> tuple[object, ...]:
    dates = (row.baseline_words, row.forecast_words, row.actual_words, row.baseline_note)
    return (*dates, row.slip_days, row.slip_words,
            row.state, row.state_words, row.state_tone, row.is_late)  # fmt: skip


def test_a_milestone_known_to_the_month_is_named_by_its_month(told: Story) -> None:
    factories.milestone("Hub open", project=told.lending, forecast_on=PartialDate.month(2012, 11))
    rows = {row.title: row for row in queries.milestones([told.lending.pk], None)[told.lending.pk]}
    row = rows["Hub open"]
    assert (row.baseline_words, row.forecast_words) == ("–", "November 2012")
    assert (row.slip_days, row.slip_words, row.state) == (None, "", "on_track")


def test_milestones_stand_by_baseline_then_forecast_and_those_without_last(told: Story) -> None:
    for title, dates in (
        ("Neither", {}),
        ("Forecast", {"forecast_on": date(2012, 5, 1)}),
        ("Earlier", {"baseline_on": date(2012, 6, 30), "forecast_on": date(2012, 9, 1)}),
        ("Sooner", {"baseline_on": date(2012, 7, 1), "forecast_on": date(2012, 7, 1)}),
    ):
        factories.milestone(title, project=told.lending, **dates)
    rows = queries.milestones([told.lending.pk], None)[told.lending.pk]
    assert [row.title for row in rows] == [
        "Earlier",
        "Sooner",
        "First library open",
        "Forecast",
        "Neither",
    ]


def test_the_last_submitted_report_may_be_asked_for_before_a_day(told: Story) -> None:
    found = [queries.last_submitted(told.lending, before) for before in (
        None, date(2012, 6, 20), date(2012, 5, 18))]  # fmt: skip
    assert [report and report.period_end for report in found] == [
        date(2012, 6, 20),
        date(2012, 6, 1),
        None,
    ]


def test_the_draft_is_found_while_it_is_a_draft(told: Story) -> None:
    assert queries.draft_of(told.lending) is None
    draft = factories.draft_report(project=told.lending)
    assert queries.draft_of(told.lending) == draft
    assert queries.draft_of(told.closing) is None


def test_a_submitted_report_is_found_by_its_own_project_only(told: Story) -> None:
    report = queries.last_submitted(told.lending)
    draft = factories.draft_report(project=told.lending)
    assert report is not None
    assert queries.submitted_report(told.lending, report.pk).reason == "The van came late."
    for project, pk in ((told.closing, report.pk), (told.lending, draft.pk), (told.lending, 0)):
        with pytest.raises(NotFound):
            queries.submitted_report(project, pk)


def test_a_project_is_found_by_those_who_see_it(told: Story) -> None:
    stranger = factories.person("Otto Vane")
    other = factories.project("Of another programme")
    lead_of_other = factories.holder(Role.PROJECT_LEAD, other.scope, "Cy Lamb")
    assert queries.find_project(told.member.person, told.lending.reference) == told.lending
    for person in (stranger, lead_of_other):
        with pytest.raises(NotFound):
            queries.find_project(person, told.lending.reference)


def test_the_number_of_questions_does_not_depend_on_the_rows(
    told: Story, django_assert_num_queries: object
) -> None:
    with on(6, 21):
        for _ in range(2):
            project = factories.project(programme=told.programme)
            factories.report(project=project, period_end=date(2012, 6, 21))
            factories.milestone(project=project)
    ids = [row.id for row in queries.project_rows([told.programme.pk], None)]
    assert len(ids) == 3
    for keys in (ids[:1], ids):
        for moment in (None, THEN):
            with django_assert_num_queries(2):  # type: ignore[operator]
                queries.reports(keys, moment)
            with django_assert_num_queries(1):  # type: ignore[operator]
                queries.milestones(keys, moment)
    assert Project.objects.count() == 4


def test_the_latest_report_of_a_project_is_the_one_of_its_newest_period_then() -> None:
    officer, project, silent = factories.officer(), factories.project(), factories.project("Silent")
    with on(6, 1):
        first = factories.report(project=project, period_end=date(2012, 5, 20))
        second = factories.report(project=project, period_end=date(2012, 5, 27))
    with on(6, 12):  # the first was of a later period after all, and there is a draft to come
        moved = {"period_end": date(2012, 6, 3), "counts_on": date(2012, 6, 3)}
        edit_record(first, by=officer, overall_rag="red", **moved)
        factories.draft_report(project=project)
    with on(6, 20):
        archive_record(first, by=officer)
    ids = [project.pk, silent.pk]
    latest = {moment: queries.latest_in_brief(ids, moment) for moment in (
        BEFORE, THEN, end_of(date(2012, 6, 15)), None
    )}  # fmt: skip
    assert latest == {
        BEFORE: {},
        THEN: {project.pk: latest_of(second, "green", date(2012, 5, 27))},
        end_of(date(2012, 6, 15)): {project.pk: latest_of(first, "red", date(2012, 6, 3))},
        None: {project.pk: latest_of(second, "green", second.period_end)},
    }


def latest_of(report: StatusReport, rag: str, end: date) -> Latest:
    return Latest(report.pk, rag, end, counts_on=end, is_old=False)
