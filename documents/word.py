"""The document tree as a Word file (DOCX): real styles, headings, lists, header rows and links.

Word counts its lists by itself; `documents.word_lists` makes it print our numbers. Equal documents
at an equal moment give equal bytes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph as WordParagraph

from documents import pictures
from documents import word_xml as xml
from documents.notes import has_notes
from documents.plain import cell_text, numbered
from documents.runs import is_foreign
from documents.tree import (
    Affected,
    Appendices,
    BackgroundPapers,
    Block,
    BulletList,
    Clearance,
    Code,
    Contact,
    Contents,
    Document,
    Figure,
    Gap,
    Heading,
    Illustration,
    Inline,
    LetteredList,
    LineBreak,
    Link,
    Note,
    Notice,
    Paragraph,
    Passage,
    PointList,
    Quote,
    Recommendations,
    Reference,
    Signature,
    Table,
    Text,
    Words,
)
from documents.wide import shares
from documents.word_lists import Lists, Place
from documents.word_notes import Foot
from values.links import parts_of

Closing = (
    Recommendations
    | Signature
    | Contact
    | Clearance
    | BackgroundPapers
    | Affected
    | Code
    | Appendices
    | Contents
)
DEEPEST = 8
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of such a file."""


def render_word(document: Document, *, moment: datetime.datetime, stamp: str = "") -> bytes:
    """Return the paper as a Word file. `moment` (aware) is the time that the file states; `stamp`
    is printed in the footer of each page."""
    file = docx.Document()
    xml.prepare(file, language=document.language)
    xml.describe(file, document.title, document.header.organisation, document.language, moment)
    xml.foot(file, document.reference, document.sheets.foot[1], stamp)
    writer = Writer(file, document.language)
    writer.document(document)
    out = BytesIO()
    file.save(out)
    return xml.without_times(out.getvalue())


