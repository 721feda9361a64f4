"""What a board reads before its meeting, now and as at a past day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from audit.actions import archive_record, edit_record
from dashboards.queries.programme import MOST_MOVES, Dashboard, dashboard
from programmes.models import Programme
from programmes.queries import programme_at
from projects.comparison import News
from projects.models import Milestone, Project
from records.comparison import Place, Tone
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.story import on, story
from values import clock
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

REASON = {"red": "Late.", "amber": "Nearly late."}


@pytest.fixture
def programme() -> Programme:
    with on(5, 1):
        return factories.programme()


def seen(programme: Programme, on: date | None = None) -> Dashboard:
    moment = end_of(on) if on else None
    return dashboard(programme_at(programme, moment), moment)


def rated(programme: Programme, title: str, *rags: str) -> Project:
    """A project with a report a fortnight for each rating, the last to 4 July."""
    project = factories.project(title, programme=programme)
    for weeks, rag in enumerate(reversed(rags)):
        factories.report(
            project=project,
            period_end=date(2012, 7, 4) - timedelta(weeks=2 * weeks),
            overall_rag=rag,
            overall_reason=REASON.get(rag, ""),
        )
    return project


def rated_on(programme: Programme, title: str, rag: str) -> Project:
    """A project that is reported today."""
    project = factories.project(title, programme=programme)
    reason = REASON.get(rag, "")
    factories.report(
        project=project, period_end=clock.today(), overall_rag=rag, overall_reason=reason
    )
    return project


def started(found: Dashboard) -> date | None:
    return found.news.earliest.on if found.news.earliest else None


def test_a_programme_without_projects_has_an_empty_dashboard(programme: Programme) -> None:
    assert seen(programme) == Dashboard(
        programme=programme_at(programme, None),
        standings=[],
        counts=[("red", 0), ("amber", 0), ("green", 0), ("", 0)],
        news=News(starts={}, ratings=[], milestones=[]),
        slipped=[],
        coming=[],
        indicators=[],
        has_benefits=False,
        savings=[],
    )
    assert (seen(programme).newest, seen(programme).worrying) == (None, [])


def test_projects_are_counted_by_their_latest_rating(programme: Programme) -> None:
    rated(programme, "One", "green", "red")
    rated(programme, "Two", "red", "green")
    rated(programme, "Three", "amber", "amber")
    rated(programme, "Four")
    archive_record(rated(programme, "Five", "red"), by=factories.officer())
    rated(factories.programme("Another"), "Six", "red")
    factories.draft_report(project=Project.objects.get(title="Four"))
    assert seen(programme).counts == [("red", 1), ("amber", 1), ("green", 1), ("", 1)]


def test_what_worries_stands_first_and_says_why(programme: Programme) -> None:
    for title, rag in (("One", "green"), ("Two", "amber"), ("Three", "red"), ("Four", "red")):
        rated(programme, title, rag)
    rated(programme, "Five")
    found = seen(programme)
    assert [(s.project.title, s.latest and s.latest.reason) for s in found.worrying] == [
        ("Three", "Late."),
        ("Four", "Late."),
        ("Two", "Nearly late."),
    ]
    assert [s.project.title for s in found.by_urgency] == ["Three", "Four", "Two", "One", "Five"]
    assert [s.project.title for s in found.standings] == ["One", "Two", "Three", "Four", "Five"]


def test_every_red_project_is_explained_and_more_amber_ones_are_folded(
    programme: Programme,
) -> None:
    for title, rag in (("A", "amber"), ("B", "red"), ("C", "amber"), ("D", "amber")):
        rated(programme, title, rag)
    assert [s.project.title for s in seen(programme).worrying_first] == ["B", "A", "C", "D"]
    rated(programme, "E", "amber")
    found = seen(programme)
    assert [s.project.title for s in found.worrying_first] == ["B", "A", "C"]
    assert [s.project.title for s in found.worrying_besides] == ["D", "E"]
    for title in ("F", "G", "H"):
        rated(programme, title, "red")
    assert [s.project.title for s in seen(programme).worrying_first] == ["B", "F", "G", "H"]


def test_a_rating_that_moved_is_news_in_both_directions(programme: Programme) -> None:
    rated(programme, "Better", "red", "amber")
    rated(programme, "Worse", "green", "green", "red")
    rated(programme, "Same", "red", "green", "green")
    rated(programme, "First", "red")
    rated(programme, "None")
    found = seen(programme)
    moves = [
        (s.project.title, s.before and s.before.overall.rag, s.rag) for s in found.rating_moves
    ]
    assert moves == [("Worse", "green", "red"), ("Better", "red", "amber")]
    assert (started(found), found.newest) == (date(2012, 6, 20), date(2012, 7, 4))


def test_nothing_is_news_without_a_report(programme: Programme) -> None:
    project = rated(programme, "One")
    factories.milestone(project=project)
    assert seen(programme).news == News(starts={}, ratings=[], milestones=[])


def test_a_first_report_is_no_news_but_what_comes_after_it(programme: Programme) -> None:
    with on(6, 20):
        project = rated_on(programme, "One", "red")
        before = factories.milestone("Before", project=project)
    with on(7, 1):
        factories.milestone("After", project=project)
        edit_record(before, by=factories.officer(), title="Before all")
    found = seen(programme)
    assert (started(found), found.rating_moves) == (date(2012, 6, 20), [])
    assert [move.subject for move in found.moves_told] == ["Before all", "After"]


def test_a_strip_holds_the_ratings_of_26_weeks(programme: Programme) -> None:
    rated(programme, "One", *["green"] * 12, "amber", "red", "red")
    (standing,) = seen(programme).standings
    assert [cell.rag for cell in standing.strip] == ["green"] * 10 + ["amber", "red", "red"]


class TestMilestones:
    """Between the report before, to 20 June, and now."""

    @pytest.fixture
    def project(self, programme: Programme) -> Project:
        with on(6, 1):
            project = factories.project("Lending", programme=programme)
        for month, day in ((6, 20), (7, 4)):
            with on(month, day) as end:
                factories.report(project=project, period_end=end)
        return project

    def milestone(self, project: Project, title: str = "Open", **dates: date) -> Milestone:
        with on(6, 1):
            return factories.milestone(title, project=project, **dates)

    def moves(self, project: Project) -> list[tuple[str, str, Tone]]:
        found = seen(project.programme).news.milestones
        home = Place(project.title, f"/projects/{project.reference}/")
        assert all(move.place == home for move in found)
        return [(move.subject, move.words, move.tone) for move in found]

    @pytest.mark.parametrize(
        ("forecast", "words", "tone"),
        [
            (
                date(2012, 8, 15),
                "moved from 1 August 2012 to 15 August 2012, 14 days later",
                Tone.WORSE,
            ),
            (
                date(2012, 8, 2),
                "moved from 1 August 2012 to 2 August 2012, 1 day later",
                Tone.WORSE,
            ),
            (
                date(2012, 7, 31),
                "moved from 1 August 2012 to 31 July 2012, 1 day earlier",
                Tone.BETTER,
            ),
        ],
    )
    def test_one_that_moved_says_how_far(
        self, project: Project, forecast: date, words: str, tone: Tone
    ) -> None:
        moved = self.milestone(project, baseline_on=date(2012, 8, 1), forecast_on=date(2012, 8, 1))
        self.milestone(project, "Same", baseline_on=date(2012, 8, 1))
        edit_record(moved, by=factories.officer(), forecast_on=forecast)
        assert self.moves(project) == [("Open", words, tone)]

    def test_one_that_moved_before_the_last_report_is_no_news(self, project: Project) -> None:
        moved = self.milestone(project, forecast_on=date(2012, 8, 1))
        with on(6, 20):
            edit_record(moved, by=factories.officer(), forecast_on=date(2012, 9, 1))
        assert self.moves(project) == []

    def test_a_first_forecast_is_compared_with_the_baseline(self, project: Project) -> None:
        moved = self.milestone(project, baseline_on=date(2012, 8, 1))
        edit_record(moved, by=factories.officer(), forecast_on=date(2012, 8, 3))
        assert self.moves(project) == [
            ("Open", "moved from 1 August 2012 to 3 August 2012, 2 days later", Tone.WORSE)
        ]

    def test_one_that_was_reached_says_when(self, project: Project) -> None:
        reached = self.milestone(project, forecast_on=date(2012, 8, 1))
        edit_record(reached, by=factories.officer(), actual_on=date(2012, 7, 3))
        assert self.moves(project) == [("Open", "reached on 3 July 2012", Tone.BETTER)]

    def test_a_new_one_and_one_that_was_archived_are_named(self, project: Project) -> None:
        gone = self.milestone(project, "Gone", forecast_on=date(2012, 8, 1))
        archive_record(gone, by=factories.officer())
        factories.milestone("Fresh", project=project)
        assert self.moves(project) == [
            ("Fresh", "added", Tone.NEUTRAL),
            ("Gone", "archived", Tone.NEUTRAL),
        ]

    def test_of_many_changes_the_worse_ones_come_first(
        self, project: Project, client: Client
    ) -> None:
        first, by = date(2012, 8, 1), factories.officer()
        for number in range(MOST_MOVES):
            factories.milestone(f"Fresh {number}", project=project)
        earlier, later = (
            self.milestone(project, title, forecast_on=first) for title in ("Earlier", "Later")
        )
        edit_record(earlier, by=by, forecast_on=date(2012, 7, 31))
        edit_record(later, by=by, forecast_on=date(2012, 8, 2))
        found = seen(project.programme)
        told = [move.subject for move in found.moves_told]
        fresh = [f"Fresh {number}" for number in range(MOST_MOVES - 2)]
        assert (told, found.moves_left_out) == (["Later", "Earlier", *fresh], 2)
        client.force_login(factories.account())
        page = read(client.get(f"/programmes/{project.programme.reference}/").content.decode())
        compare = f"/programmes/{project.programme.reference}/compare/?from=last-report"
        more = [a.text for a in page.all("a") if a.attributes.get("href") == compare]
        assert more == ["and 2 more milestones"]
        assert all(f"Fresh {n}" in client.get(compare).content.decode() for n in range(MOST_MOVES))

    def test_those_later_than_their_baseline_stand_latest_first(self, project: Project) -> None:
        late, later = date(2012, 8, 11), date(2012, 9, 1)
        first = date(2012, 8, 1)
        self.milestone(project, "Late", baseline_on=first, forecast_on=late)
        self.milestone(project, "Later", baseline_on=first, forecast_on=later)
        self.milestone(project, "Early", baseline_on=first, forecast_on=date(2012, 7, 20))
        self.milestone(project, "Overdue", baseline_on=date(2012, 7, 3))
        self.milestone(project, "Due today", baseline_on=date(2012, 7, 4))
        done = self.milestone(project, "Done late", baseline_on=date(2012, 6, 1))
        edit_record(done, by=factories.officer(), actual_on=date(2012, 7, 4))
        self.milestone(project, "Undated")
        found = seen(project.programme).slipped
        assert [(s.title, s.scope, s.slip_days, s.state) for s in found] == [
            ("Later", "Lending", 31, "slipped"),
            ("Late", "Lending", 10, "slipped"),
            ("Overdue", "Lending", 1, "overdue"),
        ]
        assert found[0].title == "Later"


def test_benefits_and_savings_are_those_of_the_programme() -> None:
    told = story()
    other = factories.benefit("Another's")
    factories.indicator(benefit=other)
    found = seen(told.programme)
    assert found.has_benefits
    (indicator,) = found.indicators
    assert (indicator.baseline_words, indicator.latest_words, indicator.latest_on) == (
        "37",
        "55",
        date(2012, 6, 20),
    )
    (line,) = found.savings
    assert (
        line.title,
        line.required_pence,
        line.achieved_pence,
        line.identified_pence,
        line.still_to_find_pence,
    ) == ("Fewer shops", 110_000_000, 52_500_000, 0, 57_500_000)


def test_the_whole_is_as_it_was() -> None:
    told = story()
    now = seen(told.programme)
    then = seen(told.programme, date(2012, 6, 10))
    assert then == seen(told.programme, date(2012, 6, 19))
    assert (then.programme.title, now.programme.title) == ("Open Doors", "Wider Doors")
    assert [(s.project.title, s.rag) for s in then.standings] == [
        ("Lending tools", "red"),
        ("Closing early", "green"),
    ]
    assert [(s.project.title, s.rag) for s in now.standings] == [("Renting tools", "amber")]
    assert (started(then), started(now)) == (date(2012, 5, 18), date(2012, 6, 1))
    assert ([s.title for s in then.slipped], len(now.slipped)) == ([], 1)
    assert [line.required_pence for line in then.savings] == [120_000_000]
    assert [indicator.latest_words for indicator in then.indicators] == ["50"]
