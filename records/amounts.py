"""Numbers and money as people type them: a box accepts whatever a page prints.

"1,234", "12%", "£1,234.50", "525k", "£1.11m", "14 days", "-500" and "(500)", which is minus 500.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from values import words

LARGEST_PENCE = 10**15
"""Ten thousand billion pounds: more is a slip of the keyboard, and still fits a BigInteger."""

SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
UNITS = {"%": "%", "per cent": "%", "percent": "%", "day": "days", "days": "days"}
TYPED = re.compile(
    r"(?P<open>\()?(?P<minus>-)? ?(?P<pounds>£)? ?(?P<late_minus>-)? ?"
    r"(?P<number>(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?|\.\d+)"
    rf" ?(?P<scale>{'|'.join(sorted(SCALES, reverse=True))})?"
    rf" ?(?P<unit>{'|'.join(sorted(UNITS, reverse=True))})?(?P<close>\))?",
    re.ASCII,
)
MINUS_SIGNS = str.maketrans("\u2212\u2013\u2014\u2010\u2011\u2012", "------")
LONGEST = 60


@dataclass(frozen=True)
class Amount:
    """The exact number that was typed, and the unit typed with it: "£", "%", "days", or none."""

    value: Decimal
    unit: str


def read_amount(text: str) -> Amount | None:
    """The number in a text; None unless there is exactly one. Commas and spaces must separate
    thousands: "1,5" does not mean 15."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(MINUS_SIGNS).split())
    match = TYPED.fullmatch(plain) if len(plain) <= LONGEST else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    if sum(bool(match[sign]) for sign in ("open", "minus", "late_minus")) > 1:
        return None
    unit = UNITS.get(match["unit"] or "", "")
    if match["pounds"] and unit:
        return None
    with localcontext(prec=2 * LONGEST):
        number = Decimal(re.sub("[, ]", "", match["number"])) * SCALES.get(match["scale"] or "", 1)
    is_less = match["open"] or match["minus"] or match["late_minus"]
    return Amount(-number if is_less else number, "£" if match["pounds"] else unit)


def is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()  # taking the remainder fails for very long numbers


class NumberInput(forms.TextInput):
    """A text box: a mouse wheel over a browser's own number box would change its value."""

    def __init__(self, attrs: dict | None = None) -> None:
        given = {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"}
        super().__init__(given | (attrs or {}))


class NumberField(forms.DecimalField):
    """A number. Cleans to a Decimal; None when empty. Its form decides which unit may be typed with
    it, and reads it by `read_amount`."""

    widget = NumberInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # Django’s is
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        amount = read_amount(str(value))
        if amount is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return amount.value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def prepare_value(self, value: Any) -> Any:
        """A number as pages print it; typed text as it was typed."""
        return words.number(value) if isinstance(value, Decimal) else value


class WholeNumberField(forms.IntegerField):
    """A whole number, like 37 or 1,200. Cleans to an int; None when empty."""

    widget = NumberInput

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and value.strip():
            amount = read_amount(value)
            if amount is None or amount.unit or not is_whole(amount.value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            return int(amount.value)
        whole: int | None = super().to_python(value)
        return whole

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class PoundsInput(forms.TextInput):
    """A text box with a £ before it."""

    template_name = "django/forms/widgets/pounds.html"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"spellcheck": "false", "autocomplete": "off"} | (attrs or {}))


class PoundsField(forms.Field):
    """An amount typed in pounds. Cleans to integer pence, exactly; None when empty."""

    widget = PoundsInput
    default_error_messages = {
        "amount": gettext_lazy("%(label)s must be an amount in pounds, like 1,234.50 or 525k"),
        "fraction": gettext_lazy("%(label)s must be in whole pence, like 1,234.50"),
        "large": gettext_lazy("%(label)s must be less than £10,000,000,000,000"),
    }

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        bound = super().get_bound_field(form, field_name)
        self.spoken = str(bound.label)
        return bound

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        amount = read_amount(str(value))
        if amount is None or amount.unit not in ("", "£"):
            raise self.wrong("amount")
        pence = amount.value * 100
        if abs(pence) >= LARGEST_PENCE:
            raise self.wrong("large")
        if pence != int(pence):
            raise self.wrong("fraction")
        return int(pence)

    def wrong(self, code: str) -> ValidationError:
        label = getattr(self, "spoken", None) or str(self.label or _("The amount"))
        return ValidationError(self.error_messages[code], code=code, params={"label": label})

    def prepare_value(self, value: Any) -> Any:
        """Pence as pounds, "1,234.50" or "1,234"; typed text as it was typed."""
        if not isinstance(value, int) or isinstance(value, bool):
            return value
        pounds, pence = divmod(abs(value), 100)
        pounds_and_pence = f"{pounds:,}.{pence:02d}" if pence else f"{pounds:,}"
        return f"-{pounds_and_pence}" if value < 0 else pounds_and_pence

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
