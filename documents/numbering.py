"""How paragraphs, headings and entries are numbered: the marks of a format, and the counting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase

from documents.format import Mark, Numbering

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
END = re.compile(r"(?:\.0|[.)])$")
IN_WORDS = re.compile(r"[A-Z][a-z]")
PLACE = re.compile(r"\{(1|a|A|i|I|up)\}")


def letter(position: int) -> str:
    """Return the letter of an entry counted from 0: a to z, then aa, ab and on."""
    rest, last = divmod(position, len(ascii_lowercase))
    return (letter(rest - 1) if rest else "") + ascii_lowercase[last]


def roman(count: int) -> str:
    """Return a count from 1 in small roman numerals."""
    mark_found = ""
    for value, numeral in ROMAN:
        times, count = divmod(count, value)
        mark_found += numeral * times
    return mark_found


def printed(mark: Mark, count: int, up: str = "") -> str:
    """Return a mark with its count, from 1, and with the mark of the level above."""
    values = {"1": str(count), "up": up}
    if "a}" in mark.lower():
        values |= {"a": letter(count - 1), "A": letter(count - 1).upper()}
    if "i}" in mark.lower():
        values |= {"i": roman(count), "I": roman(count).upper()}
    return PLACE.sub(lambda place: values[place[1]], mark)


def bare(mark: str) -> str:
    """Return a printed mark as a sentence names it: "7." as "7", "3.0" as "3", "(b)" as it is."""
    return mark if mark.startswith("(") else END.sub("", mark)


@dataclass
class Counting:
    """Counts the headings and paragraphs of one paper."""

    numbering: Numbering
    mains: int = 0
    subs: int = 0
    paragraphs: int = 0
    main_mark: str = ""
    sub_mark: str = ""
    is_behind_signature: bool = False

    @property
    def up(self) -> str:
        """The number of the nearest numbered heading above, or "" where there is none: a heading in
        words ("Section 3") is none, its clauses number what is below them."""
        mark = bare(self.sub_mark or self.main_mark)
        return "" if IN_WORDS.search(mark) else mark

    def heading(self, level: str, *, is_numbered: bool = True) -> str:
        """Return the mark of the next heading. One without a number does not affect the
        counting."""
        numbering = self.numbering
        mark = numbering.main if level == "main" else numbering.sub
        if not (mark and is_numbered):
            if level == "main" and not numbering.main and numbering.is_paragraph_restarted:
                self.paragraphs = 0
            return ""
        if level == "main":
            self.mains += 1
            self.main_mark, self.sub_mark = printed(mark, self.mains), ""
            self.subs = 0 if numbering.is_sub_restarted else self.subs
            self.restart()
            return self.main_mark
        self.subs += 1
        self.sub_mark = printed(mark, self.subs, bare(self.main_mark))
        self.restart()
        return self.sub_mark

    def restart(self) -> None:
        if self.numbering.is_paragraph_restarted or "{up}" in self.numbering.paragraph:
            self.paragraphs = 0

    def paragraph(self) -> str:
        """Return the mark of the next paragraph, or "" where paragraphs have none."""
        mark = self.numbering.paragraph
        if not mark or (self.is_behind_signature and not self.numbering.is_run_on):
            return ""
        if "{up}" in mark and not self.up:
            return ""
        self.paragraphs += 1
        return printed(mark, self.paragraphs, self.up)
