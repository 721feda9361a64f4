"""What cannot be is refused at its form in one sentence, with nothing saved; what is only unusual
is kept as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.models import tracked_models
from money.models import BudgetLine
from people.models import Account
from programmes.models import Portfolio, Programme
from projects.models import Milestone, Project, StatusReport
from reporting.models import IndependentRating, ProgrammeReport
from tests import factories
from tests.factories import money
from tests.factories.reporting import calendar
from tests.sending import form_of
from tests.sweeps.world import kept
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]  # a form refuses alike on both
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
LONG, CONTROL = "A long word. " * 7_700, "Bell\x07 and escape\x1b[31m"
RIGHT_TO_LEFT = "\u202eקרא ישר\u202c \u2067مرحبا\u2069"


@dataclass(frozen=True)
class World:
    account: Account
    portfolio: Portfolio
    inner: Portfolio
    programme: Programme
    project: Project  # starts on 1 May 2012
    part: Project
    closed: Project
    milestone: Milestone
    line: BudgetLine

    def address(self, text: str) -> str:
        names = {n: getattr(record, "reference", record.pk) for n, record in vars(self).items()}
        return text.format(**names, line_key=self.line.pk)

    def count(self) -> int:
        return sum(model.objects.count() for model in tracked_models())


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with kept(django_db_blocker), clock.stopped_at(NOW):
        by = factories.officer()
        portfolio = factories.portfolio()
        programme = factories.programme(portfolio=portfolio)
        calendar(programme, by)
        project = factories.project(programme=programme, starts_on=date(2012, 5, 1))
        closed = factories.project("Closed", programme=programme)
        factories.report(project=project, period_end=date(2012, 6, 22))
        factories.at_stage(closed, "closed")
        factories.portfolio("Apart")
        yield World(
            account=factories.account(),
            portfolio=portfolio,
            inner=factories.portfolio("Inner", parent=portfolio),
            programme=programme,
            project=project,
            part=factories.project("Part", programme=programme, parent=project),
            closed=closed,
            milestone=factories.milestone(project=project, forecast_on=date(2012, 9, 1)),
            line=money.line(scope=project.scope),
        )


@pytest.fixture
def world(built: World, client: Client) -> Iterator[World]:
    with clock.stopped_at(NOW):
        client.force_login(built.account)
        yield built


def send(world: World, client: Client, url: str, typed: dict[str, Any]) -> Any:
    """Type into a form as its page has it, and press its button: of a report the one that saves a
    draft."""
    address = world.address(url)
    sent = {n: v for n, v in form_of(client, address).sent.items() if n not in ("copy", "submit")}
    return client.post(address, sent | {world.address(n): v for n, v in typed.items()})


def refused(world: World, client: Client, url: str, typed: dict[str, Any]) -> str:
    """The one sentence with which a form comes back; nothing was written."""
    before = world.count()
    page = send(world, client, url, typed)
    assert (page.status_code, world.count()) == (200, before)
    assert "There is a problem" in page.content.decode()
    errors = page.context["form"].errors.values()
    said = {str(sentence) for sentences in errors for sentence in sentences}
    (sentence,) = said | {sentence for sentence, _box in page.context.get("faults", ())}
    return sentence


PERIODS = "/programmes/{programme}/reporting-periods/add/"
CALENDARS = "/programmes/{programme}/reporting-calendars/add/"
OWN_REPORTS = "/programmes/{programme}/programme-reports/add/"
STATUS = "/projects/{project}/status/"
WEEKLY = {"title": "Weekly", "rhythm": "weekly"}
GREEN = {"overall_rag": "green", "achieved": "Shelves are up."}


@pytest.mark.parametrize(
    ("url", "typed", "sentence"),
    [
        (
            PERIODS,
            {"starts_on": "1/7/2012", "ends_on": "5/7/2012", "due_on": "5/7/2012"},
            "This overlaps the period from 23 June 2012 to 6 July 2012.",
        ),
        (
            PERIODS,
            {"starts_on": "1/9/2015", "ends_on": "30/9/2015", "due_on": "30/9/2015"},
            "30 September 2015 is more than three years ahead. Check the date.",
        ),
        (
            PERIODS,
            {"starts_on": "9/9/2012", "ends_on": "5/9/2012", "due_on": "9/9/2012"},
            "The period must not end before it begins.",
        ),
        (
            CALENDARS,
            WEEKLY | {"starts_on": "9/7/2012", "ends_on": "16/7/2012"},
            "This overlaps the period from 7 July 2012 to 20 July 2012.",
        ),
        (
            CALENDARS,
            WEEKLY | {"starts_on": "9/9/2012", "ends_on": "16/9/2016"},
            "16 September 2016 is more than three years ahead. Check the date.",
        ),
        (
            STATUS,
            GREEN | {"period_end": "1/9/2012"},
            "The period ends on 1 September 2012, which is more than 31 days ahead. "
            "Check the date.",
        ),
        (STATUS, GREEN | {"period_end": "22/6/2012"}, "There is already a report for this period."),
        (
            OWN_REPORTS,
            {"period_end": "1/9/2012"},
            "The period ends on 1 September 2012, which is more than 31 days ahead. "
            "Check the date.",
        ),
    ],
)
def test_no_period_overlaps_another_or_lies_too_far_ahead(
    world: World, client: Client, url: str, typed: dict[str, Any], sentence: str
) -> None:
    assert refused(world, client, url, typed) == sentence


def test_a_closed_project_takes_no_report_however_it_is_asked(world: World, client: Client) -> None:
    url, said = world.address("/projects/{closed}/status/"), GREEN | {"period_end": "4/7/2012"}
    for answer in (
        client.get(url, follow=True),
        client.post(url, said | {"submit": "1", "version": "0", "form_key": "1"}, follow=True),
    ):
        assert answer.redirect_chain == [(world.address("/projects/{closed}/"), 302)]
        (message,) = answer.context["messages"]
        assert str(message) == "This project is closed, so it has no more status reports."
    assert not StatusReport.objects.filter(project=world.closed).exists()


BEFORE_START = "The date is before the project starts (1 May 2012)."
MOVED = "“First library open” is expected 1 September 2012, before the project would start."
EARLY = "1/4/2012"


@pytest.mark.parametrize(
    ("url", "typed", "sentence"),
    [
        (
            "/scopes/{project}/milestones/add/",
            {"title": "Vans", "forecast_on": EARLY},
            BEFORE_START,
        ),
        (
            "/scopes/{project}/milestones/add/",
            {"title": "Vans", "baseline_on": "April 2012"},
            BEFORE_START,
        ),
        (
            "/scopes/{project}/milestones/{milestone}/edit/",
            {"forecast_on": EARLY, "reason": "Early"},
            BEFORE_START,
        ),
        (
            STATUS,
            {"milestones-{milestone}-forecast": EARLY, "milestones-{milestone}-why": "Early"},
            BEFORE_START,
        ),
        (
            "/programmes/{programme}/projects/add/",
            {"title": "Vans", "starts_on": "1/5/2012", "first_milestones": f"Van; {EARLY}"},
            BEFORE_START,
        ),
        ("/projects/{project}/edit/", {"starts_on": "2/9/2012"}, MOVED),
    ],
)
def test_nothing_is_expected_before_its_project_starts(
    world: World, client: Client, url: str, typed: dict[str, Any], sentence: str
) -> None:
    assert refused(world, client, url, typed) == sentence


@pytest.mark.parametrize(
    ("url", "parent"),
    [
        ("/projects/{project}/edit/", "project"),
        ("/projects/{project}/edit/", "part"),
        ("/portfolios/{portfolio}/edit/", "portfolio"),
        ("/portfolios/{portfolio}/edit/", "inner"),
    ],
)
def test_nothing_is_part_of_itself(world: World, client: Client, url: str, parent: str) -> None:
    typed = {"parent": str(getattr(world, parent).pk)}
    assert refused(world, client, url, typed) == "Part of: choose one from the list"


YEAR = {"financial_year": "2012"}
MONEY: list[tuple[str, str, dict[str, str], str]] = [
    ("/budget-lines/{line}/amounts/add/", "budget_pence", YEAR, "A budget cannot be negative."),
    (
        "/scopes/{project}/money/2012/",
        "{line_key}-budget",
        {},
        "Placements, Budget cannot be negative.",
    ),
    (
        "/programmes/{programme}/funding/add/",
        "amount_pence",
        {"title": "Reserve"},
        "Funding cannot be negative.",
    ),
    (
        "/projects/{project}/options/add/",
        "cost_pence",
        {"title": "Buy"},
        "A cost cannot be negative.",
    ),
    (
        "/variance-tolerances/add/",
        "amount_pence",
        {"valid_from": "1/4/2012"},
        "A tolerance cannot be negative.",
    ),
]


@pytest.mark.parametrize(("url", "field", "typed", "sentence"), MONEY)
def test_no_budget_is_negative(
    world: World, client: Client, url: str, field: str, typed: dict[str, str], sentence: str
) -> None:
    for amount in ("-5", "(5)", "-£5k"):
        assert refused(world, client, url, typed | {field: amount}) == sentence


@pytest.mark.parametrize(
    ("url", "field", "typed", "sentence"),
    [
        *MONEY,
        (STATUS, "money-{line_key}-forecast", {}, ""),
        (MONEY[0][0], "actual_pence", YEAR, ""),
    ],
)
def test_no_amount_has_three_decimals(
    world: World, client: Client, url: str, field: str, typed: dict[str, str], sentence: str
) -> None:
    said = refused(world, client, url, typed | {field: "1.234"})
    assert said.endswith(" must be in whole pence, like 1,234.50")


TEXTS: list[tuple[str, str, dict[str, str], str]] = [
    (OWN_REPORTS, "narrative", {"period_end": "4/7/2012"}, ""),
    (
        "/projects/{project}/independent-ratings/add/",
        "finding",
        {"rated_on": "2/7/2012", "rated_by": "Audit", "rag": "red"},
        "",
    ),
    ("/projects/{project}/edit/", "summary", {}, ""),
    ("/scopes/{project}/budget-lines/add/", "note", {"title": "Vans"}, ""),
    (STATUS, "achieved", {}, "Write at most 20,000 characters."),
    (STATUS, "overall_reason", {}, "{label} must be 300 characters or fewer: it has {n}"),
]


@pytest.mark.parametrize(("url", "field", "typed", "sentence"), TEXTS)
@pytest.mark.parametrize("text", [LONG, CONTROL, RIGHT_TO_LEFT])
def test_a_text_is_kept_as_it_was_typed_or_refused(
    world: World, client: Client, url: str, field: str, typed: dict[str, str], sentence: str,
    text: str,
) -> None:  # fmt: skip
    if sentence and text is LONG:
        facts = {"label": "Why this rating", "n": len(LONG.strip())}
        assert refused(world, client, url, typed | {field: text}) == sentence.format(**facts)
        return
    answer = send(world, client, url, typed | {field: text})
    assert answer.status_code == 302, answer.context["form"].errors
    assert client.get(answer["Location"]).status_code == 200
    (value,) = KEPT[url].objects.order_by("-id").values_list(field, flat=True)[:1]
    if url.startswith("/projects/{project}/edit"):
        value = Project.objects.get(pk=world.project.pk).summary
    assert value == text.strip()


KEPT: dict[str, Any] = {
    OWN_REPORTS: ProgrammeReport,
    "/projects/{project}/independent-ratings/add/": IndependentRating,
    "/projects/{project}/edit/": Project,
    "/scopes/{project}/budget-lines/add/": BudgetLine,
    STATUS: StatusReport,
}
