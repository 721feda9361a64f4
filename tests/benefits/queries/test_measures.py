"""Benefits as measured, read now and as at a past moment."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from audit.actions import archive_record, edit_record
from audit.deciding import corrected
from audit.writing import audited
from benefits.choices import BenefitKind, Direction, Unit
from benefits.queries import (
    BenefitRow,
    IndicatorRow,
    MeasurementRow,
    benefit_rows,
)
from benefits.queries.measure_words import in_unit
from people.models import Person
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

JULY = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
SEPTEMBER = datetime(2012, 9, 3, 9, 0, tzinfo=UTC)
BETWEEN = datetime(2012, 8, 1, 9, 0, tzinfo=UTC)


def indicator_row(**fields: object) -> IndicatorRow:
    """An indicator of no database."""
    plain = {
        "id": 1,
        "benefit_id": 1,
        "title": "Assessments in time",
        "unit": Unit.PERCENT,
        "direction": Direction.HIGHER,
        "baseline": Decimal(37),
        "baseline_on": None,
        "target": None,
        "target_on": None,
        "measurements": (),
    }
    return IndicatorRow(**{**plain, **fields})


def measured(value: int | str) -> tuple[MeasurementRow, ...]:
    return (MeasurementRow(1, date(2011, 5, 31), Decimal(value), "", ""),)


def test_a_benefit_is_read_whole_with_its_indicators_and_what_was_measured() -> None:
    project = factories.project("Assessment teams")
    owner = factories.person("Edwin Ashdown")
    benefit = factories.benefit(
        "Assessments are made in time",
        programme=project.programme,
        project=project,
        owner=owner,
        description="Families know sooner.",
        expected_on=date(2013, 3, 31),
    )
    indicator = factories.indicator(
        "Initial assessments in time",
        benefit=benefit,
        unit=Unit.PERCENT,
        baseline_value=Decimal(37),
        baseline_on=date(2010, 4, 30),
    )
    latest = factories.measurement(76, date(2011, 5, 31), indicator=indicator)
    first = factories.measurement(0, date(2010, 11, 30), indicator=indicator, note="A strike")

    assert benefit_rows([project.programme_id], None) == [
        BenefitRow(
            id=benefit.pk,
            programme_id=project.programme_id,
            project_id=project.pk,
            project_title="Assessment teams",
            title="Assessments are made in time",
            description="Families know sooner.",
            kind=BenefitKind.OUTCOME,
            kind_words="Better outcome",
            owner_id=benefit.owner_id,
            owner_name="Edwin Ashdown",
            expected_on=date(2013, 3, 31),
            indicators=(
                IndicatorRow(
                    id=indicator.pk,
                    benefit_id=benefit.pk,
                    title="Initial assessments in time",
                    unit=Unit.PERCENT,
                    direction=Direction.HIGHER,
                    baseline=Decimal(37),
                    baseline_on=date(2010, 4, 30),
                    target=None,
                    target_on=None,
                    measurements=(
                        MeasurementRow(first.pk, date(2010, 11, 30), Decimal(0), "0%", "A strike"),
                        MeasurementRow(latest.pk, date(2011, 5, 31), Decimal(76), "76%", ""),
                    ),
                ),
            ),
            version=1,
        )
    ]


def test_benefits_come_in_order_without_archived_ones_and_of_the_asked_programmes_only() -> None:
    programme = factories.programme()
    second = factories.benefit("Second", programme=programme, position=2)
    first = factories.benefit("First", programme=programme, position=1)
    also_second = factories.benefit("Also second", programme=programme, position=2)
    gone = factories.benefit("Gone", programme=programme)
    archive_record(gone, by=factories.officer())
    factories.benefit("Of another programme")

    rows = benefit_rows([programme.pk], None)

    assert [row.id for row in rows] == [first.pk, second.pk, also_second.pk]


def test_a_past_moment_shows_what_was_recorded_then() -> None:
    with clock.stopped_at(JULY):
        by = factories.officer()
        owner = factories.person("Edwin Ashdown")
        project = factories.project("Assessment teams")
        benefit = factories.benefit(
            "Old words", programme=project.programme, project=project, owner=owner
        )
        indicator = factories.indicator(benefit=benefit, target_value=Decimal(10))
        measurement = factories.measurement(4, date(2012, 6, 30), indicator=indicator)
        archived_later = factories.benefit("Archived later", programme=project.programme)
    with clock.stopped_at(SEPTEMBER):
        edit_record(owner, by=by, name="Edwin Ashdown-Pike")
        edit_record(project, by=by, title="Teams for assessment")
        edit_record(benefit, by=by, title="New words")
        with audited(by=by, reason="A slip"), corrected():
            edit_record(indicator, by=by, target_value=None)
        edit_record(measurement, by=by, value=Decimal(5))
        factories.measurement(6, date(2012, 8, 31), indicator=indicator)
        archive_record(archived_later, by=by)

    then, later = (
        [
            (
                row.title,
                row.project_title,
                row.owner_name,
                [(i.target, [m.value for m in i.measurements]) for i in row.indicators],
            )
            for row in benefit_rows([project.programme_id], moment)
        ]
        for moment in (BETWEEN, None)
    )

    assert then == [
        ("Old words", "Assessment teams", "Edwin Ashdown", [(Decimal(10), [Decimal(4)])]),
        ("Archived later", "", "", []),
    ]
    assert later == [
        (
            "New words",
            "Teams for assessment",
            "Edwin Ashdown-Pike",
            [(None, [Decimal(5), Decimal(6)])],
        )
    ]


@pytest.mark.parametrize(
    ("fields", "change", "verdict", "share"),
    [
        ({"measurements": measured(76)}, "Up 39 points", "better", "No target"),
        ({"measurements": measured(38)}, "Up 1 point", "better", "No target"),
        ({"measurements": measured(37)}, "No change", "", "No target"),
        ({"measurements": measured(0)}, "Down 37 points", "worse", "No target"),
        ({}, "Not known", "", "No target"),
        ({"baseline": None, "measurements": measured(76)}, "Not known", "", "No target"),
        ({"target": Decimal(100), "measurements": measured(100)}, "Up 63 points", "better", "100%"),
        ({"target": Decimal(50), "measurements": measured(37)}, "No change", "", "0%"),
        ({"target": Decimal(50)}, "Not known", "", "Not known"),
        (
            {
                "baseline": Decimal(4),
                "target": Decimal(0),
                "unit": Unit.DAYS,
                "direction": Direction.LOWER,
                "measurements": measured("2.5"),
            },
            "Down 1.5 days",
            "better",
            "37.5%",
        ),
    ],
)
def test_an_indicator_says_how_far_it_has_come(
    fields: dict, change: str, verdict: str, share: str
) -> None:
    row = indicator_row(**fields)
    assert (row.change_words, row.verdict_words, row.share_words) == (change, verdict, share)


def test_zero_is_a_value_and_missing_is_said() -> None:
    none = indicator_row(baseline=None)
    zero = indicator_row(baseline=Decimal(0), target=Decimal(0))
    assert (none.baseline_words, none.latest_words, none.target_words) == (
        "No baseline",
        "Not measured yet",
        "No target",
    )
    assert (zero.baseline_words, zero.target_words) == ("0%", "0%")


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("76.0000", Unit.PERCENT, "76%"),
        ("1200", Unit.NUMBER, "1,200"),
        ("1", Unit.DAYS, "1 day"),
        ("0", Unit.DAYS, "0 days"),
        ("1200", Unit.POUNDS, "£1,200"),
        ("-12.5", Unit.POUNDS, "(£12.50)"),
        ("0.125", Unit.POUNDS, "£0.125"),
    ],
)
def test_a_value_is_written_in_its_unit(value: str, unit: str, words: str) -> None:
    assert in_unit(Decimal(value), unit) == words


def one_more(programme_title: str, owner: Person) -> int:
    """A programme with one of everything; its key."""
    project = factories.project(programme=factories.programme(programme_title))
    benefit = factories.benefit(programme=project.programme, project=project, owner=owner)
    factories.measurement(1, date(2012, 6, 30), indicator=factories.indicator(benefit=benefit))
    return project.programme_id


@pytest.mark.parametrize("moment", [None, SEPTEMBER])
def test_three_rows_need_the_queries_of_one(django_assert_num_queries, moment) -> None:
    with clock.stopped_at(JULY):
        owner = factories.person()
        ids = [one_more(title, owner) for title in ("A", "B", "C")]
    for some in (ids[:1], ids):
        with django_assert_num_queries(3):
            assert len(benefit_rows(some, moment)) == len(some)
