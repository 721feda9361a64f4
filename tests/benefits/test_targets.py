"""Targets of periods on the way: how they rate a value, and how a trend shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from benefits.blocks.trajectories import _drawn, _key, _table
from benefits.models import Indicator, IndicatorTarget
from benefits.queries import IndicatorRow, benefit_rows, indicators_in_brief
from documents.charts import svg
from programmes.models import Programme
from tests import factories
from tests.factories.savings import indicator_target
from tests.sending import press
from tests.sweeps.pages import read
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
Q1, Q2 = PartialDate.quarter(2011, 1), PartialDate.quarter(2011, 2)
YEAR, NEXT = PartialDate.financial_year(2011), PartialDate.financial_year(2012)


@pytest.fixture
def indicator(programme: Programme) -> Indicator:
    """60% in the first quarter of 2011/12, 65% in the year, 70% to 75% in the year after it."""
    found = factories.indicator(
        "Assessments", benefit=factories.benefit(programme=programme), unit="percent",
        baseline_value=50, baseline_on=PartialDate.month(2011, 3), tolerance_amount=2,
    )  # fmt: skip
    indicator_target(60, Q1, indicator=found)
    indicator_target(65, YEAR, indicator=found)
    indicator_target(70, NEXT, indicator=found, value_to=75)
    return found


def row(programme: Programme) -> IndicatorRow:
    (benefit,) = benefit_rows([programme.pk], None)
    (brief,) = indicators_in_brief(programme.pk, None)
    assert brief.targets == benefit.indicators[0].targets
    assert brief.rag == benefit.indicators[0].rag
    return benefit.indicators[0]


@pytest.mark.parametrize(
    ("value", "on", "said"),
    [(60, Q1, "Green: the target of 60% is met (Q1 2011/12)"),
     (60, Q2, "Red: not within 2 points of the target (Q2 2011/12)"),
     (63, PartialDate.day(date(2012, 3, 31)),
      "Amber: within 2 points of the target (31 March 2012)"),
     (71, PartialDate.month(2012, 6), "Green: the target of 70% to 75% is met (June 2012)"),
     (10, PartialDate.month(2011, 3), "No target yet for March 2011")],
)  # fmt: skip
def test_a_value_is_rated_against_the_target_of_its_period(
    programme: Programme, indicator: Indicator, value: int, on: PartialDate, said: str
) -> None:
    factories.measurement(value, on, indicator=indicator)
    found = row(programme)
    assert found.rating_words == said
    assert (found.rag == "") == said.startswith("No target yet")


def test_after_the_last_period_and_before_the_first_another_target_holds(
    programme: Programme,
) -> None:
    benefit = factories.benefit(programme=programme)
    found = factories.indicator("Visits", benefit=benefit, target_value=90)
    indicator_target(60, Q1, indicator=found)
    for on, against in ((PartialDate.month(2011, 2), 90), (PartialDate.month(2011, 12), 60)):
        factories.measurement(61, on, indicator=found)
        aim = row(programme).rated_against
        assert aim is not None
        assert aim.value == against
    assert row(programme).target_words == "90"


def test_the_way_and_the_words_are_those_of_the_last_target_where_there_is_no_other(
    programme: Programme, indicator: Indicator
) -> None:
    factories.measurement(60, Q1, indicator=indicator)
    found = row(programme)
    assert (found.target_words, found.share) == ("70% to 75%", Decimal(50))


def test_a_trend_shows_targets_the_band_and_what_is_provisional(
    programme: Programme, indicator: Indicator
) -> None:
    factories.measurement(61, Q1, indicator=indicator)
    factories.measurement(66, Q2, indicator=indicator, is_provisional=True)
    found = row(programme)
    values = found.values
    table = _table(found, values)
    assert table.rows == (
        ("March 2011", "50%", "–"),
        ("Q1 2011/12", "61%", "60%"),
        ("Q2 2011/12", "66% (provisional)", "65%"),
        ("2012/13", "–", "70% to 75%"),
    )
    drawn = _drawn(found, values)
    assert [point.is_hollow for point in drawn.points] == [False, False, True]
    heights = [(s.low, s.high) for s in drawn.stretches]
    assert heights == [(60, 60), (58, 60), (65, 65), (63, 65), (70, 70), (75, 75), (68, 75)]
    assert list(_key(found, values, drawn.stretches)) == [
        "A hollow point is provisional.",
        "Dashes: the target of each period.",
        "Dots: as far as a value may miss its target and is not red.",
    ]
    assert svg(drawn).count('stroke-width="2"/>') == 1


def test_a_target_of_nought_is_drawn(programme: Programme) -> None:
    benefit = factories.benefit(programme=programme)
    found = factories.indicator("Late reviews", benefit=benefit, target_value=0, direction="lower")
    factories.measurement(3, Q1, indicator=found)
    factories.measurement(1, Q2, indicator=found)
    drawn = _drawn(row(programme), row(programme).values)
    assert drawn.levels == ((0.0, "Target 0"),)


def test_it_is_entered_once_a_period_in_the_unit_of_its_indicator_and_shown(
    manager: Client, programme: Programme, indicator: Indicator
) -> None:
    add = reverse("benefits:indicator_target_add", args=[indicator.pk])
    for typed, errors in (
        ({"period": "2013/14", "value": "£80"},
         {"value": ["Target must be in per cent, the unit of this indicator"]}),
        ({"period": "2012/13", "value": "80"},
         {"__all__": ["There is already a target for this period."]}),
        ({"period": "2013/14", "value": "80", "value_to": "79"},
         {"__all__": ["A range runs from the target to something higher."]}),
    ):  # fmt: skip
        assert press(manager, add, typed).context["form"].errors == errors
    assert press(manager, add, {"period": "2013/14", "value": "80%"}).status_code == 302
    assert IndicatorTarget.objects.latest("id").value == 80
    page = reverse("benefits:programme_benefits", args=[programme.reference])
    said = read(manager.get(page).content.decode()).text
    assert "2012/13 70% to 75% 2013/14 80%" in said
