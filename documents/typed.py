"""What people have typed, as blocks of the document tree."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from documents import markup
from documents.tree import (
    Block,
    BulletList,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Point,
    PointList,
    Text,
    Words,
)
from values import prose

LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})?)[.)]\s+(?=\S)")
Fill = Callable[[prose.Line], Text]
"""Prints a typed line."""


def record_text(body: str) -> tuple[Block, ...]:
    """Return a text from a record as unnumbered paragraphs and lists; nothing is filled in."""
    return blocks_of(prose.read(markup.clean(body)), unfilled)


def blocks_of(blocks: Iterable[prose.Block], fill: Fill) -> tuple[Block, ...]:
    """Return typed blocks as unnumbered ones of the document; `fill` prints their lines."""
    return tuple(
        paragraph_of(block, fill) if isinstance(block, prose.Paragraph) else points_of(block, fill)
        for block in blocks
    )


def paragraph_of(paragraph: prose.Paragraph, fill: Fill) -> Paragraph:
    return Paragraph(fill(paragraph.line))


def points_of(points: prose.Points, fill: Fill) -> BulletList | PointList:
    """Return a typed list: bullets, or points that have numbers or more below them."""
    found = []
    for point in points.points:
        line, below = prose.first_line(point)
        found.append(Point(point.mark, fill(line), blocks_of(below, fill)))
    if any(point.mark or point.children for point in found):
        return PointList(tuple(found))
    return BulletList(tuple(point.text for point in found))


def without_number(blocks: tuple[prose.Block, ...]) -> tuple[prose.Block, ...]:
    """Return what is below the number or letter that somebody typed before a recommendation, which
    has its own; else the blocks as they are."""
    match blocks:
        case (prose.Points(points=(prose.Point(mark=str(mark), blocks=below),)), *more) if mark:
            return (*below, *more)
        case (prose.Paragraph(line=(run, *others)), *more) if found := LETTER.match(run.text):
            line = (replace(run, text=run.text[found.end() :]), *others)
            return (prose.Paragraph(line), *more)
    return blocks


def is_ready(run: prose.Run) -> bool:
    """Tell whether nothing in a run is to be filled in: the end of a line, or a link."""
    return run.text == "\n" or bool(run.address)


def as_typed(run: prose.Run) -> Inline:
    if run.text == "\n":
        return LineBreak()
    text = markup.SPACES.sub(" ", run.text)
    if run.address:
        return Link(text, run.address)
    return Words(text, run.is_strong, run.is_emphasised)


def unfilled(line: prose.Line) -> Text:
    """Return a line of a record's text as it was typed."""
    return tuple(as_typed(run) for run in line)
