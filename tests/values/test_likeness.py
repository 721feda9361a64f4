"""One rule says when two texts that people type are the same text."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from values.likeness import likeness

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Élodie", "elodie"),
        ("E\u0301LODIE", "elodie"),
        ("el\u200bo\u00addie\ufeff", "elodie"),
        ("\u202eelodie\u202c", "elodie"),
        ("ｅｌｏｄｉｅ", "elodie"),
        ("e\U000e0101lodie\ufe0f", "elodie"),
        ("  St\u00a0 Æthel\tWard ", "st aethel ward"),
        ("Łódź", "lodz"),
        ("STRASSE", likeness("Straße")),
        ("İSTANBUL", "istanbul"),
        ("\u200b\u3164\u0301", ""),
        ("anna.o'neill-2", "anna.o'neill-2"),
        ("St Peter’s\u2010by\u2010the\u2010Weir", "st peter's-by-the-weir"),
    ],
)
def test_two_texts_are_alike(text: str, like: str) -> None:
    assert likeness(text) == like


def test_other_letters_stay_apart() -> None:
    assert len({likeness(text) for text in ("ana", "anna", "аna", "an a", "ana.", "कि", "का")}) == 7


def test_every_character_is_like_its_other_writings_and_is_folded_once() -> None:
    """What Unicode has not assigned, or leaves to private use, is written in one way only."""
    wrong = []
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in ("Cn", "Co"):
            continue
        forms = {unicodedata.normalize(form, character) for form in ("NFC", "NFD", "NFKC", "NFKD")}
        writings = {character, character.upper(), character.lower(), likeness(character), *forms}
        if writings != {character} and len({likeness(each) for each in writings}) != 1:
            wrong.append(hex(ord(character)))
    assert wrong == []
