"""What was measured and what it should come to, as pages and papers read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from benefits.queries.measure_words import in_unit
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class MeasurementRow:
    """A value on a day or in a period; None where it is not available, and `words` say why."""

    id: int
    measured_on: PartialDate
    value: Decimal | None
    words: str
    note: str
    is_provisional: bool = False
    restated_words: str = ""
    action: str = ""

    @property
    def standing_words(self) -> str:
        """Provisional; Restated, was 74%; nothing for what is final."""
        parts = [_("Provisional")] if self.is_provisional else []
        if self.restated_words:
            parts.append(_("Restated, was %(value)s") % {"value": self.restated_words})
        return "; ".join(parts)


@dataclass(frozen=True)
class BaselineRow:
    """A baseline, above what has been measured since. It has no record of its own."""

    measured_on: PartialDate | None
    words: str
    note: str
    id: int = 0
    standing_words: str = ""
    action: str = ""


@dataclass(frozen=True)
class Value:
    """A value of a day or a period, and its words."""

    on: PartialDate
    value: Decimal
    words: str
    is_provisional: bool = False

    @property
    def told(self) -> str:
        if not self.is_provisional:
            return self.words
        return _("%(value)s (provisional)") % {"value": self.words}


@dataclass(frozen=True)
class TargetRow:
    """What an indicator should come to: its own target, or that of a period."""

    id: int
    period: PartialDate | None
    value: Decimal
    value_to: Decimal | None
    unit: str

    @property
    def high(self) -> Decimal:
        return self.value if self.value_to is None else self.value_to

    @property
    def words(self) -> str:
        low = in_unit(self.value, self.unit)
        if self.value_to is None:
            return low
        return _("%(low)s to %(high)s") % {"low": low, "high": in_unit(self.value_to, self.unit)}

    def has_begun(self, on: PartialDate) -> bool:
        """Whether its period has, when that of a value ends."""
        return self.period is not None and self.period.is_known and self.period.first <= on.last

    def nearness(self, on: PartialDate) -> tuple[bool, date, int]:
        """The largest is that of the narrowest period around a value, else of the last to end."""
        first, last = (self.period.first, self.period.last) if self.period else (date.min, date.min)
        is_around = first <= on.first and on.last <= last
        return (True, first, -last.toordinal()) if is_around else (False, last, 0)
