"""Money in pounds, thousands and millions: all of it is kept in pence, and shortened only where it
is said.

Forms and tables say pounds, and pence where there are any. Headlines, tiles and charts say it
short. A paper says it as its block or figure asks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from values import words

POUND, THOUSAND, MILLION = 100, 100_000, 100_000_000  # pence


def rounded(pence: int | None) -> str:
    """£1,235k; an amount that is not whole thousands is rounded to them."""
    return words.NOTHING if pence is None else _in(pence, THOUSAND, "1", "k")


def millions(pence: int | None) -> str:
    """£1.11m, with no more than two decimals."""
    return words.NOTHING if pence is None else _in(pence, MILLION, "0.01", "m")


def short(pence: int | None) -> str:
    """£1.11m; £525k; £17.5k; £950: three figures or more, and no more than two decimals."""
    if pence is None:
        return words.NOTHING
    much = abs(pence)
    if much >= MILLION - THOUSAND // 2:
        return millions(pence)
    if much >= 100 * THOUSAND:
        return rounded(pence)
    if much >= THOUSAND:
        return _in(pence, THOUSAND, "0.1", "k")
    return _in(pence, POUND, "1", "")


def _in(pence: int, unit: int, exact_to: str, sign: str) -> str:
    much = (Decimal(abs(pence)) / unit).quantize(Decimal(exact_to), ROUND_HALF_UP)
    text = f"£{words.number(much)}{sign}"
    return f"({text})" if pence < 0 and much else text


SAY: dict[str, Callable[[int | None], str]] = {
    "pounds": words.money,
    "thousands": rounded,
    "millions": millions,
    "short": short,
}
"""How an amount is said, by the choice that asks for it."""

CHOICES = [
    ("pounds", _("Pounds: £1,110,000")),
    ("thousands", _("Thousands: £1,110k")),
    ("millions", _("Millions: £1.11m")),
    ("short", _("As short as it can be: £1.11m, £525k")),
]
