"""What is different about benefits and savings between 10 June and 4 July 2012."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.actions import archive_record, edit_record
from audit.deciding import corrected
from audit.writing import audited
from benefits.choices import BenefitKind, Direction, SavingState, Unit
from benefits.comparison import BENEFITS, lines
from benefits.models import Benefit, Indicator, SavingsLine
from people.choices import Role
from programmes.comparison import MONEY
from programmes.models import Programme
from projects.models import Project
from projects.queries import find_project
from records.comparison import Line, Place, Tone
from reports.queries.comparison import span_of_programme, span_of_project
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = end_of(date(2012, 6, 10))


@pytest.fixture
def programme() -> Programme:
    with on(6, 1):
        return factories.programme()


def said(programme: Programme) -> list[Line]:
    return lines(span_of_programme(programme, THEN, None))


def words(programme: Programme) -> list[tuple[str, str, Tone]]:
    return [(line.subject, line.words, line.tone) for line in said(programme)]


class TestBenefits:
    @pytest.fixture
    def benefit(self, programme: Programme) -> Benefit:
        with on(6, 1):
            return factories.benefit("Fewer tools", programme=programme)

    @pytest.fixture
    def indicator(self, benefit: Benefit) -> Indicator:
        with on(6, 1):
            found = factories.indicator(
                "Tools lent", benefit=benefit, unit=Unit.PERCENT, baseline_value=37, target_value=76
            )
            factories.measurement(50, date(2012, 6, 1), indicator=found)
        return found

    def test_unchanged_records_give_no_line(
        self, programme: Programme, indicator: Indicator
    ) -> None:
        assert said(programme) == []

    def test_a_benefit_and_its_measure_say_what_changed_each_with_its_history(
        self, programme: Programme, benefit: Benefit, indicator: Indicator
    ) -> None:
        by = factories.officer()
        edit_record(
            benefit, by=by, title="Fewer unused tools", kind=BenefitKind.CASHABLE,
            owner=factories.person("Ada Fenwick"), expected_on=date(2013, 1, 1),
        )  # fmt: skip
        with audited(by=by, reason="A slip"), corrected():
            edit_record(
                indicator, by=by, title="Tools lent out", baseline_value=40, target_value=80,
                target_on=date(2013, 1, 1),
            )  # fmt: skip
        newest = factories.measurement(55, date(2012, 6, 20), indicator=indicator)
        place = Place("Fewer unused tools")
        assert said(programme) == [
            Line(
                BENEFITS, "Benefit",
                "renamed from “Fewer tools”; Better outcome to Cashable; expected date dated "
                "1 January 2013 for the first time; owned by Ada Fenwick",
                f"/programmes/{programme.reference}/benefits/{benefit.pk}/history/", place=place,
            ),
            Line(
                BENEFITS, "Tools lent out",
                "renamed from “Tools lent”; baseline 37% to 40%; target 76% to 80%; "
                "target date dated 1 January 2013 for the first time",
                f"/benefits/{benefit.pk}/indicators/{indicator.pk}/history/", place=place,
            ),
            Line(
                BENEFITS, "Tools lent out", "50% to 55%, measured on 20 June 2012",
                f"/indicators/{indicator.pk}/measurements/{newest.pk}/history/",
                Tone.BETTER, place,
            ),
        ]  # fmt: skip

    def test_less_is_worse_or_better_as_the_measure_says(
        self, programme: Programme, indicator: Indicator
    ) -> None:
        factories.measurement(45, date(2012, 6, 20), indicator=indicator)
        less = "50% to 45%, measured on 20 June 2012"
        assert words(programme) == [("Tools lent", less, Tone.WORSE)]
        edit_record(indicator, by=factories.officer(), direction=Direction.LOWER)
        assert words(programme) == [("Tools lent", less, Tone.BETTER)]

    def test_the_same_value_measured_again_is_neither(
        self, programme: Programme, indicator: Indicator
    ) -> None:
        factories.measurement(50, date(2012, 6, 20), indicator=indicator)
        again = "50% to 50%, measured on 20 June 2012"
        assert words(programme) == [("Tools lent", again, Tone.NEUTRAL)]

    def test_measures_that_came_and_went(
        self, programme: Programme, benefit: Benefit, indicator: Indicator
    ) -> None:
        by = factories.officer()
        archive_record(indicator.measurements.get(), by=by)
        with on(6, 1):
            gone = factories.indicator("Gone", benefit=benefit)
        archive_record(gone, by=by)
        new = factories.indicator("New", benefit=benefit)
        factories.measurement(0, date(2012, 7, 1), indicator=new)
        assert words(programme) == [
            ("Tools lent", "no longer measured", Tone.NEUTRAL),
            ("New", "added", Tone.NEUTRAL),
            ("New", "first measured at 0 on 1 July 2012", Tone.NEUTRAL),
            ("Gone", "archived", Tone.NEUTRAL),
        ]

    def test_a_benefit_that_went_says_so_once(
        self, programme: Programme, benefit: Benefit, indicator: Indicator
    ) -> None:
        by = factories.officer()
        with audited(by=by, reason="Counted twice"), corrected():
            archive_record(benefit, by=by)
        factories.benefit("New", programme=programme)
        factories.benefit("Elsewhere")
        assert [(line.place, line.words) for line in said(programme)] == [
            (Place("New"), "added"),
            (Place("Fewer tools"), "archived"),
        ]


class TestSavings:
    @pytest.fixture
    def line(self, programme: Programme) -> SavingsLine:
        with on(6, 1):
            return factories.savings_line(
                "Fewer shops", programme=programme, required_pence=120_000_000
            )

    def amount(self, line: SavingsLine, pence: int = 52_500_000, **fields: Any) -> Any:
        with on(6, 1):
            return factories.savings_amount(pence, line=line, **{"financial_year": 2012, **fields})

    def test_a_line_and_its_amounts_say_what_changed_each_with_its_history(
        self, programme: Programme, line: SavingsLine
    ) -> None:
        by, place = factories.officer(), Place("Fewer shops")
        amount = self.amount(line)
        with audited(by=by, reason="A slip"), corrected():
            edit_record(line, by=by, required_pence=110_000_000)
        edit_record(amount, by=by, state=SavingState.ACHIEVED, amount_pence=60_000_000)
        assert said(programme) == [
            Line(
                MONEY, "Savings line", "required £1,200,000 to £1,100,000, £100,000 less",
                f"/programmes/{programme.reference}/savings/{line.pk}/history/", place=place,
            ),
            Line(
                MONEY, "2012/13", "£525,000 to £600,000, £75,000 more; Identified to Achieved",
                f"/savings/{line.pk}/amounts/{amount.pk}/history/", Tone.BETTER, place,
            ),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("before", "after", "text", "tone"),
        [
            ({}, {"state": SavingState.TO_BE_PLANNED}, "Identified to To be planned", Tone.WORSE),
            ({}, {"state": SavingState.ACHIEVED}, "Identified to Achieved", Tone.BETTER),
            ({}, {"financial_year": 2013}, "moved from 2012/13", Tone.WORSE),
            ({}, {"financial_year": None}, "moved from 2012/13", Tone.WORSE),
            ({"financial_year": 2013}, {"financial_year": 2012}, "moved from 2013/14", Tone.BETTER),
            ({}, {"amount_pence": 100}, "£525,000 to £1, £524,999 less", Tone.WORSE),
            ({}, {"note": "A note."}, "", Tone.NEUTRAL),
        ],
    )
    def test_an_amount_says_how_it_changed(
        self, programme: Programme, line: SavingsLine,
        before: dict, after: dict, text: str, tone: Tone,
    ) -> None:  # fmt: skip
        edit_record(self.amount(line, **before), by=factories.officer(), **after)
        assert [(w, t) for _, w, t in words(programme)] == ([(text, tone)] if text else [])

    def test_lines_and_amounts_that_came_and_went(
        self, programme: Programme, line: SavingsLine
    ) -> None:
        by = factories.officer()
        archive_record(self.amount(line), by=by)
        with on(6, 1):
            gone = factories.savings_line("Gone", programme=programme)
            factories.savings_amount(100, line=gone)
        archive_record(gone, by=by)
        new = factories.savings_line("New", programme=programme, required_pence=100)
        factories.savings_amount(0, line=new, financial_year=None)
        assert [(line.place, line.subject, line.words) for line in said(programme)] == [
            (Place("Fewer shops"), "2012/13", "archived; £525,000 identified"),
            (Place("New"), "Savings line", "added; £1 required"),
            (Place("New"), "No year yet", "added; £0 identified"),
            (Place("Gone"), "Savings line", "archived"),
        ]


class TestOfOneProject:
    @pytest.fixture
    def project(self, programme: Programme) -> Project:
        with on(6, 1):
            return factories.project("Lending", programme=programme)

    def said(self, project: Project, person: Any = None) -> list[tuple[Place | None, str]]:
        reader = person or factories.officer()
        loaded = find_project(reader, project.reference)
        return [
            (line.place, line.words) for line in lines(span_of_project(loaded, reader, THEN, None))
        ]

    def test_only_its_own_records_and_those_that_came_or_left_give_lines(
        self, programme: Programme, project: Project
    ) -> None:
        with on(6, 1):
            comes = factories.benefit("Comes", programme=programme)
            leaves = factories.benefit("Leaves", programme=programme, project=project)
            another = factories.benefit("Another's", programme=programme)
        by = factories.officer()
        edit_record(comes, by=by, project=project)
        edit_record(leaves, by=by, project=None)
        edit_record(another, by=by, description="Longer.")
        factories.savings_line("Its own", programme=programme, project=project)
        factories.savings_line("The programme's", programme=programme)
        assert self.said(project) == [
            (Place("Comes"), "moved to this project"),
            (Place("Leaves"), "moved away from this project"),
            (Place("Its own"), "added"),
        ]
        assert [(line.place, line.words) for line in said(programme)][:2] == [
            (Place("Comes"), "now belongs to a project"),
            (Place("Leaves"), "no longer belongs to a project"),
        ]

    def test_a_reader_without_the_programme_sees_nothing_that_belongs_to_it(
        self, programme: Programme, project: Project
    ) -> None:
        factories.benefit("A secret", programme=programme, project=project)
        factories.savings_line("Another", programme=programme, project=project)
        member = factories.holder(Role.TEAM_MEMBER, project.scope)
        lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
        assert self.said(project, member) == []
        assert self.said(project, lead) == [
            (Place("A secret"), "added"),
            (Place("Another"), "added"),
        ]
