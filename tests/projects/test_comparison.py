"""What is different about projects, ratings and milestones between 10 June and 4 July 2012."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.actions import archive_record, edit_record, unarchive_record
from programmes.models import Programme
from projects.actions import edit_project
from projects.comparison import (
    MILESTONES,
    PROJECTS,
    RATINGS,
    lines,
    news,
    rating_tone,
)
from projects.models import Milestone, Project
from projects.queries import project_row, standings
from records.comparison import Line, Place, Span, Tone
from reports.queries.comparison import span_of_programme, span_of_project
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of
from values.partial_dates import UNKNOWN, PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = end_of(date(2012, 6, 10))
AUGUST = date(2012, 8, 1)


@pytest.fixture
def programme() -> Programme:
    with on(6, 1):
        return factories.programme()


@pytest.fixture
def project(programme: Programme) -> Project:
    with on(6, 1):
        return factories.project("Lending", programme=programme)


def of_programme(programme: Programme) -> Span:
    return span_of_programme(programme, THEN, None)


def of_project(project: Project) -> Span:
    loaded = Project.objects.select_related("scope", "programme").get(pk=project.pk)
    return span_of_project(loaded, factories.officer(), THEN, None)


def history(kind: str, project: Project, record: Any) -> str:
    base = "scopes" if kind == "milestones" else "projects"
    return f"/{base}/{project.reference}/{kind}/{record.pk}/history/"


def test_unchanged_records_give_no_line(programme: Programme, project: Project) -> None:
    with on(6, 1):
        factories.milestone(project=project, baseline_on=AUGUST)
        factories.report(project=project)
    edit_record(programme, by=factories.officer(), aims="New aims.")
    assert lines(of_programme(programme)) == lines(of_project(project)) == []


class TestProjects:
    def said(self, programme: Programme) -> list[tuple[str, str]]:
        found = lines(of_programme(programme))
        assert {line.group for line in found} <= {PROJECTS}
        return [(line.subject, line.words) for line in found]

    def test_one_that_changed_says_how(self, programme: Programme, project: Project) -> None:
        factories.at_stage(project, "developing")
        edit_project(
            project, by=factories.officer(), title="Renting", printed_number="7",
            summary="All tools.",
        )  # fmt: skip
        words = "renamed from “Lending”; stage Scoping to Developing; numbered 7; summary rewritten"
        url = f"/projects/{project.reference}/history/"
        assert lines(of_programme(programme)) == [Line(PROJECTS, "Renting", words, url)]
        assert lines(of_project(project)) == [Line(PROJECTS, "Renting", words, url)]

    def test_those_that_came_and_went(self, programme: Programme, project: Project) -> None:
        by = factories.officer()
        with on(6, 1):
            back = archive_record(factories.project("Back", programme=programme), by=by)
            factories.milestone(project=project)
            archive_record(factories.project("Long gone", programme=programme), by=by)
            factories.project("Elsewhere")
        factories.removed(back)
        factories.project("New", programme=programme)
        factories.removed(project)
        archive_record(factories.project("Fleeting", programme=programme), by=by)
        assert self.said(programme) == [
            ("Lending", "archived"),
            ("Back", "brought back"),
            ("New", "added"),
        ]

    def test_a_project_moved_to_another_programme_gives_a_line_without_a_link(
        self, programme: Programme, project: Project
    ) -> None:
        other = factories.programme("Warm Homes")
        edit_record(project, by=factories.officer(), programme=other)
        assert lines(of_programme(programme)) == [
            Line(PROJECTS, "Lending", "moved out of this programme", "")
        ]


class TestRatings:
    def test_the_newest_submitted_reports_are_compared_in_every_dimension(
        self, programme: Programme, project: Project
    ) -> None:
        with on(6, 1):
            factories.report(project=project, period_end=date(2012, 5, 18), schedule_rag="green")
            before = {"overall_rag": "amber", "overall_reason": "Late.", "schedule_rag": "red"}
            factories.report(
                project=project, period_end=date(2012, 6, 1), cost_rag="green", **before
            )
        after = {"overall_rag": "red", "overall_reason": "Late.", "schedule_rag": "amber"}
        newest = factories.report(
            project=project, period_end=date(2012, 6, 29), cost_rag="green", scope_rag="green",
            **after,
        )  # fmt: skip
        home = Place("Lending", f"/projects/{project.reference}/")
        url = f"/changes/projects.statusreport/{newest.pk}/"
        expected = [
            Line(RATINGS, "Overall", "Amber to Red", url, Tone.WORSE, home, ("amber", "red")),
            Line(RATINGS, "Schedule", "Red to Amber", url, Tone.BETTER, home, ("red", "amber")),
            Line(
                RATINGS, "Scope", "Not rated to Green", url, Tone.NEUTRAL, home, ("", "green")
            ),
        ]  # fmt: skip
        assert lines(of_programme(programme)) == expected
        assert [line.place for line in lines(of_project(project))] == [None, None, None]

    def test_a_first_report_says_the_overall_rating_only(self, project: Project) -> None:
        report = factories.report(project=project, schedule_rag="red", parts_reason="One week.")
        url = f"/changes/projects.statusreport/{report.pk}/"
        assert lines(of_project(project)) == [
            Line(RATINGS, "Overall", "Not rated to Green", url, ratings=("", "green"))
        ]

    def test_a_draft_is_never_told(self, project: Project) -> None:
        with on(6, 1):
            factories.report(project=project, period_end=date(2012, 6, 1))
        draft = factories.draft_report(project=project)
        edit_record(draft, by=factories.officer(), overall_rag="red", overall_reason="A secret.")
        assert lines(of_project(project)) == []

    @pytest.mark.parametrize(
        ("old", "new", "tone"),
        [
            ("green", "amber", Tone.WORSE), ("red", "green", Tone.BETTER),
            ("red", "red", Tone.NEUTRAL), ("", "red", Tone.NEUTRAL), ("red", "", Tone.NEUTRAL),
        ],
    )  # fmt: skip
    def test_a_rating_that_is_missing_is_neither_better_nor_worse(
        self, old: str, new: str, tone: Tone
    ) -> None:
        assert rating_tone(old, new) == tone

    def test_news_begins_where_each_project_was_reported_before_its_latest_report(
        self, programme: Programme, project: Project
    ) -> None:
        other = factories.project("Other", programme=programme)
        for day in (date(2012, 6, 1), date(2012, 6, 15), date(2012, 6, 29)):
            factories.report(project=project, period_end=day)
        factories.report(project=other, period_end=date(2012, 7, 3))
        silent = factories.project("Silent", programme=programme)
        factories.draft_report(project=project)
        rows = [project_row(row) for row in (project, other, silent)]
        assert {
            key: start.on for key, start in news(standings(rows, None), None).starts.items()
        } == {
            project.pk: date(2012, 6, 15),
            other.pk: date(2012, 7, 3),
            silent.pk: date(2012, 6, 15),
        }


class TestMilestones:
    def milestone(self, project: Project, title: str = "Open", **dates: Any) -> Milestone:
        with on(6, 1):
            return factories.milestone(title, project=project, **dates)

    def said(self, project: Project) -> list[tuple[str, str, Tone]]:
        found = lines(of_project(project))
        assert {line.group for line in found} <= {MILESTONES}
        return [(line.subject, line.words, line.tone) for line in found]

    def test_each_stands_below_its_project_and_leads_to_its_history(
        self, programme: Programme, project: Project
    ) -> None:
        moved = self.milestone(project, baseline_on=AUGUST, forecast_on=AUGUST)
        edit_record(moved, by=factories.officer(), forecast_on=date(2012, 8, 17))
        words = "moved from 1 August 2012 to 17 August 2012, 16 days later"
        home = Place("Lending", f"/projects/{project.reference}/")
        url = history("milestones", project, moved)
        assert lines(of_programme(programme)) == [
            Line(MILESTONES, "Open", words, url, Tone.WORSE, home)
        ]

    @pytest.mark.parametrize(
        ("before", "after", "words", "tone"),
        [
            ({"baseline_on": AUGUST}, {"title": "Shut"}, "renamed from “Open”", Tone.NEUTRAL),
            ({}, {"forecast_on": AUGUST}, "dated 1 August 2012 for the first time", Tone.NEUTRAL),
            ({}, {"baseline_on": AUGUST, "forecast_on": AUGUST},
             "dated 1 August 2012 for the first time", Tone.NEUTRAL),
            ({"forecast_on": AUGUST}, {"forecast_on": None}, "no longer dated, was 1 August 2012",
             Tone.NEUTRAL),
            ({"baseline_on": AUGUST, "forecast_on": AUGUST}, {"baseline_on": date(2012, 8, 8)},
             "baseline moved from 1 August 2012 to 8 August 2012, 7 days later", Tone.NEUTRAL),
            ({"baseline_on": AUGUST}, {"baseline_on": date(2012, 7, 31)},
             "moved from 1 August 2012 to 31 July 2012, 1 day earlier", Tone.BETTER),
            ({"baseline_on": AUGUST}, {"actual_on": date(2012, 7, 3)},
             "reached on 3 July 2012, 29 days early", Tone.BETTER),
            ({"baseline_on": date(2012, 7, 1)}, {"actual_on": date(2012, 7, 3)},
             "reached on 3 July 2012, 2 days late", Tone.NEUTRAL),
            ({"actual_on": date(2012, 6, 1), "forecast_on": AUGUST}, {"actual_on": None},
             "no longer reached, was reached on 1 June 2012", Tone.WORSE),
            ({"forecast_on": PartialDate.month(2012, 8)}, {"forecast_on": date(2012, 8, 16)},
             "moved from August 2012 to 16 August 2012", Tone.NEUTRAL),
            ({"forecast_on": PartialDate.month(2012, 8)}, {"forecast_on": date(2012, 9, 20)},
             "moved from August 2012 to 20 September 2012, about a month later", Tone.WORSE),
            ({"baseline_on": AUGUST}, {"actual_on": PartialDate.month(2012, 6)},
             "reached in June 2012, about 2 months early", Tone.BETTER),
            ({"baseline_on": AUGUST}, {"actual_on": UNKNOWN}, "reached on an unknown day",
             Tone.BETTER),
        ],
    )  # fmt: skip
    def test_one_that_changed_says_how(
        self, project: Project, before: dict, after: dict, words: str, tone: Tone
    ) -> None:
        milestone = self.milestone(project, **before)
        if before.keys() & after.keys() == {"baseline_on"}:  # it is agreed
            changed = factories.put_right(milestone, **after)
        else:
            changed = edit_record(milestone, by=factories.officer(), **after)
        assert self.said(project) == ([(changed.title, words, tone)] if words else [])

    def test_those_that_came_and_went(self, project: Project) -> None:
        by = factories.officer()
        archive_record(self.milestone(project, "Gone", forecast_on=AUGUST), by=by)
        back = archive_record(self.milestone(project, "Back"), by=by)
        with on(6, 2):
            early = archive_record(factories.milestone("Early", project=project), by=by)
        unarchive_record(early, by=by)
        unarchive_record(back, by=by)
        factories.milestone("New", project=project, baseline_on=AUGUST)
        factories.milestone("Done", project=project, actual_on=date(2012, 7, 2))
        archive_record(factories.milestone("Fleeting", project=project), by=by)
        assert self.said(project) == [
            ("New", "added; expected 1 August 2012", Tone.NEUTRAL),
            ("Early", "added", Tone.NEUTRAL),
            ("Done", "added; reached on 2 July 2012", Tone.NEUTRAL),
            ("Gone", "archived", Tone.NEUTRAL),
        ]

    def test_two_past_moments_are_compared_as_they_were(self, project: Project) -> None:
        moved = self.milestone(project, forecast_on=AUGUST)
        with on(6, 20):
            edit_record(moved, by=factories.officer(), forecast_on=date(2012, 8, 2))
        edit_record(moved, by=factories.officer(), forecast_on=date(2012, 8, 3), title="Shut")
        span = span_of_programme(project.programme, THEN, end_of(date(2012, 6, 30)))
        assert [(line.subject, line.words) for line in lines(span)] == [
            ("Open", "moved from 1 August 2012 to 2 August 2012, 1 day later")
        ]


def test_earlier_changes_of_a_moved_project_show_in_its_new_programme(
    programme: Programme, project: Project
) -> None:
    officer = factories.officer()
    with on(6, 1):
        milestone = factories.milestone("Open", project=project)
        other = factories.programme("Other")
    with on(6, 20):
        edit_record(milestone, by=officer, title="Open to all")
    with on(6, 25):
        edit_record(project, by=officer, programme=other)
        edit_record(project.scope, by=officer, parent=other.scope)
    said = [(line.subject, line.words) for line in lines(of_programme(other))]
    assert said == [("Lending", "added"), ("Open to all", "renamed from “Open”")]
    gone = [(line.subject, line.words) for line in lines(of_programme(programme))]
    assert gone == [("Lending", "moved out of this programme")]
