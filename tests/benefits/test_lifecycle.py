"""Zero is a value, missing is missing, and a question without an answer gets none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benefits.lifecycle import change_since_baseline, share_of_target, still_to_find

D = Decimal


@pytest.mark.parametrize(
    ("baseline", "latest", "expected"),
    [
        (D(37), D(76), D(39)),
        (D(76), D(37), D(-39)),
        (D(0), D(0), D(0)),
        (D(0), D(5), D(5)),
        (D(5), D(0), D(-5)),
        (D("2.5"), D("2.25"), D("-0.25")),
        (None, D(0), None),
        (D(0), None, None),
        (None, None, None),
    ],
)
def test_change_since_the_baseline(
    baseline: Decimal | None, latest: Decimal | None, expected: Decimal | None
) -> None:
    assert change_since_baseline(baseline, latest) == expected


@pytest.mark.parametrize(
    ("baseline", "latest", "target", "expected"),
    [
        (D(50), D(73), D(100), D("46.0")),
        (D(0), D(0), D(10), D("0.0")),
        (D(0), D(10), D(10), D("100.0")),
        (D(0), D(1), D(3), D("33.3")),
        (D(0), D(2), D(3), D("66.7")),
        (D(10), D(5), D(20), D("-50.0")),
        (D(10), D(25), D(20), D("150.0")),
        # A target below the baseline is legitimate, and so is one of zero.
        (D(40), D(30), D(20), D("50.0")),
        (D(40), D(50), D(20), D("-50.0")),
        (D(40), D(0), D(0), D("100.0")),
        (D(40), D(40), D(0), D("0.0")),
        (D("-10"), D("-5"), D(0), D("50.0")),
        (D(0), D("-0.001"), D(10), D("0.0")),
        # No way to go, so no share of it.
        (D(20), D(20), D(20), None),
        (D(20), D(25), D("20.0000"), None),
        (D(0), D(0), D(0), None),
        (None, D(0), D(10), None),
        (D(0), None, D(10), None),
        (D(0), D(10), None, None),
    ],
)
def test_share_of_the_target(
    baseline: Decimal | None,
    latest: Decimal | None,
    target: Decimal | None,
    expected: Decimal | None,
) -> None:
    found = share_of_target(baseline, latest, target)
    assert found == expected
    assert found is None or str(found) == str(expected)


@pytest.mark.parametrize(
    ("required", "found", "expected"),
    [
        (1_193_000_00, 818_000_00, 375_000_00),
        (100, 0, 100),
        (100, 100, 0),
        (100, 101, 0),
        (0, 0, 0),
        (100, -50, 150),
        (None, 0, None),
        (None, 100, None),
    ],
)
def test_still_to_find(required: int | None, found: int, expected: int | None) -> None:
    assert still_to_find(required, found) == expected
