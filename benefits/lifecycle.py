"""Arithmetic for measures and savings, without a database."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal


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
