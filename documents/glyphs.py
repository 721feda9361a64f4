"""Which characters the pinned typeface can print, and what replaces those that it cannot."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

from documents.plain import plain_text
from documents.tree import Document, Problem

ASSETS = Path(__file__).resolve().parents[1] / "static" / "build"
FACES = ("SourceSans3-Regular", "SourceSans3-Bold", "SourceSans3-It")
BEYOND_ASCII = re.compile(r"[^\x00-\x7e]")
VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@lru_cache(maxsize=4)
def coverage(assets: Path = ASSETS) -> frozenset[int]:
    """Return the code points that all our faces hold. Raises FileNotFoundError before a build."""
    held: set[int] | None = None
    for face in FACES:
        with TTFont(assets / f"{face}.ttf.woff", lazy=True) as font:
            points = set(font.getBestCmap())
        held = points if held is None else held & points
    return frozenset(held or ())


def printable(text: str, assets: Path = ASSETS) -> str:
    """Return the text with each character that the typeface lacks replaced.

    An invisible joiner is dropped, an unusual space becomes a space, a compatible spelling is used
    if there is one ("㎏" becomes "kg"), and any other character is named: "[grinning face]"."""
    held = coverage(assets)
    return BEYOND_ASCII.sub(lambda match: stand_in(match[0], held), text)


def stand_in(character: str, held: frozenset[int]) -> str:
    category = unicodedata.category(character)
    if ord(character) in held:
        return character
    if category == "Cf" or ord(character) in VARIATION_SELECTORS:
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    compatible = unicodedata.normalize("NFKC", character)
    if all(ord(part) in held for part in compatible):
        return compatible
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    return f"[{name.lower()}]" if not name.startswith("U+") else f"[{name}]"


def unprintable(document: Document, assets: Path = ASSETS) -> tuple[Problem, ...]:
    """Return a problem if the PDF has to name some characters of the document in words."""
    held = coverage(assets)
    beyond = dict.fromkeys(BEYOND_ASCII.findall(plain_text(document)))
    lacking = [character for character in beyond if stand_in(character, held).startswith("[")]
    if not lacking:
        return ()
    sentence = _("The typeface cannot print %(characters)s; the PDF names them in words.")
    return (Problem(sentence % {"characters": " ".join(lacking)}),)
