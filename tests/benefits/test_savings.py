"""Savings by year and state: what is achieved, what is left, what is asked for, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from audit.actions import archive_record, create_record
from audit.errors import Refused
from benefits import queries
from benefits.actions import keep_baseline, save_amounts, validate_line
from benefits.choices import SavingState
from benefits.models import SavingsAmount, SavingsCost, SavingsLine, SavingsRequirement
from benefits.queries import tracker as tracking
from people.choices import Role
from people.models import Person
from people.queries import office
from programmes.models import Programme
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from values import clock

pytestmark = pytest.mark.django_db
K = 100_000  # pence
THEN = datetime(2012, 6, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def seed(programme: Programme) -> SavingsLine:
    """525 + 200 + 200 + 185 = 1,110, of which 725 are achieved; nothing is planned for 2014/15."""
    line = factories.savings_line(
        "Project 2", programme=programme, required_pence=1_110 * K, first_year=2010, last_year=2014
    )
    for year, amount, state in (
        (2010, 525, SavingState.ACHIEVED),
        (2011, 200, SavingState.ACHIEVED),
        (2012, 200, SavingState.IDENTIFIED),
        (2013, 185, SavingState.TO_BE_PLANNED),
    ):
        factories.savings_amount(amount * K, line=line, financial_year=year, state=state)
    return line


def tracked(programme: Programme) -> tracking.Tracker:
    asked = tracking.requirements_of(programme.pk, None)
    return tracking.tracker(queries.savings_rows([programme.pk], None), asked)


def test_the_seed_adds_up_in_each_state_and_year(seed: SavingsLine, programme: Programme) -> None:
    found = tracked(programme)
    assert [(row.label, row.by_year, row.total_pence) for row in found.states] == [
        ("Achieved", (525 * K, 200 * K, 0, 0, None), 725 * K),
        ("Identified", (0, 0, 200 * K, 0, None), 200 * K),
        ("To be planned", (0, 0, 0, 185 * K, None), 185 * K),
    ]
    assert found.planned.total_pence == 1_110 * K
    assert (found.residual_pence, found.to_find_pence) == (385 * K, 185 * K)
    assert tracking.headline(found) == (
        "£725k of £1,110k is achieved (65.3%); £185k is still to be found."
    )
    (warning,) = tracking.warnings(queries.savings_rows([programme.pk], None))
    assert warning == "Project 2: nothing is planned for 2014/15, which is not nought."


def test_a_line_that_states_nothing_required_hides_nothing_that_another_lacks(
    programme: Programme,
) -> None:
    factories.savings_line("Leases", programme=programme, required_pence=100 * K)
    other = factories.savings_line("Shops", programme=programme)
    factories.savings_amount(100 * K, line=other, state=SavingState.ACHIEVED)
    assert tracking.headline(tracked(programme)) == (
        "£100k of £200k is achieved (50%); £100k is still to be found."
    )


def test_what_is_asked_for_and_not_found_is_said_by_year(
    seed: SavingsLine, programme: Programme
) -> None:
    by = factories.officer()
    for year, amount in ((2012, 300), (2013, 100), (2014, 50)):
        strategy = {"strategy": "MTFS 2012 to 2015", "financial_year": year}
        create_record(
            SavingsRequirement, by=by, programme=programme, amount_pence=amount * K, **strategy
        )
    found = tracked(programme)
    assert found.years == (2010, 2011, 2012, 2013, 2014)
    assert found.asked == (None, None, 300 * K, 100 * K, 50 * K)
    assert found.gap == (None, None, 100 * K, 100 * K, 50 * K)


def test_a_baseline_reads_the_plan_as_it_stood(programme: Programme) -> None:
    by = factories.officer()
    with clock.stopped_at(THEN):
        line = factories.savings_line("Leases", programme=programme)
        amount = factories.savings_amount(100 * K, line=line, financial_year=2012)
        kept = keep_baseline(programme, title="As agreed in June", by=by)
    with clock.stopped_at(NOW):
        save_amounts(programme, {(line, 2012): 80 * K, (line, 2013): 30 * K}, by=by)
        rows = queries.savings_rows([programme.pk], None)
        found = tracking.tracker(rows, (), tracking.planned_at(programme.pk, kept))
    assert amount.financial_year == 2012
    assert (found.planned.by_year, found.then) == ((80 * K, 30 * K), (100 * K, 0))


def test_costs_make_the_net_saving(seed: SavingsLine, programme: Programme) -> None:
    by = factories.officer()
    for year, planned, actual in ((2010, 60, 75), (2011, 40, None)):
        figures = {"planned_pence": planned * K, "actual_pence": actual and actual * K}
        create_record(SavingsCost, by=by, line=seed, financial_year=year, **figures)
    (row,) = queries.savings_rows([programme.pk], None)
    assert (row.cost_pence, row.net_pence) == (115 * K, 995 * K)


@pytest.mark.parametrize(
    ("achieved", "words"),
    [(0, "£0 of £1k is achieved (0%); £1k is still to be found."),
     (99_999, "£999.99 of £1k is achieved (99.9%); £0.01 is still to be found."),
     (100_000, "All of the £1k required is achieved.")],
)  # fmt: skip
def test_it_is_done_only_when_all_of_it_is(programme: Programme, achieved: int, words: str) -> None:
    line = factories.savings_line("Leases", programme=programme, required_pence=K)
    factories.savings_amount(achieved, line=line, financial_year=2012, state=SavingState.ACHIEVED)
    assert tracking.headline(tracked(programme)) == words


class TestClaims:
    def line(self, programme: Programme, title: str, year: int, **fields: str) -> SavingsLine:
        line = factories.savings_line(title, programme=programme, **fields)
        factories.savings_amount(K, line=line, financial_year=year)
        return line

    def test_a_budget_line_is_claimed_once_a_year(self, programme: Programme) -> None:
        self.line(programme, "Placements", 2012, budget_line="C1204 Placements")
        other = factories.savings_line(
            "Foster carers", programme=programme, budget_line="c1204  placements"
        )
        by = factories.officer()
        save_amounts(programme, {(other, 2013): K}, by=by)
        with pytest.raises(Refused) as refusal:
            save_amounts(programme, {(other, 2012): K, (other, 2014): K}, by=by)
        assert str(refusal.value) == (
            "“Placements” already takes a saving from this budget line in 2012/13. Say why both do."
        )
        years = SavingsAmount.objects.filter(line=other).values_list("financial_year", flat=True)
        assert list(years) == [2013]

    def test_a_line_is_not_brought_back_to_a_budget_line_that_another_has_claimed(
        self, manager: Client, programme: Programme
    ) -> None:
        gone = self.line(programme, "Placements", 2012, budget_line="C1204")
        archive_record(gone, by=factories.officer())
        other = factories.savings_line("Foster carers", programme=programme, budget_line="C1204")
        save_amounts(programme, {(other, 2012): K}, by=factories.officer())
        url = f"/programmes/{programme.reference}/savings/{gone.pk}/archive/"
        said = press(manager, url, follow=True).content.decode()
        assert "“Foster carers” already takes a saving from this budget line in 2012/13" in said
        gone.refresh_from_db()
        assert gone.is_archived

    def test_a_reason_lets_both_and_is_shown(self, manager: Client, programme: Programme) -> None:
        self.line(programme, "Placements", 2012, budget_line="C1204")
        other = factories.savings_line(
            "Foster carers", programme=programme, budget_line="C1204",
            claim_reason="Half of the budget each",
        )  # fmt: skip
        save_amounts(programme, {(other, 2012): K}, by=factories.officer())
        page = manager.get(f"/programmes/{programme.reference}/savings/").content.decode()
        assert "C1204: Half of the budget each" in page


class TestFinance:
    @pytest.fixture
    def finance(self, programme: Programme) -> Person:
        return factories.holder(Role.FINANCE_OFFICER, office(), "Fay Minster")

    def test_validates_a_line_until_its_figures_change(
        self, finance: Person, seed: SavingsLine, signed_in: Callable[[Person], Client]
    ) -> None:
        url = f"/programmes/{seed.programme.reference}/savings/{seed.pk}/"
        browser = signed_in(finance)
        press(browser, f"{url}validate/", on=url)
        seed.refresh_from_db()
        assert seed.validated_by == finance
        save_amounts(seed.programme, {(seed, 2013): 190 * K}, by=factories.officer())
        seed.refresh_from_db()
        assert (seed.validated_by, seed.validated_at) == (None, None)

    def test_nobody_else_validates(self, manager: Client, seed: SavingsLine) -> None:
        url = f"/programmes/{seed.programme.reference}/savings/{seed.pk}/validate/"
        assert manager.post(url, {"version": seed.version}).status_code == 403


class TestGrid:
    def url(self, programme: Programme) -> str:
        return f"/programmes/{programme.reference}/savings/by-year/"

    def sent(self, browser: Client, programme: Programme, **typed: str) -> dict[str, str]:
        """What a browser sends of the grid's form, with some of it typed anew."""
        page = read(browser.get(self.url(programme)).content.decode())
        boxes = [box for box in page.all("input") if box.attributes.get("name")]
        kept = {box.attributes["name"]: box.attributes.get("value", "") for box in boxes}
        return kept | {"new_state": "identified", "pasted": ""} | typed

    def amounts(self, line: SavingsLine) -> list[tuple[int, int, str]]:
        rows = SavingsAmount.objects.live().filter(line=line).order_by("financial_year")
        return list(rows.values_list("financial_year", "amount_pence", "state"))

    def test_sets_new_and_old_amounts_and_empties_boxes(
        self, manager: Client, seed: SavingsLine, july_2012: object
    ) -> None:
        typed = {f"{seed.pk}-2012": "£0.21m", f"{seed.pk}-2013": "", f"{seed.pk}-2014": "1,110k"}
        manager.post(self.url(seed.programme), self.sent(manager, seed.programme, **typed))
        assert self.amounts(seed) == [
            (2010, 525 * K, "achieved"),
            (2011, 200 * K, "achieved"),
            (2012, 210 * K, "identified"),
            (2014, 1_110 * K, "identified"),
        ]

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [("lots", "Project 2, 2013/14 must be an amount in pounds, like 1,234.50 or 525k"),
         ("(500)", "A saving cannot be negative. What it costs is entered under its costs.")],
    )  # fmt: skip
    def test_one_wrong_cell_stops_all(
        self, manager: Client, seed: SavingsLine, typed: str, sentence: str, july_2012: object
    ) -> None:
        before = self.amounts(seed)
        cells = {f"{seed.pk}-2012": "5", f"{seed.pk}-2013": typed}
        answer = manager.post(self.url(seed.programme), self.sent(manager, seed.programme, **cells))
        assert sentence in answer.content.decode()
        assert self.amounts(seed) == before

    def test_rows_pasted_by_name_fill_the_boxes_and_save_nothing(
        self, manager: Client, seed: SavingsLine, july_2012: object
    ) -> None:
        pasted = "Line\t2013/14\t2014/15\r\n PROJECT  2\t£1k\t2,000\r\n"
        sent = self.sent(manager, seed.programme, pasted=pasted)
        page = read(manager.post(self.url(seed.programme), sent).content.decode())
        boxes = {
            box.attributes.get("name"): box.attributes.get("value") for box in page.all("input")
        }
        assert (boxes[f"{seed.pk}-2013"], boxes[f"{seed.pk}-2014"]) == ("£1k", "2,000")
        assert (2013, 185 * K, "to_be_planned") in self.amounts(seed)

    def test_a_pasted_row_of_another_name_is_refused_by_name(
        self, manager: Client, seed: SavingsLine, july_2012: object
    ) -> None:
        sent = self.sent(manager, seed.programme, pasted="Project 2\t1\nProject 9\t1")
        answer = manager.post(self.url(seed.programme), sent)
        assert "“Project 9” is not a row of this table." in answer.content.decode()

    @pytest.mark.parametrize(
        ("pasted", "sentence"),
        [("Twice\t1", "“Twice” is the name of several rows."),
         ("Line\t2012/13\nProject 2\t7", "Project 2, 2012/13: nothing can be entered here.")],
    )  # fmt: skip
    def test_what_is_pasted_goes_nowhere_but_where_it_belongs(
        self, manager: Client, seed: SavingsLine, pasted: str, sentence: str, july_2012: object
    ) -> None:
        for _line in range(2):
            factories.savings_line("Twice", programme=seed.programme)
        factories.savings_amount(K, line=seed, financial_year=2012)
        sent = self.sent(manager, seed.programme, pasted=pasted)
        answer = manager.post(self.url(seed.programme), sent)
        assert answer.context["form"].errors == {"pasted": [sentence]}

    def test_amounts_of_more_years_than_it_shows_stay_as_they_are(
        self, manager: Client, seed: SavingsLine, july_2012: object
    ) -> None:
        factories.savings_amount(K, line=seed, financial_year=1990)
        typed = self.sent(manager, seed.programme, **{f"{seed.pk}-2014": "2k"})
        assert manager.post(self.url(seed.programme), typed).status_code == 302
        amounts = self.amounts(seed)
        assert (amounts[0], amounts[-1]) == ((1990, K, "identified"), (2014, 2 * K, "identified"))

    def test_a_box_that_somebody_else_changed_is_not_overwritten(
        self, manager: Client, seed: SavingsLine, july_2012: object
    ) -> None:
        sent = self.sent(manager, seed.programme, **{f"{seed.pk}-2013": "1k"})
        save_amounts(seed.programme, {(seed, 2013): 190 * K}, by=factories.officer())
        answer = manager.post(self.url(seed.programme), sent)
        sentence = "Project 2, 2013/14: somebody has changed this since you opened the page."
        assert sentence in answer.content.decode()
        assert (2013, 190 * K, "to_be_planned") in self.amounts(seed)


def test_a_baseline_and_a_validation_say_who_and_when(seed: SavingsLine) -> None:
    by = factories.officer()
    line = validate_line(seed, by=by)
    assert line.validated_by == by
    with pytest.raises(Refused):
        keep_baseline(seed.programme, title="", by=by)
