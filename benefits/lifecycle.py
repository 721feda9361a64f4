"""Arithmetic for measures and savings, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

from benefits.choices import Direction
from programmes.choices import Rag
from values.partial_dates import PartialDate, Precision


@dataclass(frozen=True)
class Aim:
    """What an indicator should come to: from `low` to `high`, which are the same where the target
    is no range. A miss is amber within the lower of the tolerances that are stated."""

    low: Decimal
    high: Decimal
    direction: str
    percent: Decimal | None = None
    amount: Decimal | None = None

    def missed_by(self, value: Decimal) -> Decimal:
        """How far a value is from the aim, on the worse side of it; 0 when it is met."""
        below, above = self.low - value, value - self.high
        if self.direction == Direction.PLAN:
            return max(below, above, Decimal(0))
        return max(below if self.direction == Direction.HIGHER else above, Decimal(0))

    def allowed(self, value: Decimal) -> Decimal:
        """How far this value may miss the aim and still be amber."""
        return self._tolerated(self.low if value < self.low else self.high)

    @property
    def band(self) -> tuple[Decimal, Decimal]:
        """From where to where a value is green or amber, as far as the aim bounds it."""
        below, above = (self._tolerated(end) for end in (self.low, self.high))
        down = Decimal(0) if self.direction == Direction.LOWER else below
        up = Decimal(0) if self.direction == Direction.HIGHER else above
        return self.low - down, self.high + up

    def _tolerated(self, end: Decimal) -> Decimal:
        shares = [] if self.percent is None else [abs(end) * self.percent / 100]
        return min([*shares, *([] if self.amount is None else [self.amount])], default=Decimal(0))

    def rating(self, value: Decimal) -> Rag:
        missed = self.missed_by(value)
        if not missed:
            return Rag.GREEN
        return Rag.AMBER if missed <= self.allowed(value) else Rag.RED


def is_better(old: Decimal, new: Decimal, direction: str, aim: Aim | None) -> bool | None:
    """Whether a value moved the right way; None if it did not move, or nobody can say."""
    if direction == Direction.PLAN:
        old, new = (aim.missed_by(value) if aim else Decimal(0) for value in (old, new))
    if old == new:
        return None
    return (new > old) == (direction == Direction.HIGHER)


def months_later(on: PartialDate | None, months: int) -> PartialDate | None:
    """The month some months after a day or a month; None after anything less exact."""
    if on is None or on.precision not in (Precision.DAY, Precision.MONTH):
        return None
    year, month = divmod(on.first.year * 12 + on.first.month - 1 + months, 12)
    return PartialDate.month(year, month + 1) if year < date.max.year else None


def change_since_baseline(baseline: Decimal | None, latest: Decimal | None) -> Decimal | None:
    """The latest value minus the baseline, in the indicator's unit; None when either is missing."""
    return None if baseline is None or latest is None else latest - baseline


def share_of_target(
    baseline: Decimal | None, latest: Decimal | None, target: Decimal | None
) -> Decimal | None:
    """How much of the way from baseline to target is done, in per cent to one decimal. The target
    may be below the baseline. None when a value is missing, or when the target equals the baseline.
    """
    if baseline is None or latest is None or target is None or target == baseline:
        return None
    share = (latest - baseline) / (target - baseline) * 100
    return _rounded(share)


def still_to_find(required_pence: int | None, found_pence: int) -> int | None:
    """The pence required but neither achieved nor identified; never below zero."""
    return None if required_pence is None else max(required_pence - found_pence, 0)


def share_delivered(achieved_pence: int, of_pence: int) -> Decimal | None:
    """The part of a saving that is achieved, in per cent to one decimal. None of nothing."""
    if not of_pence:
        return None
    return _rounded(Decimal(achieved_pence) * 100 / of_pence)


def _rounded(share: Decimal) -> Decimal:
    """To one decimal, but never up to 100: only what is done is done."""
    rounding = ROUND_DOWN if Decimal("99.9") < share < 100 else ROUND_HALF_EVEN
    return share.quantize(Decimal("0.1"), rounding) + 0  # never minus zero
