"""Savings by state and year, read now and as at a past moment."""

from datetime import UTC, datetime

import pytest

from audit.actions import archive_record, edit_record
from audit.deciding import corrected
from audit.writing import audited
from benefits.choices import SavingState
from benefits.queries import (
    AmountRow,
    SavingsRow,
    SavingsTotals,
    savings_rows,
    savings_totals,
    year_table,
)
from tests import factories
from values import clock

pytestmark = pytest.mark.django_db

JULY = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
SEPTEMBER = datetime(2012, 9, 3, 9, 0, tzinfo=UTC)
BETWEEN = datetime(2012, 8, 1, 9, 0, tzinfo=UTC)


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
        with audited(by=by, reason="A slip"), corrected():
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


def one_more(programme_title: str) -> int:
    """A programme with one of everything; its key."""
    project = factories.project(programme=factories.programme(programme_title))
    line = factories.savings_line(programme=project.programme, project=project)
    factories.savings_amount(1, line=line)
    return project.programme_id


@pytest.mark.parametrize("moment", [None, SEPTEMBER])
def test_three_rows_need_the_queries_of_one(django_assert_num_queries, moment) -> None:
    with clock.stopped_at(JULY):
        ids = [one_more(title) for title in ("A", "B", "C")]
    for some in (ids[:1], ids):
        with django_assert_num_queries(1):
            assert len(savings_rows(some, moment)) == len(some)
