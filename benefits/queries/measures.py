"""Benefits, their indicators and what was measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.queries.moments import value_at
from benefits.choices import BenefitKind, Direction, Unit
from benefits.lifecycle import change_since_baseline, share_of_target
from benefits.models import Benefit, Indicator, Measurement
from people.models import Person
from projects.models import Project
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class MeasurementRow:
    """A value on a day."""

    id: int
    measured_on: PartialDate
    value: Decimal
    words: str
    note: str


@dataclass(frozen=True)
class BaselineRow:
    """A baseline, above what has been measured since. It has no record of its own."""

    measured_on: PartialDate | None
    words: str
    note: str
    id: int = 0


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator, and its progress. It has no rating: progress is known only with a target."""

    id: int
    benefit_id: int
    title: str
    unit: str
    direction: str
    baseline: Decimal | None
    baseline_on: PartialDate | None
    target: Decimal | None
    target_on: PartialDate | None
    measurements: tuple[MeasurementRow, ...]  # oldest first

    @property
    def from_baseline(self) -> tuple[BaselineRow | MeasurementRow, ...]:
        """The baseline, if there is one, and the measurements."""
        if self.baseline is None:
            return self.measurements
        first = BaselineRow(self.baseline_on, self.baseline_words, note=_("Baseline"))
        return (first, *self.measurements)

    @property
    def latest(self) -> MeasurementRow | None:
        return self.measurements[-1] if self.measurements else None

    @property
    def latest_value(self) -> Decimal | None:
        return self.latest.value if self.latest else None

    @property
    def latest_on(self) -> PartialDate | None:
        return self.latest.measured_on if self.latest else None

    @property
    def change(self) -> Decimal | None:
        """The latest value minus the baseline, in the indicator's unit; percentages differ by
        points."""
        return change_since_baseline(self.baseline, self.latest_value)

    @property
    def share(self) -> Decimal | None:
        """How much of the way from baseline to target is done, in per cent."""
        return share_of_target(self.baseline, self.latest_value, self.target)

    @property
    def direction_words(self) -> str:
        return str(Direction(self.direction).label)

    @property
    def baseline_words(self) -> str:
        return _("No baseline") if self.baseline is None else in_unit(self.baseline, self.unit)

    @property
    def latest_words(self) -> str:
        return self.latest.words if self.latest else _("Not measured yet")

    @property
    def target_words(self) -> str:
        return _("No target") if self.target is None else in_unit(self.target, self.unit)

    @property
    def change_words(self) -> str:
        """Up 39 points; Down 2.5 days; No change; Not known."""
        if self.change is None:
            return _("Not known")
        if self.change == 0:
            return _("No change")
        amount = difference(abs(self.change), self.unit)
        text = _("Up %(much)s") if self.change > 0 else _("Down %(much)s")
        return text % {"much": amount}

    @property
    def verdict_words(self) -> str:
        """Whether the change is in the right direction; None if there is none."""
        if not self.change:
            return ""
        is_better = (self.change > 0) == (self.direction == Direction.HIGHER)
        return _("better") if is_better else _("worse")

    @property
    def share_words(self) -> str:
        if self.target is None:
            return _("No target")
        return _("Not known") if self.share is None else f"{words.number(self.share)}%"


@dataclass(frozen=True)
class BenefitRow:
    """A benefit with its indicators, as it was at a moment."""

    id: int
    programme_id: int
    project_id: int | None
    project_title: str
    title: str
    description: str
    kind: str
    kind_words: str
    owner_id: int | None
    owner_name: str
    expected_on: PartialDate | None
    indicators: tuple[IndicatorRow, ...]


def benefit_rows(
    programme_ids: Iterable[int], moment: datetime | None, *, in_brief: bool = False
) -> list[BenefitRow]:
    """The benefits of programmes at a moment, in order, without archived ones. Three queries;
    `in_brief` leaves out all but the latest measurement of each indicator: two.
    """
    benefits = Benefit.objects.at(moment, programme_id__in=set(programme_ids)).live().in_order()
    rows = benefits.annotate(
        project_title=value_at(moment, Project, "project_id", "title"),
        owner_name=value_at(moment, Person, "owner_id", "name"),
    )
    benefit_ids = [row.id for row in rows]
    read = _indicators_in_brief if in_brief else _indicators
    indicators = read(benefit_ids, moment)
    return [
        BenefitRow(
            id=row.id,
            programme_id=row.programme_id,
            project_id=row.project_id,
            project_title=row.project_title or "",
            title=row.title,
            description=row.description,
            kind=row.kind,
            kind_words=str(BenefitKind(row.kind).label),
            owner_id=row.owner_id,
            owner_name=row.owner_name or "",
            expected_on=row.expected_on,
            indicators=tuple(indicators[row.id]),
        )
        for row in rows
    ]


