"""How live values print: the blocks of the tree for values drawn from the records."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never
from urllib.parse import quote

from documents import markup, numbering
from documents.content import (
    BulletContent,
    FigureContent,
    LetteredContent,
    LiveContent,
    QuoteContent,
    Refused,
    SeveralContent,
    TableContent,
    TextContent,
)
from documents.format import Mark
from documents.tree import Block, Figure, LetteredItem, LetteredList, Notice, Quote, words
from documents.typed import blocks_of, cleaned, points_of, record_text, unfilled
from values import prose


def source_of(asked: str, sources_at: str) -> str:
    """Return the address of the page that shows where a figure comes from, if there is one."""
    return f"{sources_at}{'&' if '?' in sources_at else '?'}of={quote(asked)}" if sources_at else ""


def printed(live: LiveContent, mark: Mark = "{a}.") -> tuple[Block, ...]:
    """Return the blocks that a live value prints as; none when there is nothing to print. Entries
    of lists are counted by `mark`."""
    match live:
        case QuoteContent(text=text):
            line, below = prose.first_line(prose.Point("", prose.read(markup.clean(text))))
            return (Quote(unfilled(line), blocks_of(below, unfilled)),) if line or below else ()
        case BulletContent(items=items):
            read = [blocks for item in items if (blocks := prose.read(markup.clean(item)))]
            points = tuple(prose.Point("", blocks) for blocks in read)
            return (points_of(prose.Points(points), unfilled),) if points else ()
        case LetteredContent(items=items):
            entries = tuple(
                LetteredItem(
                    numbering.printed(mark, count)
                    if item.mark is None
                    else with_stop(markup.one_line(item.mark)),
                    markup.one_line(item.title),
                    record_text(item.body),
                )
                for count, item in enumerate(items, start=1)
            )
            return (LetteredList(entries),) if entries else ()
        case TextContent(text=text):
            return record_text(text)
        case TableContent(table=table):
            return (cleaned(table),) if table.rows else ()
        case FigureContent(figure=figure):
            return (cleaned_figure(figure),) if figure and figure.table.rows else ()
        case SeveralContent(parts=parts):
            drawn = [(part, printed(part, mark)) for part in parts]
            if not any(blocks for _part, blocks in drawn):
                return ()
            return tuple(block for part, blocks in drawn for block in blocks or nil(part))
        case Refused():
            return ()
        case _:
            assert_never(live)


def with_stop(mark: str) -> str:
    """Return a record's own number as it is printed: "14" as "14."."""
    return f"{mark}." if mark[-1:].isalnum() else mark


def nil(live: LiveContent) -> tuple[Block, ...]:
    """Return what prints in place of an empty value, if it has such words."""
    nil_text = "" if isinstance(live, Refused) else markup.one_line(live.nil)
    return (Notice(words(nil_text)),) if nil_text else ()


def cleaned_figure(figure: Figure) -> Figure:
    """The same for a chart's words and its table."""
    return replace(
        figure,
        alternative=markup.one_line(figure.alternative),
        caption=markup.one_line(figure.caption),
        sentence=markup.one_line(figure.sentence),
        note=markup.one_line(figure.note),
        table=cleaned(figure.table),
    )
