"""What is added up, and what is not: years, months, capital and revenue, and what is missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from money.queries import years
from programmes.models import Programme
from tests import factories
from tests.factories import money
from values import clock

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
Sums = list[tuple[str, str, int | None, int | None, int | None, str]]


def sums(programme: Programme) -> Sums:
    with clock.stopped_at(NOW):
        return [
            (s.year_words, s.kind_words, s.budget_pence, s.expected_pence, s.actual_pence,
             s.variance_words)
            for s in years.by_year({programme.scope_id}, None)
        ]  # fmt: skip


def test_a_year_that_is_over_is_judged_by_what_was_spent(db: None) -> None:
    programme = factories.programme()
    line = money.line(scope=programme.scope)
    said = {"budget_pence": 1_000, "forecast_pence": 1_000, "actual_pence": 1_001}
    money.amount(line, 2011, **said)
    money.amount(line, 2012, **said)
    assert sums(programme) == [
        ("2011/12", "Revenue", 1_000, 1_001, 1_001, "£0.01 over budget (0.1%)"),
        ("2012/13", "Revenue", 1_000, 1_000, 1_001, "on budget"),
    ]


def test_months_make_a_year_when_none_is_missing(db: None) -> None:
    programme = factories.programme()
    line = money.line(scope=programme.scope)
    money.amount(line, budget_pence=1_200)
    for month in (4, 5, 6):
        money.amount(line, month=month, forecast_pence=100, actual_pence=110)
    for month in (7, 8, 9, 10, 11, 12, 1, 2):
        money.amount(line, month=month, forecast_pence=100)
    assert sums(programme) == [("2012/13", "Revenue", 1_200, 1_130, 330, "not known")]
    money.amount(line, month=3, forecast_pence=0)
    assert sums(programme) == [
        ("2012/13", "Revenue", 1_200, 1_130, 330, "£0.70 under budget (5.8%)")
    ]


def test_capital_and_revenue_stand_apart_and_a_line_without_a_forecast_is_left_out(
    db: None,
) -> None:
    programme = factories.programme()
    for title, kind, said in (
        ("Staff", "revenue", {"budget_pence": 500, "forecast_pence": 600}),
        ("Rooms", "capital", {"budget_pence": 700, "forecast_pence": 650}),
        ("Unplanned", "capital", {"budget_pence": 900}),
    ):
        money.amount(money.line(title, scope=programme.scope, kind=kind), **said)
    assert sums(programme) == [
        ("2012/13", "Revenue", 500, 600, None, "£1 over budget (20%)"),
        ("2012/13", "Capital", 1_600, 650, None, "£0.50 under budget (7.1%)"),
        ("2012/13", "Capital and revenue", 2_100, 1_250, None, "£0.50 over budget (4.2%)"),
    ]
    assert [s.unknown for s in years.by_year({programme.scope_id}, None)] == [0, 1, 1]