def indicators_in_brief(programme_id: int, moment: datetime | None) -> list[IndicatorRow]:
    """The indicators of a programme's benefits at a moment, by benefit, each with only its latest
    measurement. One query."""
    benefits = Benefit.objects.at(moment, programme_id=programme_id).live().order_by()
    place = value_at(moment, Benefit, "benefit_id", "position")
    rows = _in_brief(moment, benefit_id__in=benefits.values("id")).annotate(place=place)
    order = rows.query.order_by
    return [_measured(row) for row in rows.order_by("place", "benefit_id", *order)]


def in_unit(value: Decimal, unit: str) -> str:
    """76%; 12; 3 days; £1,200."""
    if unit == Unit.PERCENT:
        return f"{words.number(value)}%"
    if unit == Unit.DAYS:
        return _days(value)
    return _pounds(value) if unit == Unit.POUNDS else words.number(value)


def difference(value: Decimal, unit: str) -> str:
    """The difference between two values: for percentages in points, for anything else in its own
    unit."""
    if unit != Unit.PERCENT:
        return in_unit(value, unit)
    text = ngettext("%(count)s point", "%(count)s points", 1 if value == 1 else 2)
    return text % {"count": words.number(value)}


def _days(value: Decimal) -> str:
    text = ngettext("%(count)s day", "%(count)s days", 1 if abs(value) == 1 else 2)
    return text % {"count": words.number(value)}


def _pounds(value: Decimal) -> str:
    pence = value * 100
    if pence == pence.to_integral_value():
        return words.money(int(pence))
    return f"£{words.number(value)}"


def _indicators(
    benefit_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[IndicatorRow]]:
    rows = list(Indicator.objects.at(moment, benefit_id__in=benefit_ids).live().in_order())
    measurements = _measurements({row.id: row.unit for row in rows}, moment)
    by_benefit: dict[int, list[IndicatorRow]] = defaultdict(list)
    for row in rows:
        by_benefit[row.benefit_id].append(_indicator(row, tuple(measurements[row.id])))
    return by_benefit


def _indicators_in_brief(
    benefit_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[IndicatorRow]]:
    by_benefit: dict[int, list[IndicatorRow]] = defaultdict(list)
    for row in _in_brief(moment, benefit_id__in=set(benefit_ids)):
        by_benefit[row.benefit_id].append(_measured(row))
    return by_benefit


def _in_brief(moment: datetime | None, **having: Any) -> Any:
    """Indicators, each with only its latest measurement."""
    measured = Measurement.objects.of_each(moment, indicator_id=OuterRef("id")).live()
    latest = measured.order_by("-measured_on", "-id")
    return (
        Indicator.objects.at(moment, **having)
        .live()
        .annotate(
            latest_id=Subquery(latest.values("id")[:1]),
            latest_on=Subquery(latest.values("measured_on")[:1]),
            latest_value=Subquery(latest.values("value")[:1]),
        )
        .in_order()
    )


def _measured(row: Any) -> IndicatorRow:
    return _indicator(row, () if row.latest_id is None else (_latest(row),))


def _latest(row: Any) -> MeasurementRow:
    value_words = in_unit(row.latest_value, row.unit)
    return MeasurementRow(row.latest_id, row.latest_on, row.latest_value, value_words, note="")


def _indicator(row: Indicator, measurements: tuple[MeasurementRow, ...]) -> IndicatorRow:
    return IndicatorRow(
        id=row.id,
        benefit_id=row.benefit_id,
        title=row.title,
        unit=row.unit,
        direction=row.direction,
        baseline=row.baseline_value,
        baseline_on=row.baseline_on,
        target=row.target_value,
        target_on=row.target_on,
        measurements=measurements,
    )


def _measurements(
    units: dict[int, str], moment: datetime | None
) -> dict[int, list[MeasurementRow]]:
    rows = Measurement.objects.at(moment, indicator_id__in=units).live().oldest_first()
    by_indicator: dict[int, list[MeasurementRow]] = defaultdict(list)
    for row in rows:
        value_words = in_unit(row.value, units[row.indicator_id])
        by_indicator[row.indicator_id].append(
            MeasurementRow(row.id, row.measured_on, row.value, value_words, row.note)
        )
    return by_indicator
