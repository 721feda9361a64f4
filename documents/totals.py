"""Totals in tables that people type: whether they are what stands above and beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from documents.plain import cell_text
from documents.tree import Table

TOTAL = re.compile(r"(?:grand |overall )?(?:total|sum)s?\b|all\b|altogether\b", re.IGNORECASE)
PART = re.compile(r"(?:sub-?\s?total|of which|average|mean|median)\b", re.IGNORECASE)
AMOUNT = re.compile(
    r"(?P<minus>[-−–(]?)\s*(?P<unit>[£€$]?)\s*(?P<minus_behind>[-−]?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>k|m|bn|million|billion)?\)?",
    re.IGNORECASE,
)
NOTHING = ("", "-", "–", "—", "nil", "n/a", "none")


@dataclass(frozen=True)
class Amount:
    """A number as it was typed: its value in `scale`, and how many places it has."""

    value: Decimal
    unit: str
    scale: str
    places: int

    @property
    def slack(self) -> Decimal:
        """How far rounding may have moved it; a whole number is what it is."""
        is_rounded = self.places or self.scale
        return Decimal(5).scaleb(-self.places - 1) if is_rounded else Decimal(0)


def amount(text: str) -> Amount | None:
    """Return the number that a cell says, or None."""
    found = AMOUNT.fullmatch(text.strip())
    if not found:
        return None
    number = found["number"].replace(",", "")
    is_negative = bool(found["minus"] or found["minus_behind"])
    value = -Decimal(number) if is_negative else Decimal(number)
    places = len(number.partition(".")[2])
    return Amount(value, found["unit"], (found["scale"] or "").lower(), places)


def wrong_totals(table: Table) -> Iterator[str]:
    """Yield a sentence for each total that is not the sum of what it adds up. Columns and rows that
    hold anything but numbers of one kind are left alone."""
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    name = table.caption or table.columns[0].label
    heads = [column.label for column in table.columns]
    if len(rows) > 2 and TOTAL.match(rows[-1][0]) and not any(_is_sum(row[0]) for row in rows[:-1]):
        for place in range(1, len(heads)):
            if wrong := _wrong([row[place] for row in rows[:-1]], rows[-1][place]):
                facts = {"table": name, "column": heads[place], "sum": wrong[0], "said": wrong[1]}
                sentence = _(
                    "In the table “%(table)s”, the column “%(column)s” adds up to %(sum)s, not "
                    "%(said)s."
                )
                yield sentence % facts
    if len(heads) > 3 and TOTAL.match(heads[-1]) and not any(map(_is_sum, heads[1:-1])):
        for row in rows:
            if wrong := _wrong(row[1:-1], row[-1]):
                facts = {"table": name, "row": row[0], "sum": wrong[0], "said": wrong[1]}
                sentence = _(
                    "In the table “%(table)s”, the row “%(row)s” adds up to %(sum)s, not %(said)s."
                )
                yield sentence % facts


def _is_sum(label: str) -> bool:
    return bool(TOTAL.match(label) or PART.match(label))


def _wrong(cells: Sequence[str], total: str) -> tuple[str, str] | None:
    """Return the sum of the cells and the total as typed, where they differ by more than rounding;
    None where they do not, or cannot be compared."""
    said = amount(total)
    parts = [amount(cell) for cell in cells if cell.strip().lower() not in NOTHING]
    if said is None or len(parts) < 2:
        return None
    known = [part for part in parts if part is not None]
    kinds = {(part.unit, part.scale) for part in (*known, said)}
    if len(known) < len(parts) or len({scale for _unit, scale in kinds}) > 1 or len(kinds) > 2:
        return None
    total_of = sum((part.value for part in known), Decimal(0))
    if abs(total_of - said.value) <= sum((part.slack for part in known), said.slack):
        return None
    return f"{said.unit}{total_of:,}{said.scale}", total.strip()
