"""A risk matrix: what its texts mean, and which make no sense."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from audit.errors import Refused
from registers.actions.matrices import SHIPPED, add_matrix, ship_matrix
from registers.matrix import Band, scales_of
from tests import factories

SOUND = {
    "likelihoods": "Low, 10%\nHigh 50 %",
    "impacts": "Small\nMiddling\nGreat",
    "bands": "Calm, 1, green\nGrave, for all, 4, red",
    "appetite": 3,
    "axis_order": "likelihood_down",
}


def scales(**changed: Any) -> Any:
    return scales_of(SimpleNamespace(**SOUND | changed))


def test_it_is_read_from_a_line_for_each_step_and_band() -> None:
    found = scales()
    assert found.likelihoods == (("Low", Decimal(10)), ("High", Decimal(50)))
    assert found.impacts == (("Small", None), ("Middling", None), ("Great", None))
    assert found.bands == (Band("Calm", 1, "green"), Band("Grave, for all", 4, "red"))
    assert found.in_full(2, 2) == "2 High × 2 Middling = 4 Grave, for all"
    assert (found.rating(1, 3), found.rating(None, None)) == ("3 Calm", "")


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        ({"likelihoods": " \n"}, ["A scale has from 2 to 10 steps, one a line, not 0."]),
        ({"impacts": "Only"}, ["A scale has from 2 to 10 steps, one a line, not 1."]),
        ({"impacts": "Small\nsmall"}, ["Give each step a word of its own."]),
        ({"impacts": "Small, 5%\nGreat"}, ["Only likelihoods have percentages."]),
        ({"likelihoods": "Low\nSure 101%"}, ["A likelihood is at most 100%."]),
        ({"bands": ""}, ["The first band begins at a score of 1."]),
        ({"bands": "Calm, 2, green"}, ["The first band begins at a score of 1."]),
        (
            {"bands": "Calm, 1, green\nGrave, 7, red"},
            ["Each band begins above the one before it, and at most at 6."],
        ),
        (
            {"bands": "Calm, 1, green\nMild, 1, blue"},
            ["Each band begins above the one before it, and at most at 6."],
        ),
        (
            {"bands": "Calm, 1"},
            ["Write a band as its word, its lowest score and its colour: High, 15, red"],
        ),
        (
            {"bands": "Calm, 1, mauve"},
            [
                "“mauve” is not a colour here. There are: green, yellow, amber, red, blue, purple, "
                "grey."
            ],
        ),
        ({"appetite": 7}, ["The appetite is at most the highest score, 6."]),
    ],
)
def test_texts_that_make_no_sense_are_refused(
    changed: dict[str, Any], sentences: list[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        scales(**changed)
    assert refused.value.messages == sentences


@pytest.mark.django_db
@pytest.mark.usefixtures("july_2012")
def test_a_matrix_of_size_0_is_not_saved() -> None:
    with pytest.raises(Refused, match="A scale has from 2 to 10 steps, one a line, not 0"):
        add_matrix(
            by=factories.officer(),
            valid_from=date(2012, 1, 1),
            **SHIPPED | {"likelihoods": "", "impacts": "Small\nGreat"},
        )


@pytest.mark.django_db
@pytest.mark.usefixtures("july_2012")
def test_one_matrix_begins_on_a_day() -> None:
    ship_matrix(by=factories.officer(), valid_from=date(2012, 1, 1))
    with pytest.raises(Refused, match="Another risk matrix is valid from that day"):
        ship_matrix(by=factories.officer(), valid_from=date(2012, 1, 1))
