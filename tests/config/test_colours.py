"""A council's colours are colours, and its name can be read on them."""

import pytest
from django.test.utils import override_settings

from config.colours import contrast, is_colour
from config.starting import faults_of_settings

pytestmark = pytest.mark.one_engine
GIVEN = {"DEMO": True, "DEBUG": False}


@pytest.mark.parametrize("text", ["#1d4f7c", "#FFF", "#000000"])
def test_a_colour(text: str) -> None:
    assert is_colour(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "red", "1d4f7c", "#1d4f7", "#1d4f7c ", "#1d4f7c\n", "#1d4f7c}body{display:none",
        "url(//x.example)", "#\N{ARABIC-INDIC DIGIT ONE}00", "#ggg",
    ],
)  # fmt: skip
def test_what_is_no_colour_keeps_the_site_from_starting(text: str) -> None:
    for name in ("COUNCIL_COLOUR", "COUNCIL_COLOUR_TEXT"):
        with override_settings(**GIVEN, **{name: text}):
            assert list(faults_of_settings()) == [
                f"{name} must be a colour like #1d4f7c; correct it, or unset it."
            ]


def test_the_contrast_is_that_of_wcag() -> None:
    """The figures of its own examples: black on white, and the greys beside the limit."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#fff", "#777777") == pytest.approx(4.48, abs=0.005)


def test_text_that_cannot_be_read_keeps_the_site_from_starting() -> None:
    with override_settings(**GIVEN, COUNCIL_COLOUR="#777777", COUNCIL_COLOUR_TEXT="#ffffff"):
        assert list(faults_of_settings()) == [
            "COUNCIL_COLOUR_TEXT cannot be read on COUNCIL_COLOUR; choose two colours with more "
            "contrast (it is 4.48; 4.5 is needed)."
        ]
