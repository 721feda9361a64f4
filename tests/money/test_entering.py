"""Amounts are entered in boxes or in a status report: checked cell by cell, all or none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.errors import Refused
from money.actions import save_amounts
from money.models import BudgetAmount, BudgetLine, VarianceReason
from people.models import Scope
from tests import factories
from tests.factories import money
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]
K = 100_000  # pence
BEFORE = datetime(2012, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(db: None, client: Client) -> Client:
    client.force_login(factories.account())
    return client


@pytest.fixture
def scope(db: None) -> Scope:
    return factories.programme().scope


@pytest.fixture
def line(scope: Scope) -> BudgetLine:
    return money.line("Placements", scope=scope)


def errors(page: Any) -> dict[str, list[str]]:
    return dict(page.context["form"].errors)


def grid(scope: Scope, *more: Any) -> str:
    name = "money:month_grid" if more else "money:year_grid"
    return reverse(name, args=[scope.reference, 2012, *more])


def kept() -> list[tuple[int | None, ...]]:
    values = ("month", "budget_pence", "forecast_pence", "actual_pence")
    return list(BudgetAmount.objects.live().in_order().values_list(*values))


def test_what_is_pasted_fills_the_boxes_and_is_saved_to_the_penny(
    office: Client, scope: Scope, line: BudgetLine
) -> None:
    money.line("Staff", scope=scope)
    pasted = "Line\tBudget\tForecast\tActual\nPlacements\t£1.11m\t1,110,000\t525,000.37\n"
    page = office.post(grid(scope), {"pasted": pasted})
    assert BudgetAmount.objects.count() == 0
    form = page.context["form"]
    boxes = {f"{line.pk}-{m}": form[f"{line.pk}-{m}"].value() for m in ("budget", "actual")}
    assert boxes == {f"{line.pk}-budget": "£1.11m", f"{line.pk}-actual": "525,000.37"}
    sent = boxes | {f"{line.pk}-forecast": "1,110,000"}
    assert office.post(grid(scope), sent).status_code == 302
    assert kept() == [(None, 111_000_000, 111_000_000, 52_500_037)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "Placements, Budget cannot be negative."),
        ("5.123", "Placements, Budget must be in whole pence, like 1,234.50"),
        ("five", "Placements, Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("\x00", "Placements, Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("9" * 100_000, "Placements, Budget must be an amount in pounds, like 1,234.50 or 525k"),
        ("\u202e5", "Placements, Budget must be an amount in pounds, like 1,234.50 or 525k"),
    ],
)
def test_one_wrong_cell_is_named_and_nothing_is_saved(
    office: Client, scope: Scope, line: BudgetLine, typed: str, sentence: str
) -> None:
    sent = {f"{line.pk}-budget": typed, f"{line.pk}-actual": "5"}
    page = office.post(grid(scope), sent)
    assert errors(page) == {f"{line.pk}-budget": [sentence]}
    assert kept() == []


def test_a_variance_beyond_the_tolerance_is_saved_with_its_reason_alone(
    office: Client, scope: Scope, line: BudgetLine
) -> None:
    money.tolerance(percent=5)
    sent = {f"{line.pk}-budget": "100", f"{line.pk}-forecast": "106"}
    page = office.post(grid(scope), sent)
    said = "“Placements” is £6 over budget (6%) in 2012/13: say why."
    assert errors(page) == {f"why-{line.pk}": [said]}
    assert kept() == []
    assert office.post(grid(scope), sent | {f"why-{line.pk}": "Prices rose."}).status_code == 302
    assert kept() == [(None, 10_000, 10_600, None)]
    assert list(VarianceReason.objects.values_list("line_id", "financial_year", "why")) == [
        (line.pk, 2012, "Prices rose.")
    ]


def test_an_amount_is_kept_for_the_year_or_by_month(
    office: Client, scope: Scope, line: BudgetLine
) -> None:
    sent = {f"{line.pk}-4": "100", f"{line.pk}-3": "0"}
    assert office.post(grid(scope, "forecast"), sent).status_code == 302
    assert kept() == [(4, None, 10_000, None), (3, None, 0, None)]
    year = office.get(grid(scope)).context["form"]
    assert set(year.cells) == {(str(line.pk), "budget"), (str(line.pk), "actual")}
    whole = {((line, 2012, None), "forecast"): 5}
    with pytest.raises(Refused, match="is entered for the whole year and by month"):
        save_amounts(whole, by=factories.officer())
    seen = {f"seen-{name}": text for name, text in sent.items()}
    assert office.post(grid(scope, "forecast"), seen).status_code == 302
    assert kept() == []


def test_an_agreed_budget_is_not_changed_in_the_grid(
    office: Client, scope: Scope, line: BudgetLine
) -> None:
    with clock.stopped_at(BEFORE):
        money.amount(line, budget_pence=100 * K)
    sent = {f"{line.pk}-budget": "110,000", f"seen-{line.pk}-budget": "100,000"}
    page = office.post(grid(scope), sent)
    said = "“Placements”: This is agreed (budget): only a decision changes it."
    assert errors(page) == {"__all__": [said]}
    assert kept() == [(None, 100 * K, None, None)]


def test_what_a_report_confirms_is_written_with_it(office: Client) -> None:
    project = factories.project()
    line = money.line("Hub staff", scope=project.scope)
    money.amount(line, budget_pence=100 * K, forecast_pence=100 * K)
    money.tolerance(percent=5)
    url = reverse("projects:report_edit", args=[project.reference])
    office.get(url)
    sent = {
        "period_end": "4 July 2012",
        "achieved": "Shelves.",
        "overall_rag": "green",
        f"money-{line.pk}-forecast": "107,000",
        f"money-{line.pk}-actual": "20,000.01",
        "save": "1",
    }
    page = office.post(url, sent)
    said = "“Hub staff” is £7,000 over budget (7%) in 2012/13: say why."
    assert errors(page) == {"__all__": [said]}
    assert kept() == [(None, 100 * K, 100 * K, None)]
    assert office.post(url, sent | {f"money-{line.pk}-why": "Prices."}).status_code == 302
    assert kept() == [(None, 100 * K, 107 * K, 2_000_001)]
