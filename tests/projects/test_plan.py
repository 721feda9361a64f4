"""How the dates of milestones move: for a reason, counted, drawn, and listed as they come."""

from __future__ import annotations

import pytest
from django.test import Client

from audit.errors import Refused
from documents.charts import svg
from documents.several_lines import MARKS, Lines
from people.models import Person
from projects.actions import edit_project
from projects.milestone_actions import add_milestone, edit_milestone
from projects.models import Milestone, Project
from projects.queries import milestones
from projects.queries.moves import moves, reported, versions
from projects.trends.milestones import trend_chart
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.story import on
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
OCTOBER = PartialDate.month(2012, 10)


def day(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


@pytest.fixture
def by() -> Person:
    with on(4, 2):
        return factories.officer()


@pytest.fixture
def project(by: Person) -> Project:
    """Its go-live moves between its first and its third report; its review does not."""
    with on(5, 1):
        project = factories.project("Hub", programme=factories.programme())
        live = factories.milestone("Go-live", project=project, baseline_on=OCTOBER)
        factories.milestone("Review", project=project, baseline_on=day("2013-03-01"))
        factories.milestone("Begun", project=project, actual_on=day("2012-04-20"))
    for month, forecast in ((5, None), (6, "2012-11-20"), (7, None)):
        with on(month, 3) as today:
            if forecast:
                moved = Milestone.objects.get(pk=live.pk)
                edit_milestone(moved, by=by, forecast_on=day(forecast), reason="No supplier")
            factories.report(project=project, period_end=today)
    return project


def named(title: str) -> Milestone:
    return Milestone.objects.get(title=title)


def test_a_forecast_moves_for_a_reason_and_each_move_is_told(project: Project, by: Person) -> None:
    live = named("Go-live")
    with on(7, 4):
        with pytest.raises(Refused, match="Say why the forecast moves"):
            edit_milestone(live, by=by, forecast_on=day("2012-12-01"))
        edit_milestone(live, by=by, title="Goes live", owner=factories.person("Owen Reed"))
        client = Client()
        client.force_login(factories.account(by))
        url = f"/scopes/{project.reference}/milestones/{live.pk}/edit/"
        typed = {"forecast_on": "1 December 2012"}
        assert "Say why the forecast moves." in press(client, url, typed).content.decode()
        why = {"reason": "The landlord asked for a survey"}
        assert press(client, url, typed | why).status_code == 302
        (row,) = [r for r in milestones([project.pk], None)[project.pk] if r.id == live.pk]
        assert (row.owner, row.forecast_words) == ("Owen Reed", "1 December 2012")
        told = moves(versions(project.pk, None)[live.pk])
        assert [(str(move.on), move.words, move.why) for move in told] == [
            (
                "2012-07-04",
                "Forecast moved from 20 November 2012 to 1 December 2012",
                "The landlord asked for a survey",
            ),
            ("2012-06-03", "Forecast moved from October 2012 to 20 November 2012", "No supplier"),
        ]
        page = client.get(f"/projects/{project.reference}/plan/").content.decode()
        assert "Forecast moved from October 2012 to 20 November 2012 No supplier" in read(page).text


def test_no_milestone_lies_before_its_project_starts(project: Project, by: Person) -> None:
    with on(7, 4):
        edit_project(project, by=by, starts_on=PartialDate.month(2012, 5))
        project.refresh_from_db()
        sentence = r"The date is before the project starts \(May 2012\)."
        with pytest.raises(Refused, match=sentence):
            add_milestone(project.scope, by=by, title="Plan", baseline_on=day("2012-04-30"))
        with pytest.raises(Refused, match=sentence):
            edit_milestone(named("Review"), by=by, forecast_on=day("2012-04-30"), reason="Sooner")
        edit_milestone(named("Begun"), by=by, title="Begun early")  # what stands may be edited
        add_milestone(project.scope, by=by, title="Plan", baseline_on=PartialDate.month(2012, 5))


@pytest.mark.one_engine
def test_the_trend_chart_shows_what_was_expected_at_each_report(project: Project) -> None:
    with on(7, 4):
        rows = milestones([project.pk], None)[project.pk]
        chart = trend_chart(rows, versions(project.pk, None), reported(project.pk, None))
        assert chart is not None
        assert chart.headline == "1 of 2 milestones has moved over 3 reports."
        assert chart.sentence == "Go-live moved furthest, from October 2012 to 20 November 2012."
        assert chart.table.rows == (
            ("Go-live", "3 May 2012", "Oct 2012"),
            ("Go-live", "3 Jun 2012", "20 Nov 2012"),
            ("Go-live", "3 Jul 2012", "20 Nov 2012"),
            ("Review", "3 May 2012", "1 Mar 2013"),
            ("Review", "3 Jul 2012", "1 Mar 2013"),
        )
        assert isinstance(chart.drawn, Lines)
        drawing = svg(chart.drawn, "What moved")
        assert drawing.count("<polyline") == 2
        assert drawing.count("<circle") == 3 + 1  # with the one in the key
        assert drawing.count("<polygon") == 2 + 1
        assert len({mark(0, 0) for mark in MARKS}) == len(MARKS)
    with on(5, 20):
        then = reported(project.pk, None)[:1]
        assert trend_chart(rows, versions(project.pk, None), then) is None


def test_coming_milestones_of_all_projects_are_listed_and_exported(
    project: Project, by: Person
) -> None:
    with on(7, 4):
        other = factories.project("Homes", programme=factories.programme("Warm Homes"))
        add_milestone(other.scope, by=by, title="Late", baseline_on=day("2012-07-01"))
        add_milestone(other.scope, by=by, title="Soon", baseline_on=PartialDate.quarter(2012, 3))
        add_milestone(other.programme.scope, by=by, title="Vote", baseline_on=day("2012-09-01"))
        client = Client()
        client.force_login(factories.account(by))

        def titles(query: str) -> list[str]:
            answer = client.get(f"/milestones/coming/?format=csv{query}")
            return [line.split(",")[0] for line in answer.content.decode("utf-8-sig").splitlines()]

        assert titles("") == ["Milestone", "Late", "Vote", "Soon"]
        assert titles("&within=month") == ["Milestone", "Late"]
        assert titles("&within=half") == ["Milestone", "Late", "Vote", "Soon", "Go-live"]
        assert titles("&within=all")[-1] == "Review"
        page = read(client.get("/milestones/coming/").content.decode()).text
        assert "3 milestones: Overdue 1, On track 2" in page
