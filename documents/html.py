"""The document tree as HTML: accessible, complete, and without numbers of its own."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, assert_never, cast

from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.notes import notes_of
from documents.plain import cell_text
from documents.tree import (
    Affected,
    Annex,
    Appendices,
    BackgroundPapers,
    Block,
    BulletList,
    Cell,
    Clearance,
    Code,
    Column,
    Contact,
    Contents,
    Document,
    Figure,
    Gap,
    Header,
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
from documents.wide import LONGEST_WORD
from values.languages import direction_of
from values.links import linked

STYLE_SHEET = Path(__file__).resolve().parents[1] / "static" / "build" / "document.css"
# A table of so few rows is not broken over two pages.
SHORT_TABLE_ROWS = 10
SPACE_BEFORE = re.compile(r" (?=<(?:a|mark) )")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def body_html(document: Document, *, has_feet: bool = False) -> SafeString:
    """Return the paper as one `<article>` to embed in a page. Its title is the page's h1. Its
    footnotes stand below it; where pages have feet, each stands with its mark."""
    inside, notes = inside_html(document), notes_of(document)
    if has_feet:
        for note in notes:
            mark = call_html(note)
            inside = mark_safe(inside.replace(mark, mark + foot_html(note), 1))  # noqa: S308 as made
        notes = ()
    context = {"document": document, "inside": inside, "notes": notes_html(notes)}
    return page_part("body", context)


def inside_html(document: Document, level: int = 1, mark: str = "") -> SafeString:
    """Return what a paper consists of, its annexes below it: the title of each one level lower."""
    context = {
        "header": header_html(document.header, level, mark),
        "blocks": blocks_html(document.blocks),
        "annexes": [annex_html(annex, min(level + 1, 6)) for annex in document.annexes],
    }
    return page_part("inside", context)


def annex_html(annex: Annex, level: int) -> SafeString:
    """Return an annex; of a file, a sheet for each page, which the press draws on."""
    inside = inside_html(annex.document, level, annex.mark) if annex.document else ""
    pages = [
        {"anchor": f"{annex.anchor}-{page}", "is_turned": is_turned}
        for page, is_turned in enumerate(annex.pages, start=1)
    ]
    language = speech(annex.document.language) if annex.document else ""
    context = {"annex": annex, "inside": inside, "pages": pages, "level": level, "speech": language}
    return page_part("annex", context)


def header_html(header: Header, level: int = 1, mark: str = "") -> SafeString:
    """Return the header: the lines before the agenda item beside it, the others one by one, those
    with a label as rows of a table where the header is one."""
    groups: list[dict[str, Any]] = []
    for line in header.lines:
        is_row = header.is_table and bool(line.label)
        kind = "table" if is_row else "lines"
        if line.source == "agenda item" and not is_row:
            kind = "item"
        if kind == "lines" and line.source == "title":
            kind = "title"
        if kind == "item" and groups and groups[-1]["kind"] == "lines":
            groups[-1]["item"] = line
        elif groups and groups[-1]["kind"] == kind and "item" not in groups[-1]:
            groups[-1]["lines"].append(line)
        else:
            groups.append({"kind": kind, "lines": [line]})
    return page_part("header", {"groups": groups, "header": header, "level": level, "mark": mark})


def standalone_html(
    document: Document,
    *,
    moment: datetime.datetime | None = None,
    style: str | None = None,
    stamp: str = "",
    has_feet: bool = False,
) -> str:
    """Return the paper as a whole HTML file that needs no other file. `has_feet` is as above.

    `style` replaces the document style sheet; "" leaves it out. `moment` is stated as the time of
    the file; `stamp` comes above everything else. A file that stands alone cannot refer to
    typefaces, so it uses the reader's own."""
    context = {
        "document": document,
        "body": body_html(document, has_feet=has_feet),
        "stamp": stamp,
        "moment": moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else "",
        "style": mark_safe(file_style() if style is None else style),  # noqa: S308 our own sheet
    }
    return page_part("standalone", context).lstrip()


