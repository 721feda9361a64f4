"""The document tree: what a paper says, in reading order, with every number settled.

HTML, PDF and later DOCX print the tree as it is. No renderer counts, totals or chooses words, so
all outputs carry the same text. `documents.compose` builds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents.runs import Gap as Gap
from documents.runs import Inline as Inline
from documents.runs import LineBreak as LineBreak
from documents.runs import Link as Link
from documents.runs import Note as Note
from documents.runs import Reference as Reference
from documents.runs import Text as Text
from documents.runs import Words as Words
from documents.runs import language_of as language_of
from documents.runs import text_of as text_of
from documents.runs import words as words


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 2 is a main section, 3 a part of it. `number` is its mark as
    printed, such as "3.0"; a `language` is another than that of what it stands in."""

    level: int
    text: str
    key: str = ""
    number: str = ""
    language: str = ""


@dataclass(frozen=True)
class Quote:
    """Words of the programme set apart, such as its vision, and the blocks below them."""

    text: Text
    children: tuple[Block, ...] = ()


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
    children: tuple[Block, ...] = ()


@dataclass(frozen=True)
class PointList:
    """Points that have numbers of their own, or more below them."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Column:
    """A table column; numbers stand at the right so that their digits line up. A column that
    `is_counted` up to the day of print follows from the others and is not news by itself. One that
    `is_short`, such as a date, is not broken over lines. A `language` is that of its label, where
    it is another than that of the table."""

    label: str
    align: Literal["text", "number"] = "text"
    is_counted: bool = False
    is_short: bool = False
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A real table: a caption, one header row, perhaps a header column and rows of totals. Cells
    hold text that is ready to print, or blocks. `note` says the units. Raises ValueError when a row
    does not fit the columns: that is a fault in our code, never in an officer's text."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[Cell, ...], ...] = ()
    header_column: bool = True
    note: str = ""
    is_turned: bool = False
    """Whether it stands on a sheet of its own, the other way round."""

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
class Picture:
    """A picture with its content in base64, and in words for those who do not see it."""

    content_type: str
    base64: str
    alternative: str


@dataclass(frozen=True)
class Illustration:
    """A picture in the text, over the words that are printed below it."""

    picture: Picture
    caption: str


@dataclass(frozen=True)
class Notice:
    """A sentence of our own in place of, or above, what was asked for."""

    text: Text


@dataclass(frozen=True)
class LetteredItem:
    """One entry of a lettered list: a mark such as "a." and an unnumbered title over unnumbered
    paragraphs."""

    mark: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class LetteredList:
    """Entries under marks: a. to z., then aa. and on, or the numbers of the records."""

    items: tuple[LetteredItem, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `number` is its mark as printed, such as "7." or "3.2", and `anchor` what
    references point to. Without a number it stands outside the run.

    `children` (a quote, bullets, projects, a table, a paragraph that continues it) belong to the
    paragraph and have no number.
    """

    text: Text
    number: str = ""
    children: tuple[Block, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Recommendation:
    """One thing that the committee is asked to do, under its printed mark, such as "1)"."""

    mark: str
    text: Text
    children: tuple[Block, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Recommendations:
    """What the committee is asked to do; its own count, apart from the paragraphs."""

    heading: Heading | None
    items: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Signature:
    """Who signs the paper, typed: a name over a post, perhaps after a label."""

    lines: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to ask about the paper: each of them line by line."""

    heading: Heading | None
    people: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Clearance:
    """A statutory officer's comments, or how several are printed together; their paragraphs may
    continue the run of the paper."""

    heading: Heading | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class BackgroundPapers:
    """The papers relied on, or words for none, and the legal statement."""

    heading: Heading | None
    items: tuple[Text, ...]
    nil: str
    statement: str = ""
    is_statement_first: bool = False


@dataclass(frozen=True)
class Affected:
    """The divisions, and so the members, that the paper affects."""

    heading: Heading | None
    text: str


@dataclass(frozen=True)
class Code:
    """The committee's reference code, on a line of its own."""

    text: str


@dataclass(frozen=True)
class ListedAppendix:
    """An appendix in the list: its mark, such as "Appendix 1", and its title. `anchor` is where it
    stands when it is joined."""

    mark: str
    title: str
    key: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Appendices:
    """The appendices of a paper, or the word that there are none."""

    heading: Heading | None
    items: tuple[ListedAppendix, ...]
    nil: str = ""


@dataclass(frozen=True)
class ContentsEntry:
    """A heading in the list of contents."""

    level: int
    text: str
    anchor: str
    language: str = ""


@dataclass(frozen=True)
class Contents:
    """The list of contents. Only paper has page numbers: the PDF adds them."""

    heading: Heading | None
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True)
class Passage:
    """Blocks in another language than what they stand in."""

    language: str
    blocks: tuple[Block, ...]


Block = (
    Heading | Paragraph | Quote | BulletList | PointList | LetteredList | Table | Figure
    | Illustration | Notice | Recommendations | Signature | Contact | Clearance | BackgroundPapers
    | Affected | Code | Appendices | Contents | Passage
)  # fmt: skip


Cell = str | tuple[Block, ...]


@dataclass(frozen=True)
class HeaderLine:
    """A line of the header. `source` says what it is: "title" is the heading of the paper."""

    source: str
    text: str
    label: str = ""


@dataclass(frozen=True)
class Header:
    """The top of page 1, in reading order; lines with a label may stand as a table, and a cover has
    its own page. `organisation` is whose paper it is."""

    organisation: str
    lines: tuple[HeaderLine, ...]
    is_table: bool = False
    is_cover: bool = False
    logo: Picture | None = None


@dataclass(frozen=True)
class Sheets:
    """The sheets of the PDF. What runs at the head and the foot of each stands left, in the middle
    and right; "{page}" and "{pages}" in it are filled in when the pages are known."""

    size: Literal["A4", "Letter"] = "A4"
    is_landscape: bool = False
    head: tuple[str, str, str] = ("", "", "")
    foot: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class Problem:
    """Something the officer must put right before release; `key` names the section it is in. An
    advice stops nothing."""

    sentence: str
    key: str = ""
    is_advice: bool = False


@dataclass(frozen=True)
class Span:
    """A part of the format, its kind ("text", "recommendations" ...), and how many blocks of the
    document it printed. The blocks before all spans are notices."""

    key: str
    kind: str
    blocks: int


@dataclass(frozen=True)
class Document:
    """A whole paper. `language` is a BCP 47 tag, `reference` the paper's own stable reference."""

    title: str
    language: str
    reference: str
    header: Header
    blocks: tuple[Block, ...]
    spans: tuple[Span, ...] = ()
    sheets: Sheets = Sheets()
    problems: tuple[Problem, ...] = ()
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True)
class Annex:
    """What is appended to a paper under a mark such as "Annex A": another document, or a file,
    named by `key`, which only the PDF holds, on further `pages`: each is turned or not."""

    mark: str
    title: str
    anchor: str
    key: str
    document: Document | None = None
    pages: tuple[bool, ...] = ()
