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

from audit.queries.moments import value_at
from benefits.choices import BenefitKind, Direction, Frequency, IndicatorStatus
from benefits.lifecycle import Aim, change_since_baseline, is_better, share_of_target
from benefits.models import Benefit, Indicator, Measurement
from benefits.queries.measure_words import in_unit, moved, realised, rule_words
from benefits.queries.measurement_rows import BaselineRow, MeasurementRow
from people.models import Person
from programmes.choices import Rag
from projects.models import Milestone, Project
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator, and its progress. Only one with a target has a rating."""

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
    target_to: Decimal | None = None
    tolerance_percent: Decimal | None = None
    tolerance_amount: Decimal | None = None
    status: str = ""
    frequency: str = ""
    definition: str = ""
    source: str = ""
    data_lag: str = ""
    analyst_name: str = ""

    @property
    def from_baseline(self) -> tuple[BaselineRow | MeasurementRow, ...]:
        """The baseline, if there is one, and the measurements."""
        if self.baseline is None:
            return self.measurements
        first = BaselineRow(self.baseline_on, self.baseline_words, note=_("Baseline"))
        return (first, *self.measurements)

    @property
    def latest(self) -> MeasurementRow | None:
        """The last that has a value."""
        return next((m for m in reversed(self.measurements) if m.value is not None), None)

    @property
    def previous(self) -> MeasurementRow | None:
        """The value before the latest; None where only the latest was read."""
        values = [m for m in self.measurements if m.value is not None]
        return values[-2] if len(values) > 1 else None

    @property
    def aim(self) -> Aim | None:
        if self.target is None:
            return None
        high = self.target if self.target_to is None else self.target_to
        tolerances = self.tolerance_percent, self.tolerance_amount
        return Aim(self.target, high, self.direction, *tolerances)

    @property
    def goal(self) -> Decimal | None:
        """The end of the target that is reached first on the way from the baseline."""
        comes_down = self.baseline is not None and self.target_to is not None
        if self.target_to is None or self.direction == Direction.HIGHER:
            return self.target
        if self.direction == Direction.PLAN and comes_down:
            return self.target_to if self.baseline >= self.target_to else self.target  # type: ignore[operator]
        return self.target_to

    @property
    def rag(self) -> str:
        """ "" where it is not rated: without a target or a value, or with a status of its own."""
        if self.aim is None or self.latest_value is None or self.status:
            return ""
        return self.aim.rating(self.latest_value)

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
        return share_of_target(self.baseline, self.latest_value, self.goal)

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
        if self.target is None:
            return _("No target")
        low = in_unit(self.target, self.unit)
        if self.target_to is None:
            return low
        return _("%(low)s to %(high)s") % {"low": low, "high": in_unit(self.target_to, self.unit)}

    @property
    def change_words(self) -> str:
        """Up 39 points; Down 2.5 days; No change; Not known."""
        return moved(self.baseline, self.latest_value, self.unit)

    @property
    def recent_words(self) -> str:
        """The same since the measurement before, with better or worse."""
        if self.previous is None or self.latest is None:
            return words.NOTHING
        said = moved(self.previous.value, self.latest.value, self.unit)
        verdict = self._verdict(self.previous.value, self.latest.value)
        return f"{said} ({verdict})" if verdict else said

    @property
    def verdict_words(self) -> str:
        """Whether the change is in the right direction; "" if there is none."""
        return self._verdict(self.baseline, self.latest_value)

    def _verdict(self, old: Decimal | None, new: Decimal | None) -> str:
        if old is None or new is None:
            return ""
        better = is_better(old, new, self.direction, self.aim)
        return "" if better is None else _("better") if better else _("worse")

    @property
    def rating_words(self) -> str:
        """The rule by which it has its rating, and the date of the value; or why it has none."""
        if self.status:
            return str(IndicatorStatus(self.status).label)
        if self.target is None or self.latest is None:
            return self.target_words if self.target is None else self.latest_words
        facts = {"rule": rule_words(self), "when": words.when(self.latest.measured_on)}
        return _("%(rule)s (%(when)s)") % facts

    @property
    def lacks_action(self) -> bool:
        return self.rag == Rag.RED and self.latest is not None and not self.latest.action

    @property
    def profile_words(self) -> str:
        """How often it is measured, from what source, how late and by whom."""
        often = str(Frequency(self.frequency).label) if self.frequency else ""
        source = _("from %(source)s") % {"source": self.source} if self.source else ""
        lag = _("%(lag)s later") % {"lag": self.data_lag} if self.data_lag else ""
        by = _("by %(name)s") % {"name": self.analyst_name} if self.analyst_name else ""
        return ", ".join(filter(None, (often, source, lag, by)))

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
    beneficiaries: str = ""
    objective: str = ""
    corporate_priority: str = ""
    assumptions: str = ""
    measured_how: str = ""
    milestone_title: str = ""
    milestone_on: PartialDate | None = None  # as reached, forecast or agreed
    agreed_on: PartialDate | None = None  # the milestone, as agreed
    months_after: int = 0

    @property
    def realised_words(self) -> str:
        """When it arrives, counted from its milestone, and whether that has moved."""
        return realised(self)


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
        milestone_title=value_at(moment, Milestone, "milestone_id", "title"),
        reached_on=value_at(moment, Milestone, "milestone_id", "actual_on"),
        forecast_on=value_at(moment, Milestone, "milestone_id", "forecast_on"),
        agreed_on=value_at(moment, Milestone, "milestone_id", "baseline_on"),
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
            beneficiaries=row.beneficiaries,
            objective=row.objective,
            corporate_priority=row.corporate_priority,
            assumptions=row.assumptions,
            measured_how=row.measured_how,
            milestone_title=row.milestone_title or "",
            milestone_on=row.reached_on or row.forecast_on or row.agreed_on,
            agreed_on=row.agreed_on,
            months_after=row.months_after or 0,
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


def _indicators(
    benefit_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[IndicatorRow]]:
    indicators = Indicator.objects.at(moment, benefit_id__in=benefit_ids).live().in_order()
    rows = list(indicators.annotate(analyst_name=value_at(moment, Person, "analyst_id", "name")))
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
    measured = measured.filter(value__isnull=False)
    latest = measured.order_by("-measured_on", "-id")
    return (
        Indicator.objects.at(moment, **having)
        .live()
        .annotate(
            latest_id=Subquery(latest.values("id")[:1]),
            latest_on=Subquery(latest.values("measured_on")[:1]),
            latest_value=Subquery(latest.values("value")[:1]),
            latest_provisional=Subquery(latest.values("is_provisional")[:1]),
            latest_action=Subquery(latest.values("action")[:1]),
        )
        .in_order()
    )


def _measured(row: Any) -> IndicatorRow:
    return _indicator(row, () if row.latest_id is None else (_latest(row),))


def _latest(row: Any) -> MeasurementRow:
    value_words = in_unit(row.latest_value, row.unit)
    return MeasurementRow(
        id=row.latest_id,
        measured_on=row.latest_on,
        value=row.latest_value,
        words=value_words,
        note="",
        is_provisional=row.latest_provisional,
        action=row.latest_action,
    )


def _indicator(row: Any, measurements: tuple[MeasurementRow, ...]) -> IndicatorRow:
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
        target_to=row.target_to,
        tolerance_percent=row.tolerance_percent,
        tolerance_amount=row.tolerance_amount,
        status=row.status,
        frequency=row.frequency,
        definition=row.definition,
        source=row.source,
        data_lag=row.data_lag,
        analyst_name=getattr(row, "analyst_name", None) or "",
    )


def _measurements(
    units: dict[int, str], moment: datetime | None
) -> dict[int, list[MeasurementRow]]:
    rows = Measurement.objects.at(moment, indicator_id__in=units).live().oldest_first()
    by_indicator: dict[int, list[MeasurementRow]] = defaultdict(list)
    for row in rows:
        by_indicator[row.indicator_id].append(_measurement(row, units[row.indicator_id]))
    return by_indicator


def _measurement(row: Measurement, unit: str) -> MeasurementRow:
    said = _("Not available: %(why)s") % {"why": row.why_missing}
    was = row.restated_from
    return MeasurementRow(
        id=row.id,
        measured_on=row.measured_on,
        value=row.value,
        words=said if row.value is None else in_unit(row.value, unit),
        note=row.note,
        is_provisional=row.is_provisional,
        restated_words="" if was is None else in_unit(was, unit),
        action=row.action,
    )
