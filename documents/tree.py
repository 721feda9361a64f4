"""The document tree: what a paper says, in reading order, with every number settled.

HTML, PDF and later DOCX print the tree as it is. No renderer counts, totals or chooses words, so
all outputs carry the same text. `documents.compose` builds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Words:
    """Plain text, perhaps in bold or italics. Renderers escape it; markup in it is only
    characters. A figure from the records may have the address of a page that says where it comes
    from (`source`)."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    source: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead to an address."""

    text: str
    address: str


@dataclass(frozen=True)
class LineBreak:
    """The end of a line that its author wrote on its own."""

    text: str = "\n"


@dataclass(frozen=True)
class Gap:
    """A value that could not be filled in, printed so that nobody can miss it."""

    text: str


@dataclass(frozen=True)
class Reference:
    """A cross-reference ("paragraph 7") to the numbered paragraph `number`."""

    text: str
    number: int


Inline = Words | Link | LineBreak | Gap | Reference
Text = tuple[Inline, ...]


def words(text: str) -> Text:
    """Return plain text as the runs a block holds; no run for no text."""
    return (Words(text),) if text else ()


def text_of(text: Text) -> str:
    """Return the runs as one string, as a reader sees them."""
    return "".join(run.text for run in text)


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 2 is a main section, 3 a part of it."""

    level: int
    text: str
    key: str = ""


@dataclass(frozen=True)
class Quote:
    """Words of the programme set apart, such as its vision, and the blocks below them."""

    text: Text
    children: tuple["Block", ...] = ()


@dataclass(frozen=True)
class BulletList:
    """Points without an order of their own."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Point:
    """One point of a list, under the number that was typed, such as "2.", or none; and what hangs
    below it."""

    mark: str
    text: Text
    children: tuple["Block", ...] = ()


@dataclass(frozen=True)
class PointList:
    """Points that have numbers of their own, or more below them."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Column:
    """A table column; numbers stand at the right so that their digits line up. A column that
    `is_counted` up to the day of print follows from the others and is not news by itself. One that
    `is_short`, such as a date, is not broken over lines."""

    label: str
    align: Literal["text", "number"] = "text"
    is_counted: bool = False
    is_short: bool = False


@dataclass(frozen=True)
class Table:
    """A real table: a caption, one header row, perhaps a header column and rows of totals.

    Cells hold text that is ready to print. `note` says the units. Raises ValueError when a row
    does not fit the columns: that is a fault in our code, never in an officer's text.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    header_column: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        for row in (*self.rows, *self.totals):
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells under {len(self.columns)} columns: {row}")


@dataclass(frozen=True)
class Figure:
    """A chart: its headline says what it shows, a sentence the same in full, and the table holds
    every value that is drawn, so that the picture itself is only another look at it. `svg` is drawn
    by `documents.charts`; `alternative` is for those who do not see it, `note` the source."""

    svg: str
    alternative: str
    caption: str
    sentence: str
    table: Table
    note: str = ""


@dataclass(frozen=True)
class Notice:
    """A sentence of our own in place of, or above, what was asked for."""

    text: Text


