"""Pence said in pounds, thousands and millions."""

from __future__ import annotations

import pytest

from values import money

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("pence", "said"),
    [
        (None, ("–", "–", "–", "–")),
        (0, ("£0", "£0k", "£0m", "£0")),
        (95_050, ("£950.50", "£1k", "£0m", "£951")),
        (1_750_000, ("£17,500", "£18k", "£0.02m", "£17.5k")),
        (52_500_037, ("£525,000.37", "£525k", "£0.53m", "£525k")),
        (99_949_999, ("£999,499.99", "£999k", "£1m", "£999k")),
        (99_950_000, ("£999,500", "£1,000k", "£1m", "£1m")),
        (111_000_000, ("£1,110,000", "£1,110k", "£1.11m", "£1.11m")),
        (-119_300_000, ("(£1,193,000)", "(£1,193k)", "(£1.19m)", "(£1.19m)")),
        (-4, ("(£0.04)", "£0k", "£0m", "£0")),
    ],
)
def test_an_amount_is_said_as_it_is_asked_for(
    pence: int | None, said: tuple[str, str, str, str]
) -> None:
    assert tuple(money.SAY[form](pence) for form, _label in money.CHOICES) == said
