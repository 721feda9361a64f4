"""Cases from the field: dates, their precision, slip and baselines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from audit.actions import edit_record
from audit.errors import Refused
from benefits.models import Indicator
from dashboards.queries.programme import dashboard
from governance.actions.agreed import change_agreed
from people.choices import Role
from people.models import Account
from programmes.queries import programme_row
from projects import queries
from projects.models import Milestone, Project
from tests import factories
from values import clock
from values.partial_dates import UNKNOWN, PartialDate

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
AGREED = datetime(2026, 7, 1, 9, tzinfo=UTC)
SEPTEMBER = date(2026, 9, 30)


@dataclass
class Team:
    project: Project
    lead: Account
    manager: Account


@pytest.fixture
def team() -> Iterator[Team]:
    with clock.stopped_at(AGREED):
        project = factories.project("Depots")
        lead = factories.account(factories.holder(Role.PROJECT_LEAD, project.scope, "Ann Lea"))
        scope = project.programme.scope
        manager = factories.account(factories.holder(Role.PROGRAMME_MANAGER, scope, "Ben Hale"))
    with clock.stopped_at(NOW):
        yield Team(project, lead, manager)


def milestone(team: Team, **dates: object) -> Milestone:
    """One that was agreed in July."""
    with clock.stopped_at(AGREED):
        return factories.milestone("Depot opens", project=team.project, **dates)


def row(team: Team) -> queries.MilestoneRow:
    (found,) = queries.milestones([team.project.pk], None)[team.project.pk]
    return found


def sent(account: Account, url: str, **typed: object) -> tuple[int, str]:
    client = Client()
    client.force_login(account)
    answer = client.post(url, typed) if typed else client.get(url)
    return answer.status_code, answer.content.decode()


def address(team: Team, found: Milestone, page: str) -> str:
    return f"/scopes/{team.project.reference}/milestones/{found.pk}/{page}/"


@pytest.mark.parametrize("forecast", [SEPTEMBER, None])
def test_field_case_A04_what_is_past_and_not_reached_is_overdue_everywhere(
    team: Team, forecast: date | None
) -> None:
    found = milestone(team, baseline_on=SEPTEMBER, forecast_on=forecast)
    assert (row(team).state, row(team).slip_words) == ("overdue", "60 days overdue")
    seen = dashboard(programme_row(team.project.programme), None)
    assert [(m.title, m.slip_words) for m in seen.slipped] == [("Depot opens", "60 days overdue")]
    status, html = sent(team.lead, f"/projects/{team.project.reference}/")
    assert status == 200
    assert "60 days overdue" in html
    assert "on time" not in html
    assert found.actual_on is None


@pytest.mark.one_engine
def test_field_case_A05_what_happened_does_not_lie_ahead(team: Team) -> None:
    found = milestone(team, baseline_on=SEPTEMBER)
    sentence = "The date must not be in the future: it has not happened yet."
    for ahead in ("30/11/2026", "December 2026", "2027/28"):
        typed = {"title": "Depot opens", "actual_on": ahead, "version": 1}
        status, html = sent(team.lead, address(team, found, "edit"), **typed)
        assert (status, html.count(f"</span> {sentence}")) == (200, 1), ahead
    for begun in ("29/11/2026", "November 2026", "2026", "2026/27"):
        found.refresh_from_db()
        typed = {"title": "Depot opens", "actual_on": begun, "version": found.version}
        assert sent(team.lead, address(team, found, "edit"), **typed)[0] == 302
    with pytest.raises(Refused):
        edit_record(found, by=team.lead.person, actual_on=date(2026, 11, 30))


@pytest.mark.one_engine
def test_field_case_A06_each_date_has_its_own_precision(team: Team) -> None:
    found = milestone(
        team,
        baseline_on=PartialDate.month(2026, 10),
        forecast_on=PartialDate.month(2026, 11),
    )
    edit_record(found, by=team.lead.person, actual_on=date(2026, 11, 20))
    said = row(team)
    assert (said.baseline_words, said.forecast_words, said.actual_words, said.slip_words) == (
        "October 2026",
        "November 2026",
        "20 November 2026",
        "about a month late",
    )


@pytest.mark.one_engine
def test_field_case_A07_no_form_asks_for_a_day_that_nobody_has(team: Team) -> None:
    url = f"/scopes/{team.project.reference}/milestones/add/"
    typed = {"title": "Depot opens", "baseline_on": "Q3 2026/27", "forecast_on": "spring 2027"}
    assert sent(team.lead, url, **typed)[0] == 302
    found = Milestone.objects.get()
    assert (found.baseline_on, found.forecast_on) == (
        PartialDate.quarter(2026, 3),
        PartialDate.season(2027, "spring"),
    )
    html = sent(team.lead, address(team, found, "edit"))[1]
    assert 'value="Q3 2026/27"' in html
    assert 'value="spring 2027"' in html


@pytest.mark.parametrize("typed", ["16/01/2027", "16 Jan 2027", "2027-01-16"])
@pytest.mark.one_engine
def test_field_case_A19_a_pasted_date_is_taken(team: Team, typed: str) -> None:
    url = f"/scopes/{team.project.reference}/milestones/add/"
    assert sent(team.lead, url, title="Depot opens", forecast_on=typed)[0] == 302
    assert Milestone.objects.get().forecast_on == date(2027, 1, 16)


@pytest.mark.one_engine
def test_field_case_A11_an_agreed_baseline_moves_by_rebaselining_alone(team: Team) -> None:
    first, second, third = date(2026, 12, 30), date(2027, 1, 11), PartialDate.month(2027, 2)
    found = milestone(team, baseline_on=first, forecast_on=first)
    typed = {"title": "Depot opens", "baseline_on": "11/1/2027", "version": 1}
    assert sent(team.lead, address(team, found, "edit"), **typed)[0] == 302
    found.refresh_from_db()
    assert found.baseline_on == first
    with pytest.raises(Refused, match="only a decision changes it"):
        edit_record(found, by=team.manager.person, baseline_on=second)

    url = f"/agreed/projects.milestone/{found.pk}/change/"
    moved = {"baseline_on": "11/1/2027", "version": found.version, "delegation": "Scheme, 4.2"}
    assert sent(team.lead, url, **moved, why="Rain")[0] == 403
    status, html = sent(team.manager, url, **moved)
    assert status == 200
    assert "Say why." in html
    assert sent(team.manager, url, **moved, why="Board, 26 November")[0] == 302
    found.refresh_from_db()
    rebaselined(team, found, why="Again", baseline_on=third)
    said = row(team)
    assert (said.baseline_words, said.baseline_note) == (
        "February 2027",
        "Re-baselined twice; first agreed 30 December 2026",
    )
    assert said.baseline_note in sent(team.lead, f"/projects/{team.project.reference}/")[1]
    history = sent(team.lead, address(team, found, "history"))[1]
    assert "Decided: Board, 26 November" in history


@pytest.mark.one_engine
def test_a_baseline_may_be_corrected_on_the_day_it_was_entered(team: Team) -> None:
    found = factories.milestone("Depot opens", project=team.project, baseline_on=date(2026, 12, 3))
    typed = {"title": "Depot opens", "baseline_on": "13/12/2026", "version": 1}
    assert sent(team.lead, address(team, found, "edit"), **typed)[0] == 302
    assert row(team).baseline_note == ""
    found.refresh_from_db()
    assert (found.baseline_on, found.first_agreed_on) == (date(2026, 12, 13),) * 2


def rebaselined(team: Team, found: Milestone, **fields: Any) -> Milestone:
    """As the manager decides, under delegation."""
    return change_agreed(found, by=team.manager.person, delegation="Scheme, 4.2", **fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"why": " "}, "Say why."),
        (
            {"baseline_on": SEPTEMBER},
            "Nothing would change: these are the values agreed already.",
        ),
        ({"baseline_on": None}, "Enter a date other than the present baseline."),
    ],
)
@pytest.mark.one_engine
def test_what_is_no_rebaselining_is_refused(
    team: Team, fields: dict[str, object], sentence: str
) -> None:
    found = milestone(team, baseline_on=SEPTEMBER)
    given = {"why": "Rain", "baseline_on": date(2027, 1, 1)} | fields
    with pytest.raises(Refused) as refused:
        rebaselined(team, found, **given)
    assert str(refused.value) == sentence


@pytest.mark.one_engine
def test_a_reached_milestone_keeps_its_baseline(team: Team) -> None:
    found = milestone(team, baseline_on=SEPTEMBER)
    found = edit_record(found, by=team.lead.person, actual_on=SEPTEMBER)
    with pytest.raises(Refused, match=r"^The milestone has been reached: its baseline stays\.$"):
        rebaselined(team, found, why="Late", baseline_on=date(2027, 1, 1))


def test_field_case_A24_a_baseline_from_a_date_on_may_have_no_value_yet(team: Team) -> None:
    benefit = factories.benefit(programme=team.project.programme)
    url = f"/benefits/{benefit.pk}/indicators/add/"
    typed = {"title": "In time", "unit": "percent", "direction": "higher", "position": "0"}
    ahead = typed | {"baseline_on": "1 April 2027"}
    assert sent(team.manager, url, **ahead, baseline_value="3")[0] == 200
    assert sent(team.manager, url, **ahead)[0] == 302
    found = Indicator.objects.get()
    assert (found.baseline_on, found.baseline_value) == (date(2027, 4, 1), None)
    html = sent(team.manager, f"/programmes/{team.project.programme.reference}/benefits/")[1]
    assert "1 April 2027" in html


@pytest.mark.one_engine
def test_field_case_A30_done_and_nobody_knows_when(team: Team) -> None:
    found = milestone(team, baseline_on=SEPTEMBER)
    typed = {"title": "Depot opens", "actual_on": "not known", "version": 1}
    assert sent(team.lead, address(team, found, "edit"), **typed)[0] == 302
    found.refresh_from_db()
    assert found.actual_on == UNKNOWN
    said = row(team)
    assert (said.state, said.actual_words, said.slip_words) == ("done", "not known", "")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "query",
    [
        "activity/?after=9999-12-31T23:59:59-23:59_1",
        "activity/?before=0001-01-01T00:00%2B23:59_1",
        "activity/?since=9999-12-31", "activity/?until=0001-01-01", "activity/?since=31/2/2026",
    ],
)  # fmt: skip
def test_field_case_A03_a_date_at_the_edge_of_time_is_refused_in_an_address(
    team: Team, query: str
) -> None:
    assert sent(team.lead, f"/{query}")[0] == 400