@dataclass(frozen=True)
class LetteredItem:
    """One entry of a lettered list: "a." and an unnumbered title over unnumbered paragraphs. In
    place of the letter it may have its own number, such as "2b", or nothing."""

    letter: str
    title: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class LetteredList:
    """Entries a. to z., then aa. and on, or under their own numbers."""

    items: tuple[LetteredItem, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `number` belongs to the one run through the paper, None stands outside it.

    `children` (a quote, bullets, projects, a table) belong to the paragraph and have no number.
    """

    text: Text
    number: int | None = None
    children: tuple["Block", ...] = ()


@dataclass(frozen=True)
class Recommendation:
    """One thing that the committee is asked to do, under its printed mark, such as "1)"."""

    mark: str
    text: Text
    children: tuple["Block", ...] = ()


@dataclass(frozen=True)
class Recommendations:
    """What the committee is asked to do; its own count, apart from the paragraphs."""

    heading: Heading
    items: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Signature:
    """Who signs the paper, typed: a name over a post."""

    name: str
    post: str


@dataclass(frozen=True)
class Contact:
    """The contact for the paper, line by line."""

    heading: Heading
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Clearance:
    """A statutory officer's comments; their paragraphs continue the run of the paper."""

    heading: Heading
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class BackgroundPapers:
    """The papers relied on, or words for none, and the legal statement."""

    heading: Heading
    items: tuple[str, ...]
    nil: str
    statement: str


@dataclass(frozen=True)
class Affected:
    """The divisions, and so the members, that the paper affects."""

    heading: Heading
    text: str


Block = (
    Heading
    | Paragraph
    | Quote
    | BulletList
    | PointList
    | LetteredList
    | Table
    | Figure
    | Notice
    | Recommendations
    | Signature
    | Contact
    | Clearance
    | BackgroundPapers
    | Affected
)


@dataclass(frozen=True)
class Header:
    """The top of page 1: complete printed lines, in reading order. Empty lines are left out."""

    organisation: str
    meeting: str
    meeting_on: str
    agenda_item: str
    report_of: str
    status: str


@dataclass(frozen=True)
class Problem:
    """Something that the officer must correct before release; `key` names its section."""

    sentence: str
    key: str = ""


@dataclass(frozen=True)
class Document:
    """A whole paper. `language` is a BCP 47 tag, `reference` the paper's own stable reference."""

    title: str
    language: str
    reference: str
    header: Header
    blocks: tuple[Block, ...]
    closing_reference: str = ""
    problems: tuple[Problem, ...] = ()


def header_lines(header: Header) -> tuple[str, ...]:
    """Return the lines above the title, in reading order."""
    lines = (header.status, header.organisation, header.meeting, header.meeting_on)
    return tuple(line for line in (*lines, header.agenda_item, header.report_of) if line)


def plain_text(document: Document) -> str:
    """Return all the text of the document in reading order, one line for each printed block."""
    lines = [*header_lines(document.header), document.title]
    for block in document.blocks:
        lines += block_lines(block)
    return "\n".join([*lines, document.closing_reference]).rstrip("\n") + "\n"


def block_lines(block: Block) -> Iterator[str]:
    """Yield the printed lines of one block, its children after it."""
    match block:
        case Heading(text=text):
            yield text
        case Notice(text=runs):
            yield text_of(runs)
        case Quote(text=runs, children=children):
            yield text_of(runs)
            yield from lines_of(children)
        case Paragraph(text=runs, number=number, children=children):
            yield text_of(runs) if number is None else f"{number}. {text_of(runs)}"
            yield from lines_of(children)
        case BulletList(items=items):
            yield from (f"- {text_of(item)}" for item in items)
        case PointList(points=points):
            for point in points:
                yield f"{point.mark or '-'} {text_of(point.text)}"
                yield from lines_of(point.children)
        case LetteredList(items=items):
            for item in items:
                yield f"{item.letter}. {item.title}" if item.letter else item.title
                yield from lines_of(item.blocks)
        case Table():
            yield from table_lines(block)
        case Figure(caption=caption, sentence=sentence, table=table, note=note):
            yield from (caption, sentence, *table_lines(table))
            if note:
                yield note
        case Recommendations(heading=heading, items=items):
            yield heading.text
            for asked in items:
                yield f"{asked.mark} {text_of(asked.text)}"
                yield from lines_of(asked.children)
        case Signature(name=name, post=post):
            yield from (line for line in (name, post) if line)
        case Contact(heading=heading, lines=lines):
            yield from (heading.text, *lines)
        case Clearance(heading=heading, blocks=blocks):
            yield heading.text
            yield from lines_of(blocks)
        case BackgroundPapers():
            yield from (block.heading.text, *(block.items or (block.nil,)), block.statement)
        case Affected(heading=heading, text=text):
            yield from (heading.text, text)


def lines_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the printed lines of several blocks in order."""
    for block in blocks:
        yield from block_lines(block)


def table_lines(table: Table) -> Iterator[str]:
    """Yield a table as lines of cells separated by tabs, its caption first and its note second."""
    if table.caption:
        yield table.caption
    if table.note:
        yield table.note
    yield "\t".join(column.label for column in table.columns)
    for row in (*table.rows, *table.totals):
        yield "\t".join(row)
