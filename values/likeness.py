"""When two texts that people type count as the same: sign-in names, wards, codes.

"Élodie", "elodie" and "ELODIE" with a zero-width space inside look or sound alike, and each
database compares them in its own way. So their likeness is worked out here and stored, and both
engines compare that. Searching (`values/spelling.py`) needs less: the engines work it out in
queries."""

from __future__ import annotations

import unicodedata

from values.spelling import IN_THEIR_PLACE, ONE_FOR_ONE

ACCENTS_WITHIN = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)
"""Letters whose accent is part of the letter: Unicode does not take them apart."""
PLAIN = str.maketrans(ONE_FOR_ONE, IN_THEIR_PLACE)
"""Kinds of apostrophe, quotation mark and dash."""
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show nothing, besides those that Unicode calls controls."""
VARIANTS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
"""Marks that choose among the shapes of the letter before them."""
UNSEEN_KINDS = ("Cc", "Cf", "Cs", "Cn", "Co")


def likeness(text: str) -> str:
    """The form that all texts that are alike share: without case, accents, variants of the same
    letter, invisible characters, or more than one space between words."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    folded = unicodedata.normalize("NFKD", apart.casefold()).translate(ACCENTS_WITHIN)
    spaced = "".join(
        " " if character.isspace() else character for character in folded.translate(PLAIN)
    )
    seen = "".join(character for character in spaced if _is_seen(character))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _is_seen(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    is_mark = unicodedata.combining(character) or any(ord(character) in marks for marks in VARIANTS)
    return not (is_mark or character in UNSEEN or unicodedata.category(character) in UNSEEN_KINDS)
