"""An indicator as pages and papers read it: where it began, where it is, and how it is rated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from benefits.choices import Direction, Frequency, IndicatorStatus
from benefits.lifecycle import Aim, change_since_baseline, is_better, share_of_target
from benefits.queries.measure_words import in_unit, moved, rule_words
from benefits.queries.measurement_rows import BaselineRow, MeasurementRow, TargetRow, Value
from programmes.choices import Rag
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator, and its progress. Only one with a target has a rating.

    A value is rated against the target of the period in which it was measured; between periods
    against that of the last one that has begun; before all of them against the indicator's own."""

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
    targets: tuple[TargetRow, ...] = ()  # of periods, the earliest first

    @property
    def from_baseline(self) -> tuple[BaselineRow | MeasurementRow, ...]:
        """The baseline, if there is one, and the measurements."""
        if self.baseline is None:
            return self.measurements
        first = BaselineRow(self.baseline_on, self.baseline_words, note=_("Baseline"))
        return (first, *self.measurements)

    @property
    def values(self) -> tuple[Value, ...]:
        """The baseline, where its date is known, and all measurements, the oldest first."""
        measured = [
            Value(m.measured_on, m.value, m.words, m.is_provisional)
            for m in self.measurements
            if m.value is not None
        ]
        if self.baseline is None or self.baseline_on is None:
            return tuple(measured)
        return Value(self.baseline_on, self.baseline, self.baseline_words), *measured

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
    def final(self) -> TargetRow | None:
        """Its own target or, where it has none, that of its last period."""
        if self.target is None:
            return self.targets[-1] if self.targets else None
        return TargetRow(0, self.target_on, self.target, self.target_to, self.unit)

    def target_at(self, on: PartialDate) -> TargetRow | None:
        """The target against which a value of a day or period is rated."""
        own = None if self.target is None else self.final
        dated = own is not None and own.period is not None and own.period.is_known
        found = [row for row in (*self.targets, own) if row and row.has_begun(on)]
        if own is not None and not dated and not found:
            return own
        return max(found, key=lambda row: row.nearness(on), default=own)

    @property
    def rated_against(self) -> TargetRow | None:
        return self.final if self.latest is None else self.target_at(self.latest.measured_on)

    def aim_of(self, target: TargetRow) -> Aim:
        tolerances = self.tolerance_percent, self.tolerance_amount
        return Aim(target.value, target.high, self.direction, *tolerances)

    @property
    def aim(self) -> Aim | None:
        return self.aim_of(self.rated_against) if self.rated_against else None

    @property
    def goal(self) -> Decimal | None:
        """The end of the final target that is reached first on the way from the baseline."""
        final = self.final
        if final is None:
            return None
        if self.direction == Direction.HIGHER:
            return final.value
        if self.direction == Direction.LOWER or self.baseline is None:
            return final.high
        return final.high if self.baseline >= final.high else final.value

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
        return self.final.words if self.final else _("No target")

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
        if self.final is None or self.latest is None:
            return self.target_words if self.final is None else self.latest_words
        if self.rated_against is None:
            return _("No target yet for %(when)s") % {"when": words.when(self.latest.measured_on)}
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
        if self.final is None:
            return self.target_words
        return _("Not known") if self.share is None else f"{words.number(self.share)}%"
