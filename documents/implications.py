"""Implications as a table: a row for each, in the columns that the format names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents.content import ClearanceContent, SectionContent
from documents.format import ImplicationRow, ImplicationsPart
from documents.numbering import printed
from documents.signoffs import name_and_post
from documents.tree import Block, Cell, Column, Gap, Notice, Table
from documents.writer import Writer
from values import words as in_words


def implications(part: ImplicationsPart, writer: Writer) -> list[Block]:
    """Return the table. Its texts are the paper's sections "<part>.<row>"; who looked at a row, and
    when, is the sign-off of the row's key."""
    texts = {section.key: section for section in writer.content.sections}
    given = {clearance.key: clearance for clearance in writer.content.clearances}
    rows: list[tuple[Cell, ...]] = []
    heading = writer.heading(part)
    for row in part.rows:
        typed = texts.get(f"{part.key}.{row.key}")
        cell = text_of_row(part, row, typed, writer)
        if cell is not None:
            mark = printed(part.mark, len(rows) + 1, writer.counting.up)
            values: dict[str, Cell] = {"mark": mark, "row": row.heading, "text": cell}
            values |= signed(given.get(row.key))
            rows.append(tuple(values[what] for what, _label in part.columns))
    if not rows:
        return []
    above: list[Block] = [heading] if heading else []
    columns = tuple(Column(label) for _what, label in part.columns)
    return [*above, Table("" if heading else _("Implications"), columns, tuple(rows))]


def text_of_row(
    part: ImplicationsPart, row: ImplicationRow, said: SectionContent | None, writer: Writer
) -> Cell | None:
    """Return what a row says; None for one that is left out."""
    key = f"{part.key}.{row.key}"
    typed = writer.drawn.read(said.body) if said else ()
    writer.met.sections.add(key)
    if typed:
        return writer.section_body(said, typed, key, is_numbered=False)
    if not row.is_required:
        return None
    writer.problem(_("“%(heading)s” has no text.") % {"heading": row.heading}, key)
    return (Notice((Gap(_("[This section has no text yet]")),)),)


def signed(clearance: ClearanceContent | None) -> dict[str, Cell]:
    if clearance is None or clearance.cleared_on is None:
        return {"officer": "", "day": ""}
    return {"officer": name_and_post(clearance), "day": in_words.day(clearance.cleared_on)}