def file_style() -> str:
    """Return the document style sheet without typefaces, or "" before the front end is built."""
    try:
        return FONT_FACE.sub("", STYLE_SHEET.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""


def block_html(block: Block) -> SafeString:
    """Return one block, with what belongs to it."""
    match block:
        case Heading():
            return page_part("heading", {"block": block, "speech": speech(block.language)})
        case Passage(language=language, blocks=blocks):
            inside = format_html_join("", "{}", ((part,) for part in blocks_html(blocks)))
            return format_html("<div{}>{}</div>", speech(language), inside)
        case Paragraph(text=text, children=children):
            context = {"block": block, "text": text_html(text), "children": blocks_html(children)}
            return page_part("paragraph", context)
        case Quote(text=text, children=children):
            context = {"text": text_html(text), "children": blocks_html(children)}
            return page_part("quote", context)
        case Notice(text=text):
            return page_part("notice", {"text": text_html(text)})
        case BulletList(items=items):
            return page_part("bullets", {"items": [text_html(item) for item in items]})
        case PointList(points=points):
            listed = [
                {"mark": p.mark, "text": text_html(p.text), "children": blocks_html(p.children)}
                for p in points
            ]
            return page_part("points", {"points": listed, "is_numbered": bool(points[0].mark)})
        case LetteredList(items=items):
            entries = [
                {"mark": item.mark, "title": item.title, "blocks": blocks_html(item.blocks)}
                for item in items
            ]
            return page_part("lettered", {"items": entries})
        case Table():
            rows = table_rows(block)
            is_short = len(rows) <= SHORT_TABLE_ROWS
            heads = [
                {
                    "label": column.label,
                    "kind": cell_kind(column.label, replace(column, is_short=False)),
                    "speech": speech(column.language),
                }
                for column in block.columns
            ]
            context = {"block": block, "heads": heads, "rows": rows, "is_short": is_short}
            return page_part("table", context)
        case Figure():
            drawing = mark_safe(block.svg)  # noqa: S308  drawn by documents.charts, words escaped
            table = block_html(block.table)
            return page_part("figure", {"block": block, "drawing": drawing, "table": table})
        case Illustration():
            return page_part("illustration", {"block": block})
        case Signature():
            return page_part("signature", {"block": block})
        case Code():
            return page_part("code", {"block": block})
        case _:
            return closing_html(block)


def closing_html(
    block: Recommendations
    | Contact
    | Clearance
    | BackgroundPapers
    | Affected
    | Appendices
    | Contents,
) -> SafeString:
    """Return one of the blocks that may bring their own heading."""
    heading = block_html(block.heading) if block.heading else ""
    match block:
        case Recommendations(items=items):
            marked = [
                {
                    "mark": i.mark,
                    "anchor": i.anchor,
                    "text": text_html(i.text),
                    "children": blocks_html(i.children),
                }
                for i in items
            ]
            is_marked = any(i.mark for i in items)
            context = {"heading": heading, "items": marked, "is_marked": is_marked}
            return page_part("recommendations", context)
        case Contact(people=people):
            linked = [[linked_html(line) for line in lines] for lines in people]
            return page_part("contact", {"heading": heading, "people": linked})
        case Clearance(blocks=blocks):
            return page_part("clearance", {"heading": heading, "blocks": blocks_html(blocks)})
        case BackgroundPapers(items=items):
            context = {"heading": heading, "block": block, "items": list(map(text_html, items))}
            return page_part("background_papers", context)
        case Affected():
            return page_part("affected", {"heading": heading, "block": block})
        case Appendices():
            return page_part("appendices", {"heading": heading, "block": block})
        case Contents(entries=entries):
            listed = [{"entry": entry, "speech": speech(entry.language)} for entry in entries]
            return page_part("contents", {"heading": heading, "listed": listed})
        case _:
            assert_never(block)


def blocks_html(blocks: tuple[Block, ...]) -> list[SafeString]:
    return [block_html(block) for block in blocks]


def table_rows(table: Table) -> list[dict[str, Any]]:
    """Return the rows with what each cell is: header or not, text or number, total or not."""
    rows = [*table.rows, *table.totals]
    has_row_headers = table.header_column and needs_row_headers(len(rows), len(table.columns))
    return [
        {
            "is_total": position >= len(table.rows),
            "cells": [
                {
                    "text": cell_html(cell),
                    "kind": cell_kind(cell_text(cell), column),
                    "is_header": has_row_headers and column is table.columns[0],
                }
                for cell, column in zip(row, table.columns, strict=True)
            ],
        }
        for position, row in enumerate(rows)
    ]


def cell_kind(text: str, column: Column) -> str:
    """Return what the style sheet must know of a cell: a long word in it breaks, so that it widens
    no column."""
    if any(len(word) > LONGEST_WORD for word in text.split()):
        return f"{column.align} document-cell-long"
    return f"{column.align} document-cell-short" if column.is_short else column.align


def cell_html(cell: Cell) -> SafeString:
    if isinstance(cell, str):
        return linked_html(cell)
    return format_html_join("", "{}", ((block,) for block in blocks_html(cell)))


def needs_row_headers(rows: int, columns: int) -> bool:
    """Return whether a table has more data than headers.

    In a smaller one the header row is enough to say what a cell is, and more headers than data are
    only noise in a screen reader."""
    return rows * (columns - 1) >= rows + columns


def text_html(text: Text) -> SafeString:
    """Return the runs of a line, escaped."""
    return spaced(format_html_join("", "{}", ((run_html(run),) for run in text)))


def run_html(run: Inline) -> SafeString:
    match run:
        case Words(text=text, is_strong=is_strong, is_emphasised=is_emphasised, source=source):
            html = linked_html(text) if not source else figure_html(text, source)
            html = format_html("<em>{}</em>", html) if is_emphasised else html
            html = format_html("<strong>{}</strong>", html) if is_strong else html
            said = speech(run.language)
            return format_html("<span{}>{}</span>", said, html) if said else html
        case Link(text=text, address=address):
            return format_html('<a href="{}">{}</a>', address, text)
        case LineBreak():
            return mark_safe("<br>")
        case Gap(text=text):
            return format_html('<mark class="document-gap">{}</mark>', text)
        case Reference(text=text, target=target):
            return format_html('<a href="#{}">{}</a>', target, text)
        case Note():
            return call_html(run)
        case _:
            assert_never(run)


def call_html(note: Note) -> SafeString:
    """Return the mark of a footnote, which leads to it."""
    place = format_html(' id="call-{}"', note.text) if not note.is_again else ""
    call = '<sup class="document-call"><a{} href="#{}">{}</a></sup>'
    return format_html(call, place, note.anchor, note.text)


def foot_html(note: Note) -> SafeString:
    """Return a footnote that the style sheet for paper takes to the foot of its page."""
    back = format_html('<a href="#call-{}">{}</a>', note.text, note.text)
    words = text_html(note.words)
    return format_html('<span class="document-foot" id="{}">{} {}</span>', note.anchor, back, words)


def notes_html(notes: tuple[Note, ...]) -> SafeString:
    """Return the footnotes, each with the way back to its mark."""
    items = [{"note": note, "words": text_html(note.words)} for note in notes]
    return page_part("notes", {"items": items}) if items else mark_safe("")


def figure_html(text: str, source: str) -> SafeString:
    """Return a figure as a link to the page that shows where it comes from."""
    return format_html('<a class="document-source" href="{}">{}</a>', source, text)


def speech(language: str) -> SafeString:
    """Return the attributes of an element in another language; "" for that of the document."""
    if not language:
        return mark_safe("")
    if direction_of(language) == "rtl":
        return format_html(' lang="{}" dir="rtl"', language)
    return format_html(' lang="{}"', language)


def linked_html(text: str) -> SafeString:
    """Return the text, escaped, with its web and e-mail addresses as links that show the
    address."""
    return spaced(linked(text))


def spaced(line: SafeString) -> SafeString:
    """Return the line with a space before a link or a gap as a run of its own.

    WeasyPrint 70 breaks a line after its first word when the text before an element fits except for
    the space at its end."""
    return mark_safe(SPACE_BEFORE.sub("<span> </span>", line))  # noqa: S308 adds our own tag only


def page_part(name: str, context: Mapping[str, Any]) -> SafeString:
    return cast(SafeString, get_template(f"documents/{name}.html").render(dict(context)))
