"""Abbreviations that a paper does not spell out where it first uses them: advice for its author."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from documents.writer import Writer

ABBREVIATION = re.compile(
    r"(?<![\w/£@.&’'-])(?P<short>[A-Z]{2,6}|[A-Z][a-z][A-Z]{1,4})s?(?![\w@&/-]|\.\w|['’]\w{2})"
)
FAMILIAR = frozenset({
    "AM", "PM", "BBC", "CCTV", "CV", "EU", "UK", "US", "USA", "UN", "WHO", "GB", "NHS", "GP", "MP",
    "HR", "ICT", "ID", "IT", "OK", "PC", "PDF", "PIN", "TV", "URL", "VAT", "WC", "RAG",
})  # fmt: skip
"""Better known than what they stand for, or a word of our own."""
ROMAN = re.compile(r"[IVXLC]+")
BEHIND_ITS_WORDS = re.compile(r"\w[”\"’']?\s*\((?:the\s+|known as\s+|or\s+)?[“\"‘']?$")
BEFORE_ITS_WORDS = re.compile(r"[”\"’']?\s*(?:\(|[–—]\s|,? (?:which )?stands for )[a-zA-Z]\w")
MOST = 12


def not_spelt_out(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the abbreviations in lines of text, in the order of their first use, that are not
    spelt out there: neither "Senior Responsible Owner (SRO)" nor "SRO (Senior ...)"."""
    met: set[str] = set()
    found: list[str] = []
    for line in lines:
        if line.isupper():
            continue
        for match in ABBREVIATION.finditer(line):
            short = match["short"]
            if short in met or short in FAMILIAR or ROMAN.fullmatch(short):
                continue
            met.add(short)
            before, after = line[: match.start()], line[match.end() :]
            if not (BEHIND_ITS_WORDS.search(before) or BEFORE_ITS_WORDS.match(after)):
                found.append(short)
    return tuple(found)


def note_abbreviations(writer: Writer) -> None:
    """Advise the author of those in what was typed: they cannot change what the records say."""
    short = not_spelt_out(writer.typed)
    if not short:
        return
    more = _(" and %(count)s more") % {"count": len(short) - MOST} if len(short) > MOST else ""
    sentence = _("Not spelt out where first used: %(abbreviations)s.")
    facts = {"abbreviations": ", ".join(short[:MOST]) + more}
    writer.problem(sentence % facts, "", is_advice=True)
