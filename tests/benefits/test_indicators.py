"""What an indicator is rated by, and what a measurement says besides its value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.choices import Direction, IndicatorStatus, Unit
from benefits.lifecycle import Aim
from benefits.models import Indicator, Measurement
from benefits.queries import IndicatorRow, MeasurementRow, benefit_rows
from programmes.choices import Rag
from programmes.models import Programme
from tests import factories
from tests.sending import press
from values import clock

JULY = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
D = Decimal
PLAIN = {
    "id": 1, "benefit_id": 1, "title": "Assessments in time", "unit": Unit.PERCENT,
    "direction": Direction.HIGHER, "baseline": D(37), "baseline_on": None, "target": D(80),
    "target_on": None,
}  # fmt: skip


def rated(value: int | str, **fields: object) -> str:
    measured = MeasurementRow(1, date(2011, 5, 31), D(value), "", "", action="Another team")
    return IndicatorRow(**{**PLAIN, "measurements": (measured,), **fields}).rating_words


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("value", "fields", "said"),
    [
        (80, {}, "Green: the target of 80% is met (31 May 2011)"),
        (79, {}, "Red: the target of 80% is missed (31 May 2011)"),
        (72, {"tolerance_percent": D(10)}, "Amber: within 10% of the target (31 May 2011)"),
        (71, {"tolerance_percent": D(10)}, "Red: not within 10% of the target (31 May 2011)"),
        (
            78,
            {"tolerance_percent": D(10), "tolerance_amount": D(2)},
            "Amber: within 10% or 2 points, whichever is lower, of the target (31 May 2011)",
        ),
        (
            77,
            {"tolerance_percent": D(10), "tolerance_amount": D(2)},
            "Red: not within 10% or 2 points, whichever is lower, of the target (31 May 2011)",
        ),
        (90, {"target_to": D(85)}, "Green: the target of 80% to 85% is met (31 May 2011)"),
        (
            90,
            {"target_to": D(85), "direction": Direction.PLAN},
            "Red: the target of 80% to 85% is missed (31 May 2011)",
        ),
        (81, {"direction": Direction.LOWER}, "Red: the target of 80% is missed (31 May 2011)"),
        (
            1,
            {"unit": Unit.YES_NO, "target": D(1)},
            "Green: the target of Yes is met (31 May 2011)",
        ),
        (0, {"target": None}, "No target"),
        (0, {"status": IndicatorStatus.SUSPENDED}, "Suspended"),
        (0, {"measurements": ()}, "Not measured yet"),
    ],
)
def test_a_rating_states_its_rule_and_its_date_or_why_there_is_none(
    value: int, fields: dict, said: str
) -> None:
    assert rated(value, **fields) == said


values = st.integers(-1000, 1000).map(Decimal)
tolerances = st.none() | st.integers(0, 100).map(Decimal)


@pytest.mark.one_engine
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values, values, values, st.sampled_from(Direction.values), tolerances, tolerances)
def test_a_rating_never_contradicts_its_printed_rule(
    value: Decimal,
    one: Decimal,
    other: Decimal,
    direction: str,
    percent: Decimal | None,
    amount: Decimal | None,
) -> None:
    low, high = sorted((one, other))
    rag = Aim(low, high, direction, percent, amount).rating(value)
    good = {
        Direction.HIGHER: value >= low,
        Direction.LOWER: value <= high,
        Direction.PLAN: low <= value <= high,
    }[Direction(direction)]
    assert (rag == Rag.GREEN) == good
    if good:
        return
    end = low if value < low else high
    within = [abs(value - end) * 100 <= abs(end) * percent] if percent is not None else []
    within += [abs(value - end) <= amount] if amount is not None else []
    assert (rag == Rag.AMBER) == (bool(within) and all(within))


@pytest.mark.one_engine
def test_short_and_long_direction_stand_beside_the_rating() -> None:
    """Better than the baseline, worse than last time, and green, are all true together."""
    points = (MeasurementRow(n, date(2012, n, 1), D(v), "", "") for n, v in ((1, 90), (2, 85)))
    row = IndicatorRow(**PLAIN, measurements=tuple(points))
    assert (row.rag, row.verdict_words, row.recent_words) == (
        "green",
        "better",
        "Down 5 points (worse)",
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("baseline", "latest", "low", "high", "direction", "share"),
    [
        (0, 30, 60, 80, Direction.HIGHER, "50%"),
        (100, 90, 60, 80, Direction.LOWER, "50%"),
        (100, 90, 60, 80, Direction.PLAN, "50%"),
        (0, 30, 60, 80, Direction.PLAN, "50%"),
    ],
)
def test_the_way_to_a_range_ends_where_the_range_begins(
    baseline: int, latest: int, low: int, high: int, direction: str, share: str
) -> None:
    fields = {"baseline": D(baseline), "target": D(low), "target_to": D(high)}
    measured = (MeasurementRow(1, date(2011, 5, 31), D(latest), "", ""),)
    row = IndicatorRow(**{**PLAIN, **fields, "direction": direction, "measurements": measured})
    assert row.share_words == share


@pytest.fixture
def indicator(programme: Programme) -> Indicator:
    return factories.indicator(
        "Assessments",
        benefit=factories.benefit(programme=programme),
        unit=Unit.PERCENT,
        baseline_value=D(37),
        baseline_on=date(2010, 4, 30),
    )


@pytest.mark.django_db
def test_a_measurement_has_a_value_or_says_why_not_and_comes_after_its_baseline(
    manager: Client, indicator: Indicator
) -> None:
    add = reverse("benefits:measurement_add", args=[indicator.pk])

    def refused(**sent: str) -> dict:
        form = press(manager, add, {"note": "", **sent}).context["form"]
        return {name: list(found) for name, found in form.errors.items()}

    needed = {"__all__": ["Enter the value, or why it is not available."]}
    with clock.stopped_at(JULY):
        assert refused(measured_on="6/2012", value="", why_missing="") == needed
        assert refused(measured_on="6/2012", value="3", why_missing="System down") == needed
        assert refused(measured_on="3/2010", value="3") == {
            "measured_on": ["The date must not be before the baseline of 30 April 2010."]
        }
        sent = {"measured_on": "6/2012", "value": "", "why_missing": "the system was down"}
        assert press(manager, add, sent).status_code == 302
    ((row,),) = [b.indicators for b in benefit_rows([indicator.benefit.programme_id], None)]
    assert row.measurements[0].words == "Not available: the system was down"
    assert row.latest_words == "Not measured yet"


@pytest.mark.django_db
def test_a_final_value_that_changes_is_restated_and_a_provisional_one_is_not(
    manager: Client, indicator: Indicator
) -> None:
    measured = factories.measurement(
        74, date(2011, 5, 31), indicator=indicator, is_provisional=True
    )
    edit = reverse("benefits:measurement_edit", args=[indicator.pk, measured.pk])

    def standing(value: str) -> str:
        sent = {"measured_on": "31/5/2011", "value": value, "is_provisional": "", "reason": "Again"}
        assert press(manager, edit, sent).status_code == 302
        ((row,),) = [b.indicators for b in benefit_rows([indicator.benefit.programme_id], None)]
        return row.measurements[0].standing_words

    assert standing("75") == ""
    assert standing("76") == "Restated, was 75%"
    assert Measurement.objects.get().restated_from == 75


@pytest.mark.django_db
def test_a_yes_or_no_is_typed_and_shown_as_such(manager: Client, programme: Programme) -> None:
    benefit = factories.benefit(programme=programme)
    add = reverse("benefits:indicator_add", args=[benefit.pk])
    plain = {"title": "In place", "unit": "yes_no", "direction": "higher", "position": "0"}
    form = press(manager, add, plain | {"target_value": "2"}).context["form"]
    assert form.errors == {"target_value": ["Target must be yes or no"]}
    assert press(manager, add, plain | {"target_value": "yes"}).status_code == 302
    indicator = Indicator.objects.get()
    assert indicator.target_value == 1
    edit = reverse("benefits:indicator_edit", args=[benefit.pk, indicator.pk])
    assert manager.get(edit).context["form"]["target_value"].value() == "Yes"


@pytest.mark.django_db
def test_a_range_runs_upwards(manager: Client, programme: Programme) -> None:
    add = reverse("benefits:indicator_add", args=[factories.benefit(programme=programme).pk])
    plain = {"title": "I", "unit": "number", "direction": "plan", "position": "0"}
    form = press(manager, add, plain | {"target_to": "5"}).context["form"]
    assert form.errors == {"target_value": ["Enter where the range begins."]}
    form = press(manager, add, plain | {"target_value": "5", "target_to": "4"}).context["form"]
    assert form.errors == {"__all__": ["A range runs from the target to something higher."]}
