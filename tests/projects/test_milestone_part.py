"""The dates of milestones, confirmed or moved in the form of a status report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.actions import edit_record
from projects.models import Milestone, StatusReport
from tests import factories
from tests.projects.conftest import Team
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

OPENS = date(2012, 9, 1)
SAID = {"achieved": "Shelves.", "overall_rag": "green"}


@pytest.fixture
def milestone(team: Team) -> Milestone:
    said = {"baseline_on": OPENS, "forecast_on": OPENS}
    return factories.milestone("50% of shelves", project=team.project, **said)


def form(team: Team) -> Typist:
    return Typist(team.client, f"{team.url}status/", team.ada)


def typed(milestone: Milestone, **said: str) -> dict[str, Any]:
    return {f"milestones-{milestone.pk}-{name}": text for name, text in said.items()}


def test_a_forecast_moves_and_a_milestone_is_reached_with_the_report(
    team: Team, milestone: Milestone
) -> None:
    reached = factories.milestone("Van bought", project=team.project, baseline_on=OPENS)
    said = typed(milestone, forecast="October 2012", why="The van is late.")
    said |= typed(reached, actual="3 July 2012")
    assert form(team).send("submit", **SAID, **said).status_code == 302
    milestone.refresh_from_db()
    reached.refresh_from_db()
    assert str(milestone.forecast_on) == "2012-10-01/2012-10-31"
    assert str(reached.actual_on) == "2012-07-03/2012-07-03"
    report = StatusReport.objects.latest("period_end").history.latest()
    moves = [m.history.latest() for m in (milestone, reached)]
    assert [(m.history_change_reason, m.change_set) for m in moves] == [
        ("The van is late.", report.change_set),
        ("Confirmed in the status report", report.change_set),
    ]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"forecast": "1 October 2012"}, "Say why the forecast of 50% of shelves moves."),
        ({"forecast": "1 August 2012"}, "Say why the forecast of 50% of shelves moves."),
        (
            {"forecast": "1 October 2012", "actual": "3 July 2012"},
            "Say why the forecast of 50% of shelves moves.",
        ),
        ({"forecast": "soon"}, "Forecast of 50% of shelves must be a date"),
        ({"actual": "1 August 2012"}, "The date must not be in the future"),
        ({"forecast": "1/10/2012", "why": "x" * 301}, "must be 300 characters or fewer"),
    ],
)
def test_a_faulty_date_saves_nothing_and_keeps_all_that_was_typed(
    team: Team, milestone: Milestone, said: dict[str, str], sentence: str
) -> None:
    typist = form(team)
    response = typist.send("submit", **SAID, **typed(milestone, **said))
    page = read(response.content.decode())
    (summary,) = [e for e in page.all("div") if "summary" in e.attributes.get("class", "")][:1]
    assert sentence in summary.text
    assert StatusReport.objects.drafts().count() == 0
    assert typist.form.sent | typed(milestone, **said) == typist.form.sent


def test_a_forecast_before_the_start_of_the_project_is_refused_and_nothing_is_saved(
    team: Team, milestone: Milestone
) -> None:
    edit_record(team.project, by=team.ben.person, starts_on=PartialDate.month(2012, 8))
    said = typed(milestone, forecast="July 2012", why="Sooner.")
    page = read(form(team).send("submit", **SAID, **said).content.decode())
    assert "The date is before the project starts (August 2012)." in page.text
    assert StatusReport.objects.drafts().count() == 0
    milestone.refresh_from_db()
    assert str(milestone.forecast_on) == "2012-09-01/2012-09-01"


def test_a_date_that_somebody_moved_meanwhile_is_not_overwritten(
    team: Team, milestone: Milestone
) -> None:
    typist = form(team)
    edit_record(milestone, by=team.ben.person, forecast_on=date(2012, 9, 20))
    said = typed(milestone, forecast="30 September 2012", why="Late.")
    response = typist.send("save", **SAID, **said)
    assert "somebody has moved it since you opened the page" in response.content.decode()
    milestone.refresh_from_db()
    assert str(milestone.forecast_on) == "2012-09-20/2012-09-20"
