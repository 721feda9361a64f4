"""The blocks that a paper calls for by name, as blocks of the document tree."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from documents import markup
from documents.content import (
    BulletContent,
    LetteredContent,
    LetteredItemContent,
    LiveContent,
    QuoteContent,
    TableContent,
)
from documents.format import Format
from documents.numbering import printed
from documents.tree import Block, Cell, LetteredItem, LetteredList, Quote, Table
from documents.typed import blocks_of, points_of, record_text, unfilled
from values import prose


def printed_live(live: LiveContent, format: Format) -> Block | None:
    """Return the block that a live value prints as, or None when there is nothing to print."""
    match live:
        case QuoteContent(text=text):
            line, below = prose.first_line(prose.Point("", prose.read(markup.clean(text))))
            return Quote(unfilled(line), blocks_of(below, unfilled)) if line or below else None
        case BulletContent(items=items):
            read = [blocks for item in items if (blocks := prose.read(markup.clean(item)))]
            points = tuple(prose.Point("", blocks) for blocks in read)
            return points_of(prose.Points(points), unfilled) if points else None
        case LetteredContent(items=items):
            mark = format.numbering.lists[0]
            entries = tuple(entry(item, mark, count) for count, item in enumerate(items, start=1))
            return LetteredList(entries) if entries else None
        case TableContent(table=table):
            return cleaned(table) if table.rows else None
        case _:
            assert_never(live)


def entry(item: LetteredItemContent, mark: str, count: int) -> LetteredItem:
    """Return an entry under its own mark, or the one that it is counted to have."""
    own = printed(mark, count) if item.mark is None else markup.one_line(item.mark)
    return LetteredItem(own, markup.one_line(item.title), record_text(item.body))


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
