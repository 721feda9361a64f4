"""A short story of one programme: how it stood on 10 June 2012, and how it stands on 4 July."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from audit.actions import archive_record, edit_record
from audit.deciding import corrected
from audit.writing import audited
from benefits.models import Indicator, SavingsLine
from people.actions import appoint, edit_appointment
from people.choices import Role
from people.models import Account, Appointment, Person
from programmes.actions import edit_programme
from programmes.choices import ProgrammeState
from programmes.models import Programme
from projects.actions import edit_project
from projects.models import Milestone, Project
from tests import factories
from values import clock

THEN = "2012-06-10"
BEFORE = "2012-05-01"


@contextmanager
def on(month: int, day: int) -> Iterator[date]:
    """The clock stands at nine in the morning of a day in 2012."""
    with clock.stopped_at(datetime(2012, month, day, 8, 0, tzinfo=UTC)):
        yield date(2012, month, day)


@dataclass
class Story:
    """What the story is about; each record as it is now."""

    keeper: Account
    member: Account
    lead: Account
    programme: Programme
    lending: Project
    closing: Project
    milestone: Milestone
    seat: Appointment
    indicator: Indicator
    line: SavingsLine
    ada: Person


def story() -> Story:
    """On 1 June two projects, red and green; on 20 June one is renamed and re-rated, its milestone
    moves, its lead changes, the other is archived, and the programme gets another name."""
    with on(4, 2):
        factories.officer()  # the council's first records
    with on(6, 1):
        told = _first_of_june()
    with on(6, 20):
        _twentieth_of_june(told)
    return told


def _first_of_june() -> Story:
    programme = factories.programme("Open Doors", state=ProgrammeState.PROPOSED)
    board = factories.board(programme=programme)
    lending = factories.project("Lending tools", programme=programme, printed_number="1")
    closing = factories.project("Closing early", programme=programme, printed_number="2")
    milestone = factories.milestone(
        project=lending, baseline_on=date(2012, 7, 1), forecast_on=date(2012, 7, 1)
    )
    ada = factories.person("Ada Fenwick")
    seat = appoint(scope=lending.scope, role=Role.PROJECT_LEAD, person=ada, by=factories.officer())
    said = {"overall_rag": "red", "overall_reason": "No van.", "achieved": "Little."}
    factories.report(project=lending, period_end=date(2012, 5, 18), overall_rag="green")
    factories.report(project=lending, period_end=date(2012, 6, 1), **said)
    factories.report(project=closing, period_end=date(2012, 6, 1))
    indicator = factories.indicator(
        benefit=factories.benefit(programme=programme), baseline_value=37, target_value=76
    )
    factories.measurement(50, date(2012, 6, 1), indicator=indicator)
    line = factories.savings_line(programme=programme, required_pence=120_000_000)
    factories.savings_amount(52_500_000, line=line, financial_year=2012, state="achieved")
    return Story(
        keeper=factories.account(),
        member=factories.account(factories.holder(Role.MEMBER, board.scope, "Mona Pryce")),
        lead=factories.account(factories.holder(Role.PROJECT_LEAD, lending.scope, "Ben Hale")),
        programme=programme,
        lending=lending,
        closing=closing,
        milestone=milestone,
        seat=seat,
        indicator=indicator,
        line=line,
        ada=ada,
    )


def _twentieth_of_june(told: Story) -> None:
    by = factories.officer()
    told.programme = edit_programme(
        told.programme, by=by, title="Wider Doors", state=ProgrammeState.RUNNING
    )
    told.lending = edit_project(told.lending, by=by, title="Renting tools")
    told.milestone = edit_record(told.milestone, by=by, forecast_on=date(2012, 7, 15))
    edit_appointment(told.seat, by=by, ends_on=date(2012, 6, 19))
    factories.report(project=told.lending, period_end=date(2012, 6, 20), overall_rag="amber",
                     overall_reason="The van came late.", achieved="Much.")  # fmt: skip
    factories.measurement(55, date(2012, 6, 20), indicator=told.indicator)
    # What is agreed is changed and removed by decision alone, and by whoever puts a slip right.
    with audited(by=by, reason="Put right"), corrected():
        edit_record(told.line, by=by, required_pence=110_000_000, title="Fewer shops")
        told.closing = archive_record(told.closing, by=by)
