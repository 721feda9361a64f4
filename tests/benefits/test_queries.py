"""Benefits and savings, read now and as at a past moment."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from audit import clock
from audit.actions import archive_record, edit_record
from benefits.choices import BenefitKind, Direction, SavingState, Unit
from benefits.queries import (
    AmountRow,
    BenefitRow,
    EditRight,
    IndicatorRow,
    MeasurementRow,
    SavingsRow,
    SavingsTotals,
    benefit_rows,
    edit_right,
    savings_rows,
    savings_totals,
    year_table,
)
from benefits.queries.measures import in_unit
from people.choices import Role
from people.models import Person
from tests import factories

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
def test_a_value_is_said_in_its_unit(value: str, unit: str, words: str) -> None:
    assert in_unit(Decimal(value), unit) == words


def the_savings_of_2012() -> list[SavingsRow]:
    """£1,110k over four years, and £1,193k of which £818k is identified, in no year yet."""
    programme = factories.programme()
    line = factories.savings_line(
        "Social care", programme=programme, required_pence=111_000_000, period="2010-14"
    )
    for year, thousands, state in (
        (2013, 185, SavingState.TO_BE_PLANNED),
        (2010, 525, SavingState.ACHIEVED),
        (2011, 200, SavingState.ACHIEVED),
        (2012, 200, SavingState.IDENTIFIED),
    ):
        factories.savings_amount(thousands * 100_000, line=line, financial_year=year, state=state)
    other = factories.savings_line(
        "Placements", programme=programme, required_pence=119_300_000, position=1
    )
    factories.savings_amount(81_800_000, line=other)
    factories.savings_line("Of another programme", required_pence=1)
    return savings_rows([programme.pk], None)


def test_a_savings_line_is_read_whole_with_its_amounts_by_year() -> None:
    line = factories.savings_line("Social care", required_pence=30_000, period="2012-15")
    none = factories.savings_amount(0, line=line, note="Not priced")
    late = factories.savings_amount(20_000, line=line, financial_year=2013)
    early = factories.savings_amount(
        10_000, line=line, financial_year=2012, state=SavingState.ACHIEVED
    )

    assert savings_rows([line.programme_id], None) == [
        SavingsRow(
            id=line.pk,
            programme_id=line.programme_id,
            project_id=None,
            project_title="",
            title="Social care",
            period="2012-15",
            required_pence=30_000,
            amounts=(
                AmountRow(early.pk, line.pk, 2012, 10_000, SavingState.ACHIEVED, ""),
                AmountRow(late.pk, line.pk, 2013, 20_000, SavingState.IDENTIFIED, ""),
                AmountRow(none.pk, line.pk, None, 0, SavingState.IDENTIFIED, "Not priced"),
            ),
        )
    ]


def test_the_figures_of_a_line_reconcile() -> None:
    social_care, placements = the_savings_of_2012()
    figures = [
        (
            row.required_pence,
            row.achieved_pence,
            row.identified_pence,
            row.to_be_planned_pence,
            row.found_pence,
            row.still_to_find_pence,
            row.total_pence,
        )
        for row in (social_care, placements)
    ]
    assert figures == [
        (111_000_000, 72_500_000, 20_000_000, 18_500_000, 92_500_000, 18_500_000, 111_000_000),
        (119_300_000, 0, 81_800_000, 0, 81_800_000, 37_500_000, 81_800_000),
    ]


def test_lines_add_up() -> None:
    assert savings_totals(the_savings_of_2012()) == SavingsTotals(
        required_pence=230_300_000,
        achieved_pence=72_500_000,
        identified_pence=101_800_000,
        to_be_planned_pence=18_500_000,
        found_pence=174_300_000,
        still_to_find_pence=56_000_000,
        total_pence=192_800_000,
        by_year=(
            (2010, 52_500_000),
            (2011, 20_000_000),
            (2012, 20_000_000),
            (2013, 18_500_000),
            (None, 81_800_000),
        ),
        lines_without_required=0,
    )


def test_nothing_adds_up_to_nothing_and_what_is_not_required_is_not_zero() -> None:
    line = factories.savings_line()
    rows = savings_rows([line.programme_id], None)
    empty = SavingsTotals(None, 0, 0, 0, 0, None, 0, (), 1)
    assert savings_totals(rows) == empty
    assert rows[0].still_to_find_pence is None
    assert rows[0].warning == ""


def test_the_table_by_year_has_a_cell_for_each_year_of_each_line() -> None:
    table = year_table(the_savings_of_2012())
    assert table.columns == ("2010/11", "2011/12", "2012/13", "2013/14", "No year yet")
    assert [
        (row.line.title, [[a.amount_pence for a in cell.amounts] for cell in row.cells])
        for row in table.lines
    ] == [
        ("Social care", [[52_500_000], [20_000_000], [20_000_000], [18_500_000], []]),
        ("Placements", [[], [], [], [], [81_800_000]]),
    ]
    assert table.totals[-1] == ("No year yet", 81_800_000)


@pytest.mark.parametrize(
    ("required", "warning"),
    [
        (50_000, "Leases: the amounts are £100 less than what is required."),
        (30_000, "Leases: the amounts are £100 more than what is required."),
        (40_000, ""),
        (0, "Leases: the amounts are £400 more than what is required."),
        (None, ""),
    ],
)
def test_a_line_warns_of_amounts_that_do_not_add_up(required: int | None, warning: str) -> None:
    line = factories.savings_line("Leases", required_pence=required)
    factories.savings_amount(40_000, line=line)
    assert [row.warning for row in savings_rows([line.programme_id], None)] == [warning]


def test_savings_at_a_past_moment_are_those_recorded_then() -> None:
    with clock.stopped_at(JULY):
        by = factories.officer()
        line = factories.savings_line("Leases", required_pence=100_000)
        kept = factories.savings_amount(40_000, line=line, financial_year=2012)
        gone = factories.savings_amount(60_000, line=line, state=SavingState.TO_BE_PLANNED)
    with clock.stopped_at(SEPTEMBER):
        edit_record(line, by=by, required_pence=40_000)
        edit_record(kept, by=by, state=SavingState.ACHIEVED)
        archive_record(gone, by=by)

    then, later = (
        savings_totals(savings_rows([line.programme_id], moment)) for moment in (BETWEEN, None)
    )

    assert then == SavingsTotals(
        100_000, 0, 40_000, 60_000, 40_000, 60_000, 100_000, ((2012, 40_000), (None, 60_000)), 0
    )
    assert later == SavingsTotals(40_000, 40_000, 0, 0, 40_000, 0, 40_000, ((2012, 40_000),), 0)


def one_more_of_everything(programme_title: str, owner: Person) -> int:
    project = factories.project(programme=factories.programme(programme_title))
    benefit = factories.benefit(programme=project.programme, project=project, owner=owner)
    factories.measurement(1, date(2012, 6, 30), indicator=factories.indicator(benefit=benefit))
    line = factories.savings_line(programme=project.programme, project=project)
    factories.savings_amount(1, line=line)
    return project.programme_id


@pytest.mark.parametrize("moment", [None, SEPTEMBER])
def test_three_rows_need_the_queries_of_one(django_assert_num_queries, moment) -> None:
    with clock.stopped_at(JULY):
        owner = factories.person()
        ids = [one_more_of_everything(title, owner) for title in ("A", "B", "C")]
    for some in (ids[:1], ids):
        with django_assert_num_queries(5):
            assert len(benefit_rows(some, moment)) == len(some)
        with django_assert_num_queries(3):
            assert len(savings_rows(some, moment)) == len(some)


def test_the_right_to_edit_reaches_the_programme_or_the_projects_one_leads() -> None:
    project = factories.project()
    programme = project.programme
    factories.project("A project of somebody else", programme=programme)
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope)
    lead = factories.holder(Role.PROJECT_LEAD, project.scope)
    reader = factories.holder(Role.CRITICAL_FRIEND, programme.scope)

    rights = [edit_right(person, programme) for person in (manager, lead, reader)]

    assert rights == [
        EditRight(in_programme=True),
        EditRight(in_programme=False, project_ids=frozenset({project.pk})),
        EditRight(in_programme=False),
    ]
    assert [right.covers(None) for right in rights] == [True, False, False]
    assert [right.covers(project.pk) for right in rights] == [True, True, False]
