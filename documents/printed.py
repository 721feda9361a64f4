"""What a document prints, line by line, except its clearances, and what differs between two.

Two documents of one paper are compared line by line, each under its heading and its table or entry.
Nothing here knows from which records a line was drawn. No line names the day on which it is read,
so time alone changes only that something becomes overdue; the number of days is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import compress, zip_longest

from django.utils.translation import gettext as _

from documents.plain import block_lines, cell_text, header_lines, note_lines, numbered
from documents.tree import (
    Block,
    Clearance,
    Code,
    Contents,
    Document,
    Figure,
    Heading,
    Illustration,
    LetteredList,
    Paragraph,
    Passage,
    Signature,
    Table,
    text_of,
)


@dataclass(frozen=True)
class Printed:
    """A line, and its place: its heading, then the table or the entry."""

    place: str
    line: str


@dataclass(frozen=True)
class Moved:
    """What a place printed before and after; empty for a line added or removed."""

    place: str
    before: str
    after: str


def printed(document: Document) -> list[Printed]:
    """The lines of a document in the order of print, its footnotes below all."""
    notes = [Printed(_("Footnotes"), line) for line in note_lines(document)]
    return [*_printed(document), *notes]


def _printed(document: Document) -> list[Printed]:
    front = _("Front of the paper")
    lines = [Printed(front, line) for line in header_lines(document.header)]
    place = front
    for block in document.blocks:
        match block:
            case Clearance() | Contents():
                continue
            case Heading(text=text):
                place = text
            case Signature():
                place = _("Signature")
            case Code():
                place = _("Foot of the paper")
            case _:
                heading = getattr(block, "heading", None)
                place = heading.text if heading else place
        lines += _lines(block, place)
    for annex in document.annexes:
        within = _printed(annex.document) if annex.document else []
        lines += [Printed(f"{annex.mark}, {line.place}", line.line) for line in within]
    return lines


def printed_digest(document: Document) -> str:
    """The SHA-256 of what a document prints, in hexadecimal."""
    text = "\0".join(f"{line.place}\n{line.line}" for line in printed(document))
    return hashlib.sha256(text.encode()).hexdigest()


def moved(before: Document, after: Document) -> tuple[Moved, ...]:
    """What differs between two documents of one paper, in the order of print."""
    was, now = printed(before), printed(after)
    changes: list[Moved] = []
    for kind, i, j, k, m in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if kind != "equal":
            changes += _pairs(was[i:j], now[k:m])
    return tuple(changes)


def _pairs(was: list[Printed], now: list[Printed]) -> Iterator[Moved]:
    """Lines that replaced each other, by their places."""
    places = dict.fromkeys(line.place for line in (*was, *now))
    for place in places:
        old = [line.line for line in was if line.place == place]
        new = [line.line for line in now if line.place == place]
        for before, after in zip_longest(old, new, fillvalue=""):
            yield Moved(place, before, after)


def _lines(block: Block, place: str) -> Iterator[Printed]:
    match block:
        case Table(caption=caption):
            within = f"{place}, {caption}" if caption != place else place
            yield Printed(within, " | ".join(column.label for column in block.columns))
            compared = [not column.is_counted for column in block.columns]
            for row in (*block.rows, *block.totals):
                yield Printed(within, " | ".join(map(cell_text, compress(row, compared))))
            yield Printed(within, block.note)
        case Figure():
            yield Printed(place, block.caption)
            yield from _lines(block.table, place)
        case Illustration(picture=picture, caption=caption):
            yield from (Printed(place, caption), Printed(place, picture.alternative))
        case LetteredList(items=items):
            for item in items:
                within = f"{place}, {item.title}"
                yield Printed(within, numbered(item.mark, item.title))
                for inner in item.blocks:
                    yield from _lines(inner, within)
        case Paragraph(text=runs, number=number, children=children):
            yield Printed(place, numbered(number, text_of(runs)))
            for inner in children:
                yield from _lines(inner, place)
        case Passage(blocks=blocks):
            for inner in blocks:
                yield from _lines(inner, place)
        case _:
            yield from (Printed(place, line) for line in block_lines(block))
