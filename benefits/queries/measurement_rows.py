"""What was measured, as pages and papers read it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

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
