"""What people write as text, as pages show it (`values.prose` reads it)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from values.languages import direction_of
from values.links import linked
from values.prose import (
    Block,
    Footnotes,
    Heading,
    Line,
    Paragraph,
    Point,
    Points,
    Quote,
    Run,
    Table,
    first_line,
    read,
    text_of,
    without_notes,
)


@lru_cache(maxsize=2048)
def html(text: str) -> SafeString:
    """A text as a page shows it."""
    text, notes = without_notes(text)
    return _blocks_html(read(text, notes)) + _notes_html(notes)


def _notes_html(notes: Footnotes) -> SafeString:
    """The footnotes of a text, below it."""
    items = format_html_join(
        "", "<li>{}</li>", ((line_html(note.line),) for note in notes.values())
    )
    return format_html('<ol class="prose-notes">{}</ol>', items) if notes else mark_safe("")


def _blocks_html(blocks: Sequence[Block]) -> SafeString:
    return format_html_join("", "{}", ((_block_html(block),) for block in blocks))


def _block_html(block: Block) -> SafeString:
    match block:
        case Paragraph(line=line):
            return format_html("<p>{}</p>", line_html(line))
        case Points(points=points):
            tag = "ol" if points[0].mark[:1].isdigit() else "ul"
            items = format_html_join("", "{}", ((_point_html(point),) for point in points))
            return format_html(f"<{tag}>{{}}</{tag}>", items)
        case Heading(line=line):
            return format_html('<p class="prose-heading"><strong>{}</strong></p>', line_html(line))
        case Quote(blocks=blocks):
            return format_html("<blockquote>{}</blockquote>", _blocks_html(blocks))
        case Table():
            return _table_html(block)


def _table_html(table: Table) -> SafeString:
    """A table that scrolls by itself where the page is narrow."""
    head = _cells_html(table.head, table.numeric, "th", mark_safe(' scope="col"'))
    rows = format_html_join(
        "",
        "<tr>{}</tr>",
        ((_cells_html(row, table.numeric, "td", mark_safe("")),) for row in table.rows),
    )
    caption = format_html("<caption>{}</caption>", table.caption) if table.caption else ""
    return format_html(
        '<div class="prose-table" tabindex="0" role="region" aria-label="{}"><table>{}'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        table.caption or text_of(table.head[0]) or _("Table"),
        caption,
        head,
        rows,
    )


def _cells_html(
    cells: Sequence[Line], numeric: frozenset[int], tag: str, scope: SafeString
) -> SafeString:
    number = mark_safe(' class="prose-number"')
    return format_html_join(
        "",
        f"<{tag}{{}}{{}}>{{}}</{tag}>",
        (
            (scope, number if position in numeric else "", line_html(cell))
            for position, cell in enumerate(cells)
        ),
    )


def _point_html(point: Point) -> SafeString:
    is_counted = point.mark[:1].isdigit()
    number = format_html(' value="{}"', point.mark[:-1]) if is_counted else ""
    letter = f"{point.mark} " if point.mark and not is_counted else ""
    line, below = first_line(point)
    return format_html("<li{}>{}{}{}</li>", number, letter, line_html(line), _blocks_html(below))


def line_html(line: Line) -> SafeString:
    return format_html_join("", "{}", ((_run_html(run),) for run in line))


def _run_html(run: Run) -> SafeString:
    if run.text == "\n":
        return mark_safe("<br>")
    if run.note is not None:
        return format_html("<sup>{}</sup>", run.note.number)
    html = linked(run.text)
    if run.address:
        html = format_html('<a class="govuk-link" href="{}">{}</a>', run.address, run.text)
    if run.is_emphasised:
        html = format_html("<em>{}</em>", html)
    html = format_html("<strong>{}</strong>", html) if run.is_strong else html
    if not run.language:
        return html
    facts = run.language, direction_of(run.language), html
    return format_html('<span lang="{}" dir="{}">{}</span>', *facts)
