"""Two texts as one, showing the words removed and the words added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, islice
from typing import Literal, NamedTuple

from django.utils.translation import ngettext

Kind = Literal["same", "removed", "added", "gap"]

# A word, the space between two words, or a punctuation mark.
PIECE = re.compile(r"\w+(?:['’.,-]\w+)*|\s+|[^\w\s]")
WORD = re.compile(r"\S+\s*|\s+")

# At worst, difflib takes quadratic time: so it gets paragraphs first, then the words of those that
# differ, and never more of either than this. A common beginning and end cost no time, so a small
# change in a long text is always found.
MOST_AT_ONCE = 1000
MOST_STRETCHES = 10

# Below this, mixed words are harder to read than the old text followed by the new.
LEAST_ALIKE = 0.25
CONTEXT = 12  # words that stay on either side of a change


class Segment(NamedTuple):
    """A stretch of text. A gap replaces words that did not change, and says how many."""

    kind: Kind
    text: str


def compare(before: str, after: str) -> tuple[Segment, ...]:
    """`before` and `after` as one text: the segments that are not added make up the old text, and
    those that are not removed the new one. Texts too long or too different to compare word by word
    give the whole old text and then the whole new one."""
    segments = _merged(_paragraphs(before, after))
    same = sum(len(s.text) for s in segments if s.kind == "same")
    if same < LEAST_ALIKE * max(len(before), len(after)):
        return _merged(_replaced(before, after))
    return segments


def shortened(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The changes with a few words on either side; between them, gaps."""
    shown: list[Segment] = []
    for place, segment in enumerate(segments):
        head = CONTEXT if place else 0
        tail = CONTEXT if place < len(segments) - 1 else 0
        left_out = _count(segment.text) - head - tail if segment.kind == "same" else 0
        if left_out <= CONTEXT:
            shown.append(segment)
            continue
        if head:
            shown.append(Segment("same", _first_words(segment.text)))
        shown.append(Segment("gap", _gap(left_out)))
        if tail:
            shown.append(Segment("same", _last_words(segment.text)))
    return tuple(shown)


def _count(text: str) -> int:
    """How many words there are; a space at the beginning counts as one."""
    return len(text.split()) + text[:1].isspace()


def _first_words(text: str) -> str:
    return "".join(match[0] for match in islice(WORD.finditer(text), CONTEXT))


def _last_words(text: str) -> str:
    return text[len(text.rsplit(None, CONTEXT)[0]) :].lstrip()


def _gap(count: int) -> str:
    return ngettext("%(count)d word unchanged", "%(count)d words unchanged", count) % {
        "count": count
    }


def _paragraphs(before: str, after: str) -> Iterator[Segment]:
    """Unchanged paragraphs as they are, and changed ones word by word."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    stretches = 0
    for is_same, was, became in _opcodes(old, new):
        if is_same:
            yield Segment("same", "".join(became))
            continue
        stretches += 1
        by_word = _words if stretches <= MOST_STRETCHES else _replaced
        yield from by_word("".join(was), "".join(became))


def _words(before: str, after: str) -> Iterator[Segment]:
    start = _whole_words(before, after)
    end = _whole_words(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    yield Segment("same", before[:start])
    for is_same, was, became in _opcodes(PIECE.findall(old), PIECE.findall(new)):
        if is_same:
            yield Segment("same", "".join(became))
        else:
            yield from _replaced("".join(was), "".join(became))
    yield Segment("same", before[len(before) - end :])


def _whole_words(before: str, after: str) -> int:
    """How many characters of whole words both begin with, up to a space: these need not be split up
    to be found equal."""
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    words = before[:low].rsplit(None, 1)
    return len(words[0]) if len(words) > 1 else 0


def _replaced(before: str, after: str) -> Iterator[Segment]:
    yield Segment("removed", before)
    yield Segment("added", after)


def _opcodes(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """(whether it is unchanged, old pieces, new pieces), in order. The common beginning and end are
    taken off first; if too much is left to compare, all of it counts as changed."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    yield True, old[:start], new[:start]
    was, became = old[start : len(old) - end], new[start : len(new) - end]
    is_plain = not was or not became or len(was) == len(became) == 1
    if is_plain or max(len(was), len(became)) > MOST_AT_ONCE:
        if was or became:
            yield False, was, became
    else:
        for tag, i, j, k, m in SequenceMatcher(None, was, became).get_opcodes():
            yield tag == "equal", was[i:j], became[k:m]
    yield True, old[len(old) - end :], new[len(new) - end :]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _merged(segments: Iterator[Segment]) -> tuple[Segment, ...]:
    """Joins neighbours of one kind; between two unchanged pieces, what was removed comes before
    what was added. A space between two changes does not separate them: it becomes part of both."""
    joined: list[Segment] = []
    for stayed, group in groupby(_without_lone_spaces(segments), lambda s: s.kind == "same"):
        stretch = list(group)
        kinds: tuple[Kind, ...] = ("same",) if stayed else ("removed", "added")
        for kind in kinds:
            text = "".join(s.text for s in stretch if s.kind == kind)
            if text:
                joined.append(Segment(kind, text))
    return tuple(joined)


def _without_lone_spaces(segments: Iterator[Segment]) -> list[Segment]:
    pieces = [s for s in segments if s.text]
    kept: list[Segment] = []
    for place, piece in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1 and "same" not in {
            pieces[place - 1].kind,
            pieces[place + 1].kind,
        }
        if piece.kind == "same" and inside and not piece.text.strip(" "):
            kept += _replaced(piece.text, piece.text)
        else:
            kept.append(piece)
    return kept
