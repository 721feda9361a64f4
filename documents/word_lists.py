"""Printed marks as the lists of Word, with the same numbers.

Word counts by itself, so a mark such as "7." or "(b)" is given to it as a pattern with a count.
While the next mark of a pattern has the next count, the list continues; otherwise a new list begins
with the printed count. Marks that Word cannot count stay text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
COUNT = re.compile(
    r"^(?P<before>.*?)(?P<count>\d{1,4}|[a-z]{1,5}|[A-Z]{1,5})(?P<after>[^\w]*(?:\.0)?)$"
)
KINDS = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")


@dataclass(frozen=True)
class Pattern:
    """What Word prints around its count, and how it counts."""

    before: str
    kind: str
    after: str

    @property
    def level_text(self) -> str:
        """In Word's form: "%1" stands for the count, and our own percent sign for itself."""
        return f"{self.before}%1{self.after}"


@dataclass(frozen=True)
class Place:
    """A place in a list of Word: which one (from 1), and whether the list begins here."""

    list_id: int
    pattern: Pattern
    depth: int
    start: int
    is_new: bool


@dataclass
class Lists:
    """The lists of one document."""

    last: dict[tuple[Pattern, int], tuple[int, int]] = field(default_factory=dict)
    """(list, count) of each pattern and depth."""
    made: int = 0

    def place(self, mark: str, depth: int = 0) -> Place | None:
        """The place of a mark, or None if Word cannot count that way."""
        readings = list(_readings(mark.strip()))
        for pattern, count in readings:
            if (known := self.last.get((pattern, depth))) and known[1] + 1 == count:
                self.last[pattern, depth] = (known[0], count)
                return Place(known[0], pattern, depth, count, is_new=False)
        if not readings:
            return None
        pattern, count = min(readings, key=lambda reading: reading[1])
        self.made += 1
        self.last[pattern, depth] = (self.made, count)
        return Place(self.made, pattern, depth, count, is_new=True)

    def bullet(self, depth: int) -> Place:
        """The one list of bullets of a depth."""
        pattern = Pattern("•", "bullet", "")
        known = self.last.get((pattern, depth))
        if known is None:
            self.made += 1
            self.last[pattern, depth] = (self.made, 1)
            return Place(self.made, pattern, depth, 1, is_new=True)
        return Place(known[0], pattern, depth, 1, is_new=False)


def _readings(mark: str) -> Iterable[tuple[Pattern, int]]:
    """Every way to read a mark as a pattern with a count: "i." is a letter and a roman number."""
    match = COUNT.match(mark)
    if match is None or "%" in mark:
        return
    before, count, after = match["before"], match["count"], match["after"]
    if count.isdigit():
        if str(int(count)) == count:
            yield Pattern(before, "decimal", after), int(count)
        return
    if before and before[-1].isalpha():
        return
    case = "lower" if count.islower() else "upper"
    if roman := _roman(count.lower()):
        yield Pattern(before, f"{case}Roman", after), roman
    if len(count) == 1:
        yield Pattern(before, f"{case}Letter", after), ord(count.lower()) - ord("a") + 1


def _roman(text: str) -> int:
    """The number that roman letters say, 1 to 39, or 0."""
    rest, total = text, 0
    for letters, value in ROMAN:
        while rest.startswith(letters) and total + value < 40:
            rest, total = rest[len(letters) :], total + value
    return total if not rest and _to_roman(total) == text else 0


def _to_roman(number: int) -> str:
    text = ""
    for letters, value in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
