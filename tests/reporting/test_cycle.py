"""A month of reporting: reports come in time and late, ratings differ from the rules, the programme
rolls up, and an override lapses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from audit.actions import edit_record
from audit.errors import Refused
from people.actions import appoint
from people.choices import Role
from people.models import Account, Person
from programmes.models import Programme
from projects.actions import accept_report, open_report, return_report, submit_report
from projects.choices import ReportState
from projects.correcting import correct_report, recall_report
from projects.models import Project, StatusReport
from registers.reminders import send_reminders
from reporting.actions.programmes import (
    accept_programme_report,
    edit_programme_report,
    open_programme_report,
    recall_programme_report,
    return_programme_report,
    submit_programme_report,
)
from reporting.actions.rules import add_dated_rule, override_rating
from reporting.checking import findings
from reporting.choices import Acceptance, RollUp, RuleKey
from reporting.models import ComputedRating, RatingRule, ReportingPeriod, RollUpRule
from reporting.owing import owed, owed_now, punctuality
from reporting.queries.periods import under_way_in_all
from reporting.reminding import remind_now
from reporting.rolling_up import of_all, of_programmes, of_scope, rolled
from reports.queries.to_accept import to_accept
from tests import factories
from tests.factories.reporting import calendar
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]
FRIDAY = date(2012, 7, 6)
SAID = {"overall_rag": "green", "achieved": "Shelves are up."}


def on(day: int, month: int = 7) -> Any:
    return clock.stopped_at(datetime(2012, month, day, 9, 0, tzinfo=UTC))


@pytest.fixture
def by() -> Person:
    return factories.officer()


@pytest.fixture
def programme(by: Person) -> Programme:
    made = factories.programme("Open Doors")
    calendar(made, by)
    return made


@pytest.fixture
def project(programme: Programme) -> Project:
    return factories.project("Vans", programme=programme)


@pytest.fixture
def lead(project: Project) -> Person:
    lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
    factories.account(lead)
    return edit_record(lead, by=factories.officer(), email="lena@example.org")


def states(programme: Programme) -> list[tuple[str, int]]:
    rows = ReportingPeriod.objects.filter(programme=programme, due_on__lte=clock.today())
    return [(row.state.value, row.days_late) for row in owed(list(rows.in_order()))]


def test_reports_are_reminded_of_once_before_and_once_after_and_late_stays_visible(
    programme: Programme, project: Project, lead: Person
) -> None:
    sent = []
    for day in (4, 5, 6, 9, 10, 11):
        mail.outbox.clear()
        with on(day):
            send_reminders(clock.today())
        sent.append([message.to for message in mail.outbox])
    to_lead = [["lena@example.org"]]
    assert sent == [to_lead, [], [], to_lead, [], []]
    with on(10):
        assert states(programme) == [("missing", 4)]
        report = open_report(project=project, by=lead)
        assert report.period_end == FRIDAY
        submit_report(report, by=lead, **SAID)
    with on(27):
        assert states(programme) == [("late", 4), ("missing", 7)]
        periods = list(ReportingPeriod.objects.filter(due_on__lt=clock.today()).in_order())
        counted = [(p.owed, p.in_time, p.late, p.missing) for p in punctuality(owed(periods))]
        assert counted == [(1, 0, 1, 0), (1, 0, 0, 1)]


def test_a_reminder_by_hand_goes_out_once_a_day_of_the_council_not_of_greenwich(
    programme: Programme, project: Project, lead: Person, by: Person
) -> None:
    another = factories.project("Roof", programme=programme)
    appoint(scope=another.scope, role=Role.PROJECT_LEAD, person=lead, by=by)
    (period,) = ReportingPeriod.objects.filter(programme=programme, ends_on=FRIDAY)
    sent = []
    for moment in (datetime(2012, 7, 9, 23, 30, tzinfo=UTC), datetime(2012, 7, 10, 9, tzinfo=UTC)):
        with clock.stopped_at(moment):  # half past midnight in London, and later on the same day
            roof, vans = sorted(owed([period]), key=lambda row: row.title)
            sent += [remind_now([vans]), remind_now([vans, roof]), remind_now([vans, roof])]
    assert sent == [1, 1, 0, 0, 0, 0]


def test_a_project_owes_only_for_periods_in_which_it_was_open(
    programme: Programme, project: Project, by: Person
) -> None:
    with on(24):
        factories.project("Later", programme=programme)
        periods = list(ReportingPeriod.objects.filter(programme=programme).in_order()[:3])
        found = [(row.period.ends_on.day, row.title) for row in owed(periods)]
    assert found == [(6, "Vans"), (20, "Vans"), (3, "Vans"), (3, "Later")]


def test_a_period_is_shown_until_its_reports_have_come_or_half_the_next_is_over(
    programme: Programme, project: Project
) -> None:
    def shown() -> list[date]:
        periods = under_way_in_all([programme.pk], clock.today())
        return [row.period.ends_on for row in owed_now(periods.values())]

    with on(9):  # the second period runs from 7 to 20 July
        assert shown() == [FRIDAY]
        factories.report(project=project, period_end=FRIDAY)
        assert shown() == [date(2012, 7, 20)]
    with on(23):
        assert shown() == [date(2012, 7, 20)]
    with on(31):
        assert shown() == [date(2012, 8, 3)]


def test_a_draft_that_is_moved_to_another_day_was_never_submitted_for_it(
    programme: Programme, project: Project, lead: Person, by: Person
) -> None:
    with on(6):
        report = factories.report(project=project, by=lead, period_end=date(2012, 7, 2))
        draft = return_report(report, by=by, why="This is too early.")
    with on(9):
        report = submit_report(draft, by=lead, period_end=FRIDAY, **SAID)
        assert states(programme) == [("late", 3)]


def test_a_report_may_be_recalled_until_it_is_accepted_and_then_corrected(
    project: Project, lead: Person, by: Person
) -> None:
    report = factories.report(project=project, by=lead)
    draft = recall_report(report, by=lead)
    assert (draft.state, draft.submitted_at) == (ReportState.DRAFT, None)
    assert draft.first_submitted_at == report.submitted_at
    report = submit_report(draft, by=lead, **SAID)
    accept_report(report, by=by)
    with pytest.raises(Refused, match="has accepted this report: correct it instead"):
        recall_report(report, by=lead)
    with pytest.raises(Refused, match="Say what you are correcting"):
        correct_report(report, by=lead, what=" ")
    corrected = correct_report(report, by=lead, what="The date.", achieved="Shelves came.")
    kept = (corrected.state, corrected.correction, corrected.accepted_at, corrected.achieved)
    assert kept == (ReportState.SUBMITTED, "The date.", None, "Shelves came.")
    with pytest.raises(Refused, match="You wrote this report"):
        accept_report(corrected, by=lead)
    assert accept_report(corrected, by=by).accepted_by == by


def test_where_acceptance_shows_a_report_the_board_sees_it_only_then(
    client: Client, programme: Programme, project: Project, lead: Person, by: Person
) -> None:
    made = programme.reporting_calendars.get()
    edit_record(made, by=by, acceptance=Acceptance.SHOWS)
    board = factories.board(programme=programme)
    member = factories.account(factories.holder(Role.MEMBER, board.scope, "Mona Pryce"))
    report = factories.report(project=project, by=lead, achieved="The van came.")
    assert report.state == ReportState.WAITING

    def seen(account: Account) -> tuple[int, bool]:
        client.force_login(account)
        owed_page = client.get(f"/programmes/{programme.reference}/reporting/").content.decode()
        url = f"/projects/{project.reference}/reports/{report.pk}/"
        assert (url in owed_page) is (client.get(url).status_code == 200)
        page = client.get(f"/projects/{project.reference}/").content.decode()
        url = f"/projects/{project.reference}/reports/{report.pk}/"
        return client.get(url).status_code, "The van came." in page

    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mary Quill")
    assert seen(member) == (404, False)
    assert seen(factories.account(manager)) == (200, False)
    accept_report(report, by=by)
    assert seen(member) == (200, True)


@pytest.fixture
def rules(by: Person) -> None:
    slip = {"key": RuleKey.SLIP, "amber_from": 14, "red_from": 42}
    add_dated_rule(RatingRule, by=by, valid_from=date(2000, 1, 1), **slip)
    add_dated_rule(RollUpRule, by=by, valid_from=date(2000, 1, 1), method=RollUp.THIRD)


def test_a_rating_that_differs_from_the_rules_needs_a_reason_and_is_listed(
    client: Client, project: Project, lead: Person, by: Person, rules: None
) -> None:
    said = {"baseline_on": date(2012, 8, 1), "forecast_on": date(2012, 10, 1)}
    factories.milestone("Van bought", project=project, **said)
    with pytest.raises(Refused, match=r"is 61 days later than agreed\. Say why yours"):
        factories.report(project=project, by=lead, schedule_rag="amber")
    report = factories.report(
        project=project, by=lead, schedule_rag="amber", overall_reason="It is hired meanwhile.",
        parts_reason="Only the van.",
    )  # fmt: skip
    rows = ComputedRating.objects.filter(report=report).order_by("dimension")
    assert [(r.dimension, r.declared_rag, r.computed_rag, r.reason) for r in rows] == [
        ("overall", "green", "red", "It is hired meanwhile."),
        ("schedule", "amber", "red", "It is so: schedule."),
    ]
    add_dated_rule(
        RatingRule, by=by, valid_from=date(2012, 7, 3), key=RuleKey.SLIP, amber_from=90, red_from=99
    )
    assert rows.filter(computed_rag="red").count() == 2  # explained by the rule of its day
    client.force_login(factories.account(by))
    page = client.get("/differing-ratings/").content.decode()
    assert page.count("61 days later than agreed") == 2
    assert {one.key for one in findings(by)} == {"slipped", "differs", "better"}


def test_the_programme_rolls_up_and_an_override_lapses_after_its_period(
    programme: Programme, project: Project, by: Person, rules: None
) -> None:
    owner = factories.holder(Role.SENIOR_RESPONSIBLE_OWNER, programme.scope, "Sam Owner")
    factories.report(project=project, overall_rag="red", overall_reason="No van.")
    for title in ("Roof", "Till", "Door"):
        factories.report(project=factories.project(title, programme=programme))

    def now() -> tuple[str, str]:
        found = of_programmes({programme.pk: programme.scope_id})[programme.pk]
        return found.rag, found.shown

    assert now() == ("amber", "amber")
    with pytest.raises(Refused, match="The rule makes it Amber anyway"):
        override_rating(programme.scope, by=owner, rag="amber", why="As it is.")
    made = override_rating(programme.scope, by=owner, rag="green", why="The van is on its way.")
    assert (made.until_on, made.computed_rag, made.made_by) == (FRIDAY, "amber", owner)
    assert now() == ("amber", "green")
    with on(7):
        assert now() == ("amber", "amber")


def test_a_portfolio_follows_what_its_programmes_show_until_its_first_period_ends(
    by: Person,
) -> None:
    portfolio = factories.portfolio()
    director = factories.holder(Role.PORTFOLIO_DIRECTOR, portfolio.scope, "Dora Lane")
    for title, rag in (("Open Doors", "red"), ("Warm Homes", "amber")):
        made = factories.programme(title, portfolio=portfolio)
        calendar(made, by, starts_on=FRIDAY if rag == "red" else date(2012, 7, 20))
        factories.report(
            project=factories.project(programme=made), overall_rag=rag, overall_reason="Late."
        )

    def now() -> list[tuple[str, str, str]]:
        own = of_scope(portfolio.scope)
        listed = [(row.rating.rag, row.rating.shown) for row in of_all(director)]
        assert listed[0] == (own.rag, own.shown)
        return [(own.rag, own.shown, own.because), *((*both, "") for both in listed[1:])]

    of_both = [("red", "red", ""), ("amber", "amber", "")]
    assert now() == [("red", "red", "1 Red, 1 Amber"), *of_both]
    made = override_rating(portfolio.scope, by=director, rag="green", why="Both will be in time.")
    assert (made.until_on, made.computed_rag) == (FRIDAY, "red")
    assert now() == [("red", "green", "1 Red, 1 Amber"), *of_both]
    with on(7):
        assert now() == [("red", "red", "1 Red, 1 Amber"), *of_both]


@pytest.mark.parametrize(
    ("method", "rags", "expected"),
    [
        (RollUp.WORST, ["green", "amber", ""], "amber"),
        (RollUp.MOST, ["green", "green", "red"], "green"),
        (RollUp.MOST, ["green", "red"], "red"),
        (RollUp.THIRD, ["red", "green", "green"], "red"),
        (RollUp.THIRD, ["amber", "green", "green", "green"], "green"),
        (RollUp.THIRD, ["amber", "green", "green"], "amber"),
        (RollUp.THIRD, ["", ""], ""),
    ],
)
def test_each_method_rolls_up_as_it_says(method: str, rags: list[str], expected: str) -> None:
    assert rolled(rags, method) == expected


def test_a_programme_report_goes_through_the_same_cycle(
    programme: Programme, project: Project, by: Person, rules: None
) -> None:
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mary Quill")
    factories.report(project=project, overall_rag="red", overall_reason="No van.")
    said = {"period_end": FRIDAY, "overall_rag": "green", "narrative": "Doors opened."}
    draft = open_programme_report(programme, by=manager, **said)
    with pytest.raises(Refused, match="Say why, unless it is Green as the projects"):
        submit_programme_report(draft, by=manager)
    draft = edit_programme_report(draft, by=manager, overall_reason="A van is hired.")
    report = submit_programme_report(draft, by=manager)
    assert (report.rolled_up_rag, report.submitted_by) == ("red", manager)
    report = submit_programme_report(recall_programme_report(report, by=manager), by=manager)

    def waits() -> list[str]:
        return [row.title for row in to_accept(by, 9)]

    assert waits() == ["Programme report: Open Doors"]
    assert [row.title for row in to_accept(manager, 9)] == [project.title]
    with pytest.raises(Refused, match="You wrote this report"):
        accept_programme_report(report, by=manager)
    with pytest.raises(Refused, match="Say what is missing"):
        return_programme_report(report, by=by, why=" ")
    returned = return_programme_report(report, by=by, why="Which doors?")
    assert (returned.state, returned.return_reason) == (ReportState.DRAFT, "Which doors?")
    accepted = accept_programme_report(submit_programme_report(returned, by=manager), by=by)
    assert (accepted.accepted_by, accepted.returned_at) == (by, None)
    assert waits() == []
    with pytest.raises(Refused, match="more than 31 days ahead"):
        open_programme_report(programme, by=manager, period_end=FRIDAY + timedelta(days=60))


def test_what_is_to_be_checked_before_the_meeting(
    programme: Programme, project: Project, by: Person
) -> None:
    said = {"baseline_on": date(2012, 6, 1), "forecast_on": date(2012, 6, 20)}
    factories.milestone("Van bought", project=project, **said)
    for day in (date(2012, 6, 8), date(2012, 6, 22), date(2012, 7, 4)):
        factories.report(
            project=project, period_end=day, achieved="The same.", schedule_rag="red",
            parts_reason="All else is fine.",
        )  # fmt: skip
    other = factories.project("Roof", programme=programme)
    found = [(one.project_title, one.key, one.detail) for one in findings(by, programme.pk)]
    assert found == [
        ("Vans", "unchanged", "since the report to 8 June 2012"),
        ("Vans", "better", "Green overall: All else is fine."),
        ("Vans", "past", "“Van bought”: 20 June 2012"),
        ("Vans", "slipped", "“Van bought”: 33 days overdue"),
        (other.title, "stale", "no report yet"),
    ]


def test_a_report_on_a_closed_project_is_refused(project: Project, by: Person) -> None:
    factories.at_stage(project, "closed")
    project.refresh_from_db()
    with pytest.raises(Refused, match="This project is closed"):
        open_report(project=project, by=by)
    assert StatusReport.objects.count() == 0
