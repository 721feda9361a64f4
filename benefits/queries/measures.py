"""Benefits, their indicators and what was measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from audit.queries.moments import value_at
from audit.querysets import list_of
from benefits.choices import BenefitKind
from benefits.models import Benefit, BenefitPath, Indicator, IndicatorTarget, Measurement
from benefits.queries.indicator_rows import IndicatorRow
from benefits.queries.measure_words import in_unit, realised
from benefits.queries.measurement_rows import MeasurementRow, TargetRow
from people.models import Person
from programmes.models import CorporatePriority, Objective
from projects.models import Milestone, Project
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class PathRow:
    """A way to a benefit, from what is handed over to what is different."""

    id: int
    output: str
    capability: str
    outcome: str
    project_title: str | None


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
    review_on: date | None = None
    validated_at: datetime | None = None
    handed_over_at: datetime | None = None
    version: int = 0
    paths: tuple[PathRow, ...] = ()

    @property
    def is_dis_benefit(self) -> bool:
        return self.kind == BenefitKind.DIS_BENEFIT

    @property
    def arrives_words(self) -> str:
        """When it arrives: by its milestone, or on a day of its own."""
        expected = words.when(self.expected_on) if self.expected_on else ""
        return self.realised_words or expected

    @property
    def standing_words(self) -> str:
        """Whether finance has validated it, and its project has handed it over."""
        valid, over = words.day_of(self.validated_at), words.day_of(self.handed_over_at)
        said = [_("Validated by finance: %(day)s") % {"day": valid}] if self.validated_at else []
        if self.handed_over_at:
            said.append(_("Handed over to the service: %(day)s") % {"day": over})
        return "; ".join(said)

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
        objective_title=value_at(moment, Objective, "objective_id", "title"),
        priority_id=value_at(moment, Objective, "objective_id", "priority_id"),
        priority_title=value_at(moment, CorporatePriority, "priority_id", "title"),
        found_paths=_paths_of(moment),
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
            objective=row.objective_title or "",
            corporate_priority=row.priority_title or "",
            assumptions=row.assumptions,
            measured_how=row.measured_how,
            milestone_title=row.milestone_title or "",
            milestone_on=row.reached_on or row.forecast_on or row.agreed_on,
            agreed_on=row.agreed_on,
            months_after=row.months_after or 0,
            review_on=row.review_on,
            validated_at=row.validated_at,
            handed_over_at=row.handed_over_at,
            version=row.version,
            paths=_paths(row.found_paths),
        )
        for row in rows
    ]


def _paths_of(moment: datetime | None) -> Subquery:
    paths = BenefitPath.objects.of_each(moment, benefit_id=OuterRef("id")).live()
    paths = paths.annotate(title=value_at(moment, Project, "project_id", "title"))
    return list_of(paths, "position", "id", "output", "capability", "outcome", "title")


def _paths(found: list[list[Any]] | None) -> tuple[PathRow, ...]:
    rows = sorted(found or (), key=lambda row: row[:2])
    return tuple(PathRow(*row[1:]) for row in rows)


def indicators_in_brief(programme_id: int, moment: datetime | None) -> list[IndicatorRow]:
    """The indicators of a programme's benefits at a moment, by benefit, each with only its latest
    measurement. One query."""
    benefits = Benefit.objects.at(moment, programme_id=programme_id).live().order_by()
    place = value_at(moment, Benefit, "benefit_id", "position")
    rows = _in_brief(moment, benefit_id__in=benefits.values("id")).annotate(place=place)
    order = rows.query.order_by
    return [_measured(row) for row in rows.order_by("place", "benefit_id", *order)]


def has_benefits(programme_id: int, moment: datetime | None) -> bool:
    """Whether a programme had one, measured or not. One query."""
    return Benefit.objects.at(moment, programme_id=programme_id).live().exists()


def _indicators(
    benefit_ids: Iterable[int], moment: datetime | None
) -> dict[int, list[IndicatorRow]]:
    indicators = Indicator.objects.at(moment, benefit_id__in=benefit_ids).live().in_order()
    rows = list(
        indicators.annotate(
            analyst_name=value_at(moment, Person, "analyst_id", "name"),
            found_targets=_targets_of(moment),
        )
    )
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
            found_targets=_targets_of(moment),
        )
        .in_order()
    )


def _targets_of(moment: datetime | None) -> Subquery:
    targets = IndicatorTarget.objects.of_each(moment, indicator_id=OuterRef("id")).live()
    return list_of(targets, "id", "period", "value", "value_to")


def _targets(found: list[list[Any]] | None, unit: str) -> tuple[TargetRow, ...]:
    rows = (
        TargetRow(key, PartialDate.from_iso(period), _exact(low), _exact(high), unit)
        for key, period, low, high in found or ()
    )
    return tuple(sorted(rows, key=lambda row: (row.period.first, row.period.last)))  # type: ignore[union-attr]


def _exact(value: Any) -> Any:
    """JSON has no decimals; these have few enough digits for it to hold them."""
    return None if value is None else Decimal(str(value))


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
        targets=_targets(row.found_targets, row.unit),
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
