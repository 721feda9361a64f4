"""What people have typed, as blocks of the document tree."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import assert_never

from documents import markup
from documents.runs import is_foreign
from documents.tree import (
    Block,
    BulletList,
    Cell,
    Column,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Point,
    PointList,
    Quote,
    Table,
    Text,
    Words,
    language_of,
    text_of,
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
    return tuple(block_of(block, fill) for block in blocks)


def block_of(block: prose.Block, fill: Fill) -> Block:
    """Return a typed block; a heading is a line in bold: only sections have headings of their own
    in the outline of a paper."""
    match block:
        case prose.Paragraph(line=line):
            return Paragraph(fill(line))
        case prose.Heading(line=line):
            return Paragraph(strong(fill(line)))
        case prose.Points():
            return points_of(block, fill)
        case prose.Quote(blocks=blocks):
            line, below = prose.first_line(prose.Point("", blocks))
            return Quote(fill(line), blocks_of(below, fill))
        case prose.Table():
            return table_of(block, fill)
        case _:
            assert_never(block)


def strong(text: Text) -> Text:
    return tuple(replace(run, is_strong=True) if isinstance(run, Words) else run for run in text)


def table_of(table: prose.Table, fill: Fill) -> Table:
    """Return a typed table, its cells ready to print; columns typed with "--:" hold numbers."""

    def column(position: int, line: prose.Line) -> Column:
        label, align = fill(line), "number" if position in table.numeric else "text"
        return Column(markup.one_line(text_of(label)), align, language=language_of(label))  # type: ignore[arg-type]

    def cell(line: prose.Line) -> Cell:
        text = fill(line)
        is_more_than_text = any(isinstance(run, Note) or is_foreign(run) for run in text)
        return (Paragraph(text),) if is_more_than_text else markup.one_line(text_of(text))

    columns = tuple(column(position, line) for position, line in enumerate(table.head))
    rows = tuple(tuple(map(cell, row)) for row in table.rows)
    return Table(markup.one_line(table.caption), columns, rows)


def points_of(points: prose.Points, fill: Fill) -> BulletList | PointList:
    """Return a typed list: bullets, or points that have numbers or more below them."""
    listed = []
    for point in points.points:
        line, below = prose.first_line(point)
        listed.append(Point(point.mark, fill(line), blocks_of(below, fill)))
    if any(point.mark or point.children for point in listed):
        return PointList(tuple(listed))
    return BulletList(tuple(point.text for point in listed))


def cleaned(table: Table) -> Table:
    """Return the table with every text in it fit to print."""
    return replace(
        table,
        caption=markup.one_line(table.caption),
        columns=tuple(replace(c, label=markup.one_line(c.label)) for c in table.columns),
        rows=tuple(tuple(map(cleaned_cell, row)) for row in table.rows),
        totals=tuple(tuple(map(cleaned_cell, row)) for row in table.totals),
        note=markup.one_line(table.note),
    )


def cleaned_cell(cell: Cell) -> Cell:
    return markup.one_line(cell) if isinstance(cell, str) else cell


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
    """Return whether nothing in a run has to be filled in: the end of a line, or a link."""
    return run.text == "\n" or bool(run.address)


def as_typed(run: prose.Run) -> Inline:
    if run.text == "\n":
        return LineBreak()
    text = markup.SPACES.sub(" ", run.text)
    if run.address:
        return Link(text, run.address)
    return Words(text, run.is_strong, run.is_emphasised, language=run.language)


def unfilled(line: prose.Line) -> Text:
    """Return a line of a record's text as it was typed."""
    return tuple(noted(run.note, unfilled) if run.note else as_typed(run) for run in line)


def noted(note: prose.Footnote, fill: Fill) -> Note:
    """Return the mark of a footnote, with its words filled in."""
    return Note(str(note.number), fill(note.line))
