"""How measured values are typed: numbers, yes or no, and why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from benefits.choices import Unit
from records.amounts import NumberField, read_amount
from values import words

YES, NO = Decimal(1), Decimal(0)
LARGEST, SMALLEST = Decimal(10**10), Decimal("0.0001")
LONGEST_REASON = 300
SIGN_OF_UNIT: dict[str, str] = {
    Unit.PERCENT: "%",
    Unit.NUMBER: "",
    Unit.DAYS: "days",
    Unit.POUNDS: "£",
    Unit.SCALE: "",
    Unit.YES_NO: "",
}


def yes_or_no(typed: str) -> Decimal | None:
    """1 for yes, 0 for no, None for anything else."""
    return {_("Yes").casefold(): YES, _("No").casefold(): NO}.get(typed.strip().casefold())


class MeasuredField(NumberField):
    """A number, or yes or no, which are kept as 1 and 0."""

    is_yes_or_no = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_digits": 14, "decimal_places": 4} | kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        spelt = yes_or_no(str(value or ""))
        return super().to_python(value) if spelt is None else spelt

    def prepare_value(self, value: Any) -> Any:
        if self.is_yes_or_no and value in (YES, NO):
            return _("Yes") if value else _("No")
        return super().prepare_value(value)


@dataclass(frozen=True)
class Missing:
    """There is no value, and why."""

    why: str


class CellField(forms.Field):
    """A box of the grid of measurements. Cleans to a Decimal, or Missing for “not available: ” and
    a reason; None when empty."""

    def __init__(self, unit: str) -> None:
        super().__init__(required=False)
        self.unit = unit

    def to_python(self, value: Any) -> Decimal | Missing | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        missing = re.fullmatch(r"(?:not available|n/a)\b\W*(.*)", typed, re.IGNORECASE | re.DOTALL)
        if missing:
            return self.missing(missing[1].strip())
        number = self.number(typed)
        if abs(number) >= LARGEST or number % SMALLEST:
            raise self.wrong(_("%(label)s must be below 10,000,000,000, with up to four decimals"))
        return number

    def missing(self, why: str) -> Missing:
        if not why:
            raise self.wrong(_("%(label)s: say why, like “not available: system down”"))
        if len(why) > LONGEST_REASON:
            raise self.wrong(_("%(label)s: say why in at most 300 characters"))
        return Missing(why)

    def number(self, typed: str) -> Decimal:
        if self.unit == Unit.YES_NO:
            spelt = yes_or_no(typed)
            if spelt is None:
                raise self.wrong(_("%(label)s must be yes or no"))
            return spelt
        amount = read_amount(typed)
        if amount is None:
            raise self.wrong(_("%(label)s must be a number, like 37 or 1,234.5"))
        if amount.unit not in ("", SIGN_OF_UNIT[self.unit]):
            raise self.wrong(_("%(label)s must be in the unit of this indicator: %(unit)s"))
        return amount.value

    def wrong(self, sentence: str) -> ValidationError:
        return ValidationError(
            sentence % {"label": self.label, "unit": Unit(self.unit).label.lower()}
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Missing):
            return _("Not available: %(why)s") % {"why": value.why}
        if self.unit == Unit.YES_NO and value in (YES, NO):
            return _("Yes") if value else _("No")
        return words.number(value) if isinstance(value, Decimal) else value