@dataclass
class Writer:
    """Writes blocks into a file, one after another."""

    file: WordFile
    language: str
    """Of what is written now."""
    lists: Lists = field(default_factory=Lists)
    bookmarks: int = 0

    def __post_init__(self) -> None:
        self.foot = Foot(self.file)

    def document(self, document: Document, level: int = 1) -> None:
        """Write a paper, and its annexes below it."""
        if document.header.logo:
            xml.logo(self.file.add_paragraph(), document.header.logo)
        for line in document.header.lines:
            style = f"Heading {level}" if line.source == "title" else "Mandate Header"
            self.paragraph((Words(numbered(line.label, line.text)),), style=style)
        self.blocks(document.blocks)
        for annex in document.annexes:
            if annex.document:
                mark = (Words(annex.mark),)
                made = self.paragraph(mark, style="Mandate Header", bookmark=annex.anchor)
                made.paragraph_format.page_break_before = True
                inside, below = annex.document, min(level + 1, 9)
                self.in_language(inside.language, self.document, inside, below)

    def in_language(self, language: str, write: Callable[..., None], *what: object) -> None:
        """Write something in a language, and say so of all words that have none of their own."""
        body, outer = self.file.element.body, self.language
        before, self.language = len(body), language
        write(*what)
        if language != outer:
            xml.speak(list(body)[before - 1 : -1], language)  # the last is of the whole file
        self.language = outer

    def blocks(self, blocks: tuple[Block, ...], depth: int = 0) -> None:
        for block in blocks:
            self.block(block, min(depth, DEEPEST))

    def block(self, block: Block, depth: int) -> None:
        match block:
            case Heading(level=level, text=text, number=number, key=key, language=language):
                name = f"section-{key}" if key else ""
                style = f"Heading {min(level, 9)}"
                said = (Words(numbered(number, text), language=language),)
                self.paragraph(said, style=style, bookmark=name)
            case Passage(language=language, blocks=blocks):
                self.in_language(language, self.blocks, blocks, depth)
            case Paragraph(text=text, number=number, children=children):
                self.item(number, text, depth, bookmark=block.anchor)
                self.blocks(children, depth + bool(number))
            case Quote(text=text, children=children):
                self.paragraph(text, style="Quote")
                self.blocks(children, depth + 1)
            case Notice(text=text):
                self.paragraph(text, style="Mandate Notice")
            case BulletList(items=items):
                for item in items:
                    self.listed(self.lists.bullet(depth), item)
            case PointList(points=points):
                for point in points:
                    if point.mark:
                        self.item(point.mark, point.text, depth)
                    else:
                        self.listed(self.lists.bullet(depth), point.text)
                    self.blocks(point.children, depth + 1)
            case LetteredList(items=items):
                for entry in items:
                    self.item(entry.mark, (Words(entry.title, is_strong=True),), depth)
                    self.blocks(entry.blocks, depth + 1)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Illustration(picture=picture, caption=caption):
                xml.illustration(self.file.add_paragraph(), picture)
                self.paragraph((Words(caption),), style="Caption")
            case _:
                self.closing(block, depth)

    def closing(self, block: Closing, depth: int) -> None:
        """Write one of the blocks that a format asks for by name."""
        if not isinstance(block, Signature | Code) and block.heading:
            self.block(block.heading, depth)
        match block:
            case Recommendations(items=items):
                for asked in items:
                    self.item(asked.mark, asked.text, depth, bookmark=asked.anchor)
                    self.blocks(asked.children, depth + 1)
            case Signature(lines=lines, label=label):
                self.lines(filter(None, (label, *lines)))
            case Contact(people=people):
                for lines in people:
                    self.lines(lines)
            case Clearance(blocks=blocks):
                self.blocks(blocks, depth)
            case BackgroundPapers(items=papers, nil=nil, statement=statement):
                first, last = (statement, "") if block.is_statement_first else ("", statement)
                self.lines(filter(None, [first]))
                for paper in papers:
                    self.listed(self.lists.bullet(depth), paper)
                self.lines(filter(None, ["" if papers else nil, last]))
            case Affected(text=text) | Code(text=text):
                self.lines([text])
            case Appendices(items=attached, nil=nil):
                for one in attached:
                    self.listed(self.lists.bullet(depth), (Words(numbered(one.mark, one.title)),))
                self.lines(filter(None, ["" if attached else nil]))
            case Contents(entries=entries):
                for entry in entries:
                    reference = Reference(entry.text, entry.anchor)
                    line = self.paragraph((reference,), depth=entry.level - 2)
                    if entry.language:
                        xml.speak([line._p], entry.language)
            case _:
                assert_never(block)

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines under each other as one paragraph, or nothing when there are none."""
        runs: list[Inline] = [run for line in lines for run in (LineBreak(), Words(line))]
        if runs:
            self.paragraph(tuple(runs[1:]))

    def item(self, mark: str, text: Text, depth: int, *, bookmark: str = "") -> WordParagraph:
        """Write a paragraph under its printed mark, or under none."""
        place = self.lists.place(mark, depth) if mark else None
        if mark and place is None:
            text = (Words(f"{mark} "), *text)
        if place is not None:
            return self.listed(place, text, bookmark=bookmark)
        return self.paragraph(text, depth=depth, bookmark=bookmark)

    def listed(self, place: Place, text: Text, *, bookmark: str = "") -> WordParagraph:
        if place.is_new:
            xml.add_list(self.file, place)
        paragraph = self.paragraph(text, style="List Paragraph", bookmark=bookmark)
        xml.put_in_list(paragraph, place)
        return paragraph

    def paragraph(
        self, text: Text, style: str = "Normal", depth: int = 0, *, bookmark: str = ""
    ) -> WordParagraph:
        paragraph = self.file.add_paragraph(style=style)
        if depth:
            xml.indent(paragraph, depth)
        self.runs(paragraph, text)
        if bookmark:
            self.bookmarks += 1
            xml.bookmark(paragraph, bookmark, self.bookmarks)
        return paragraph

    def runs(self, paragraph: WordParagraph, text: Text) -> None:
        for run in text:
            self.run(paragraph, run)

    def run(self, paragraph: WordParagraph, run: Inline) -> None:
        match run:
            case Words(text=text, is_strong=is_strong, is_emphasised=is_emphasised):
                for part, address in parts_of(text):
                    if address:
                        xml.link(paragraph, part, address=address)
                        continue
                    made = paragraph.add_run(part)
                    made.bold, made.italic = is_strong or None, is_emphasised or None
                    if run.language:
                        xml.speak([made._r], run.language)
            case LineBreak():
                paragraph.add_run().add_break()
            case Link(text=text, address=address):
                xml.link(paragraph, text, address=address)
            case Gap(text=text):
                xml.mark(paragraph.add_run(text))
            case Reference(text=text, target=target):
                xml.link(paragraph, text, anchor=target)
            case Note(text=text, is_again=True):
                self.foot.mention(paragraph, text)
            case Note(text=text, words=words):
                self.foot.add(paragraph, text, lambda below: self.runs(below, words))
            case _:
                assert_never(run)

    def figure(self, figure: Figure) -> None:
        self.paragraph((Words(figure.caption, is_strong=True),))
        self.lines([figure.sentence])
        xml.picture(self.file.add_paragraph(), pictures.png(figure.svg), figure.alternative)
        self.table(figure.table)
        self.lines(filter(None, [figure.note]))

    def table(self, table: Table) -> None:
        if table.caption:
            caption = f"{table.caption} ({table.note})" if table.note else table.caption
            self.paragraph((Words(caption),), style="Caption")
        body = [[cell_text(cell) for cell in row] for row in (*table.rows, *table.totals)]
        rows = [[column.label for column in table.columns], *body]
        made = xml.add_table(
            self.file,
            rows,
            numeric=[column.align == "number" for column in table.columns],
            totals=len(table.totals),
            title=table.caption,
            has_row_headers=table.header_column,
            shares=shares(table),
        )
        for position, column in enumerate(table.columns):
            if column.language:
                head = xml.cell_paragraph(made, 0, position, self.file)
                xml.speak([head._p], column.language)
        for place, row in enumerate((*table.rows, *table.totals), start=1):
            for position, cell in enumerate(row):
                if isinstance(cell, tuple) and (has_notes(cell) or has_languages(cell)):
                    self.rewrite(xml.cell_paragraph(made, place, position, self.file), cell)

    def rewrite(self, paragraph: WordParagraph, blocks: tuple[Block, ...]) -> None:
        """Write the text of a cell anew, with its footnotes and languages."""
        match blocks:
            case (Passage(language=language, blocks=inside),):
                if has_notes(inside) or has_languages(inside):
                    self.rewrite(paragraph, inside)
                xml.speak([paragraph._p], language)
            case _:
                paragraph.clear()
                for block in blocks:
                    if isinstance(block, Paragraph):
                        self.runs(paragraph, block.text)


def has_languages(blocks: tuple[Block, ...]) -> bool:
    """Return whether a cell holds words in another language than its table."""
    return any(
        isinstance(block, Passage)
        or (isinstance(block, Paragraph) and any(map(is_foreign, block.text)))
        for block in blocks
    )
