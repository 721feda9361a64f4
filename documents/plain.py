"""The document tree as plain text: what every output says, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from documents.notes import notes_of
from documents.tree import (
    Affected,
    Appendices,
    BackgroundPapers,
    Block,
    BulletList,
    Cell,
    Clearance,
    Code,
    Contact,
    Contents,
    Document,
    Figure,
    Header,
    Heading,
    Illustration,
    LetteredList,
    Notice,
    Paragraph,
    Passage,
    PointList,
    Quote,
    Recommendations,
    Signature,
    Table,
    text_of,
)


def header_lines(header: Header) -> tuple[str, ...]:
    """Return the lines of the header in reading order, the title among them."""
    return tuple(numbered(line.label, line.text) for line in header.lines)


def plain_text(document: Document) -> str:
    """Return all the text of the document in reading order, one line for each printed block."""
    lines = (*document_lines(document), *note_lines(document))
    return "\n".join(lines).rstrip("\n") + "\n"


def note_lines(document: Document) -> tuple[str, ...]:
    """Return the footnotes, each after its number."""
    return tuple(numbered(note.text, text_of(note.words)) for note in notes_of(document))


def document_lines(document: Document) -> Iterator[str]:
    """Yield the printed lines of a document, and those of its annexes after it."""
    yield from (*header_lines(document.header), *lines_of(document.blocks))
    for annex in document.annexes:
        if annex.document:
            yield annex.mark
            yield from document_lines(annex.document)


def numbered(mark: str, text: str) -> str:
    """Return a text after its mark, if it has one."""
    return f"{mark} {text}" if mark and text else mark or text


def block_lines(block: Block) -> Iterator[str]:
    """Yield the printed lines of one block, its children after it."""
    if heading := getattr(block, "heading", None):
        yield from block_lines(heading)
    match block:
        case Heading(text=text, number=number):
            yield numbered(number, text)
        case Passage(blocks=blocks):
            yield from lines_of(blocks)
        case Notice(text=runs):
            yield text_of(runs)
        case Quote(text=runs, children=children):
            yield text_of(runs)
            yield from lines_of(children)
        case Paragraph(text=runs, number=number, children=children):
            yield numbered(number, text_of(runs))
            yield from lines_of(children)
        case BulletList(items=items):
            yield from (f"- {text_of(item)}" for item in items)
        case PointList(points=points):
            for point in points:
                yield f"{point.mark or '-'} {text_of(point.text)}"
                yield from lines_of(point.children)
        case LetteredList(items=items):
            for item in items:
                yield numbered(item.mark, item.title)
                yield from lines_of(item.blocks)
        case Table():
            yield from table_lines(block)
        case Illustration(caption=caption):
            yield caption
        case Figure(caption=caption, sentence=sentence, table=table, note=note):
            yield from (caption, sentence, *table_lines(table))
            if note:
                yield note
        case _:
            yield from closing_lines(block)


def closing_lines(block: Block) -> Iterator[str]:
    """Yield the printed lines of a block of the closing kinds, below its heading."""
    match block:
        case Recommendations(items=items):
            for asked in items:
                yield numbered(asked.mark, text_of(asked.text))
                yield from lines_of(asked.children)
        case Signature(lines=lines, label=label):
            yield from (line for line in (label, *lines) if line)
        case Contact(people=people):
            yield from (line for lines in people for line in lines)
        case Clearance(blocks=blocks):
            yield from lines_of(blocks)
        case BackgroundPapers(statement=statement, is_statement_first=is_first):
            listed = tuple(text_of(item) for item in block.items) or (block.nil,)
            lines_of_both = (statement, *listed) if is_first else (*listed, statement)
            yield from (line for line in lines_of_both if line)
        case Affected(text=text) | Code(text=text):
            yield text
        case Appendices(items=items, nil=nil):
            yield from (numbered(item.mark, item.title) for item in items)
            yield from (nil,) if nil and not items else ()
        case Contents(entries=entries):
            yield from (entry.text for entry in entries)
        case _:
            pass


def lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the printed lines of several blocks in order."""
    for block in blocks:
        yield from block_lines(block)


def table_lines(table: Table) -> Iterator[str]:
    """Yield a table as lines of cells parted by tabs, its caption first and its note second."""
    if table.caption:
        yield table.caption
    if table.note:
        yield table.note
    yield "\t".join(column.label for column in table.columns)
    for row in (*table.rows, *table.totals):
        yield "\t".join(map(cell_text, row))


def cell_text(cell: Cell) -> str:
    """Return what a cell says, on one line."""
    return cell if isinstance(cell, str) else " ".join(lines_of(cell))
