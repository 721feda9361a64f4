"""Tables that are too wide for their sheet: turned when that is enough, else in several tables that
repeat the first column, so that every output shows the same."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from documents.plain import cell_text
from documents.tree import Sheets, Table

# Widths are in ems of a table's text, about 11 points. The text of a sheet of A4 is 160 mm wide, of
# Letter 166 mm; a table below a numbered paragraph has the indent less.
UPRIGHT = {"A4": 37.0, "Letter": 39.0}
TURNED = {"A4": 59.0, "Letter": 55.0}
WORD, WIDER = 42.0, 1.2
PADDING = 0.8
CHARACTER = 0.52
CAPITAL = 0.6
LONGEST_UNBROKEN = 20
"""Characters of a number, or of another value that is not broken over lines."""
FEW_ROWS = 4
"""Rows for which no sheet is turned when two tables do."""
MOST_OF_A_LINE = 60
"""Characters of a cell beyond which it gets no more of the width."""
LONGEST_WORD = 14
"""Characters of a word that is not broken where the sheet is narrow."""


def fitted(table: Table, sheets: Sheets) -> tuple[Table, ...]:
    """Return the table as it fits its sheets: as it is, turned, or in several."""
    widths = [width_of(table, position) for position in range(len(table.columns))]
    unbroken = tuple(
        replace(column, is_short=column.is_short or is_unbroken(table, position))
        if column.align == "number"
        else column
        for position, column in enumerate(table.columns)
    )
    table = replace(table, columns=unbroken)
    upright, turned = UPRIGHT[sheets.size], TURNED[sheets.size]
    if sum(widths) <= (turned if sheets.is_landscape else upright):
        return (table,)
    groups = in_groups(widths, turned if sheets.is_landscape else upright)
    is_small = len(groups) == 2 and len(table.rows) <= FEW_ROWS
    if sum(widths) <= turned and not is_small:
        return (replace(table, is_turned=True),)
    if len(groups) == 1:
        return (table,)
    return tuple(
        part_of(table, group, place, len(groups)) for place, group in enumerate(groups, start=1)
    )


def width_of(table: Table, position: int) -> float:
    """Return the least width in which a column reads well."""
    cells = [cell_text(row[position]) for row in (*table.rows, *table.totals)]
    column = table.columns[position]
    if is_unbroken(table, position) or column.is_short:
        pieces = [cell[:LONGEST_UNBROKEN] for cell in cells]
    else:
        pieces = [word[:LONGEST_WORD] for cell in cells for word in cell.split()]
    pieces += [word[:LONGEST_WORD] for word in column.label.split()]
    return max((length_of(piece) for piece in pieces), default=0.0) + PADDING


def shares(table: Table) -> tuple[float, ...]:
    """Return how much of the width of a table in a Word file each column gets: what it needs at
    least, in a typeface that we do not choose, and of the rest the more, the more it holds."""
    least = [width_of(table, position) * WIDER for position in range(len(table.columns))]
    rows = (*table.rows, *table.totals)
    longest = [
        max((len(cell_text(row[position])) for row in rows), default=0)
        for position in range(len(table.columns))
    ]
    wanted = [
        max(min(characters, MOST_OF_A_LINE) * CHARACTER - width, 0.0)
        for characters, width in zip(longest, least, strict=True)
    ]
    room = max(WORD - sum(least), 0.0) / (sum(wanted) or 1.0)
    widths = [width + room * more for width, more in zip(least, wanted, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def length_of(text: str) -> float:
    capitals = len(re.findall(r"[A-Z£€%MW]", text))
    return (len(text) - capitals) * CHARACTER + capitals * CAPITAL


def is_unbroken(table: Table, position: int) -> bool:
    """Tell whether all cells of a column of numbers are short enough to stay on one line."""
    rows = (*table.rows, *table.totals)
    return table.columns[position].align == "number" and all(
        len(cell_text(row[position])) <= LONGEST_UNBROKEN for row in rows
    )


def in_groups(widths: Sequence[float], room: float) -> list[list[int]]:
    """Return the columns behind the first in groups that fit beside it, as even as they can be."""
    left = room - widths[0]
    rest = list(range(1, len(widths)))
    fewest = max(1, math.ceil(sum(widths[1:]) / left)) if left > 0 else len(rest)
    for count in range(fewest, len(rest) + 1):
        size = math.ceil(len(rest) / count)
        groups = [rest[start : start + size] for start in range(0, len(rest), size)]
        if all(sum(widths[n] for n in group) <= left for group in groups):
            return groups
    return [[position] for position in rest] or [[]]


def part_of(table: Table, group: list[int], place: int, of: int) -> Table:
    """Return one of several tables: the first column, and those of a group."""
    kept = [0, *group]
    said = {"caption": table.caption, "place": place, "of": of}
    return replace(
        table,
        caption=(_("%(caption)s (%(place)s of %(of)s)") % said).strip(),
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
        totals=tuple(tuple(row[n] for n in kept) for row in table.totals),
    )
