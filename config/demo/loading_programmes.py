"""Loads a programme with its parts, boards, benefits and savings."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.writing import audited
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from config.demo.calendar import as_known
from config.demo.loading import Loading
from config.demo.people import KEEPER
from config.demo.shapes import (
    DemoBenefit,
    DemoBoard,
    DemoIndicator,
    DemoMeasurement,
    DemoProgramme,
    DemoSavingsLine,
)
from governance.actions import create_board
from people.models import Person
from programmes.actions import create_programme
from programmes.models import FundingSource, Phase, Principle, Programme

PENCE_PER_THOUSAND = 100_000
A_FORTNIGHT_LATER = timedelta(days=14)


def load_programme(loading: Loading, data: DemoProgramme) -> None:
    """The programme, its parts, roles and boards."""
    calendar, by = loading.calendar, loading.people[data.by]
    on = calendar.day(data.created)
    with audited(by=by, reason=_("Programme set up"), dated=calendar.moment(on, 10)):
        programme = create_programme(
            by=by,
            title=data.title,
            vision=calendar.say(data.vision),
            aims=calendar.say(data.aims),
            state=data.state,
            starts_on=as_known(calendar.day(data.starts), data.precision),
            expected_end_on=as_known(_day(loading, data.expected_end), data.precision),
        )
        loading.programmes[data.key] = programme
        _load_parts(loading, data, programme, by)
    keeper = loading.people[KEEPER]
    with audited(by=keeper, reason=_("Roles given"), dated=calendar.moment(on, 10, 30)):
        loading.seat(programme.scope, data.seats, keeper)
    with audited(by=keeper, reason=_("Boards set up"), dated=calendar.moment(on, 11)):
        for board in data.boards:
            _load_board(loading, board, programme, keeper)


def _load_parts(loading: Loading, data: DemoProgramme, programme: Programme, by: Person) -> None:
    calendar = loading.calendar
    for position, text in enumerate(data.principles, start=1):
        create_record(Principle, by=by, programme=programme, text=text, position=position)
    for position, phase in enumerate(data.phases, start=1):
        create_record(
            Phase,
            by=by,
            programme=programme,
            title=phase.title,
            description=phase.description,
            state=phase.state,
            starts_on=_day(loading, phase.starts),
            ends_on=_day(loading, phase.ends),
            position=position,
        )
    for position, source in enumerate(data.funding, start=1):
        create_record(
            FundingSource,
            by=by,
            programme=programme,
            title=source.title,
            amount_pence=source.thousands * PENCE_PER_THOUSAND,
            period=calendar.say(source.period),
            approved_on=_day(loading, source.approved),
            note=calendar.say(source.note),
            position=position,
        )


def _load_board(loading: Loading, data: DemoBoard, programme: Programme, by: Person) -> None:
    board = create_board(
        by=by,
        title=data.title,
        kind=data.kind,
        purpose=data.purpose,
        programme=programme if data.directs else None,
        parent=loading.boards[data.parent] if data.parent else None,
    )
    loading.boards[data.key] = board
    loading.seat(board.scope, data.seats, by)


def load_benefits(loading: Loading, data: DemoProgramme) -> None:
    """Benefits with their measurements, and savings; after the projects that they belong to."""
    calendar, by = loading.calendar, loading.people[data.by]
    programme = loading.programmes[data.key]
    begun = calendar.day(max([data.created, *(p.created for p in data.projects)]))
    baselines = (i.baseline for benefit in data.benefits for i in benefit.indicators)
    # A baseline is recorded once it has been measured.
    on = max([begun + A_FORTNIGHT_LATER, *(calendar.day(b.when) for b in baselines if b)])
    moment = calendar.moment(on, 10)
    measured: list[tuple[date, Person, Indicator, DemoMeasurement]] = []
    with audited(by=by, reason=_("Benefits and savings set out"), dated=moment):
        for position, benefit in enumerate(data.benefits, start=1):
            measured += _load_benefit(loading, benefit, programme, by, position)
        for position, line in enumerate(data.savings, start=1):
            _load_savings(loading, line, programme, by, position)
    for day, owner, indicator, measurement in sorted(measured, key=lambda row: row[0]):
        recorded = max(calendar.moment(day, 16), moment)
        with audited(by=owner, reason=_("Measurement recorded"), dated=recorded):
            create_record(
                Measurement,
                by=owner,
                indicator=indicator,
                measured_on=as_known(day, measurement.precision),
                value=Decimal(measurement.value),
                note=calendar.say(measurement.note),
            )


def _load_benefit(
    loading: Loading, data: DemoBenefit, programme: Programme, by: Person, position: int
) -> list[tuple[date, Person, Indicator, DemoMeasurement]]:
    """Returns the measurements still to be recorded, each on its own day."""
    owner = loading.people[data.owner]
    benefit = create_record(
        Benefit,
        by=by,
        programme=programme,
        project=loading.projects[data.project] if data.project else None,
        title=data.title,
        description=loading.calendar.say(data.description),
        kind=data.kind,
        owner=owner,
        expected_on=_day(loading, data.expected),
        position=position,
    )
    measured = []
    for place, indicator in enumerate(data.indicators, start=1):
        record = create_record(
            Indicator,
            by=by,
            benefit=benefit,
            title=indicator.title,
            unit=indicator.unit,
            direction=indicator.direction,
            position=place,
            **_baseline_and_target(loading, indicator),
        )
        for measurement in indicator.measurements:
            day = loading.calendar.day(measurement.when)
            measured.append((day, owner, record, measurement))
    return measured


def _baseline_and_target(loading: Loading, data: DemoIndicator) -> dict[str, Any]:
    """The fields of those that are set; none for a missing one."""
    fields: dict[str, Any] = {}
    for name, found in (("baseline", data.baseline), ("target", data.target)):
        if found:
            fields[f"{name}_value"] = Decimal(found.value)
            fields[f"{name}_on"] = as_known(loading.calendar.day(found.when), found.precision)
    return fields


def _load_savings(
    loading: Loading, data: DemoSavingsLine, programme: Programme, by: Person, position: int
) -> None:
    line = create_record(
        SavingsLine,
        by=by,
        programme=programme,
        project=loading.projects[data.project] if data.project else None,
        title=data.title,
        required_pence=data.required_thousands * PENCE_PER_THOUSAND,
        period=loading.calendar.say(data.period),
        position=position,
    )
    for amount in data.amounts:
        create_record(
            SavingsAmount,
            by=by,
            line=line,
            financial_year=amount.year + loading.calendar.years if amount.year else None,
            amount_pence=amount.thousands * PENCE_PER_THOUSAND,
            state=amount.state,
            note=loading.calendar.say(amount.note),
        )


def _day(loading: Loading, on: date | None) -> date | None:
    return loading.calendar.day(on) if on else None
