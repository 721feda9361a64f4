"""The columns of a kind of record, declared once.

What a list shows, sorts by, narrows by and adds up, and what its spreadsheet holds, all follow from
here. A row is a mapping of names to values, as a queryset's `values()` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, IntegerField, TextChoices, Value, When
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from values import words
from values.partial_dates import PartialDate
from values.spelling import alphabetical
from values.words import kept_by_language

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Row = Mapping[str, Any]


class Kind(Enum):
    """What a column holds, and how it is written."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"  # pence
    NUMBER = "number"
    RATING = "rating"
    STATE = "state"
    STRIP = "strip"  # ratings over time, oldest first

    @property
    def is_number(self) -> bool:
        return self in (Kind.MONEY, Kind.NUMBER)


WIDTHS = {Kind.TEXT: 34, Kind.DAY: 14, Kind.MONEY: 16, Kind.NUMBER: 12}
FORMATS = {Kind.DAY: "d mmm yyyy", Kind.MONEY: "£#,##0.00", Kind.NUMBER: "#,##0.####"}


NO_TOTAL = "\u00a0"


@lru_cache(maxsize=8192)
def _address(prefix: str, name: str, *keys: Any) -> str:
    """The address of a page, cached: a list shows hundreds."""
    return reverse(name, args=keys)


@kept_by_language
def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label)


@dataclass(frozen=True)
class Cell:
    """What a table shows; `components/table.html` says how."""

    text: str
    label: str
    is_number: bool = False
    url: str = ""
    rag: str | None = None
    tone: str = ""
    note: str = ""
    strip: Sequence[Any] | None = None


@dataclass(frozen=True)
class Column:
    """`key` names the value in a row, unless `value` computes it. `says` puts it in words if its
    kind does not; `choices` give the words and the order of chosen values. `tones` are the colours
    of a state, and `note` the small words below it. `page` is the link of the cell: the name of a
    page, and the values of the row that its address takes."""

    key: str
    label: StrPromise
    kind: Kind = Kind.TEXT
    value: Callable[[Row], Any] | None = None
    says: Callable[[Row], str] | None = None
    choices: type[TextChoices] | None = None
    tones: Mapping[Any, str] | None = None
    page: tuple[str, ...] = ()
    note: Callable[[Row], str] | None = None
    sorts: bool = True
    filters: bool = False
    totals: bool = False  # a number: its sum; a rating or state: how many of each
    only_exported: bool = False

    def of(self, row: Row) -> Any:
        """The value itself."""
        return self.value(row) if self.value else row[self.key]

    def in_words(self, row: Row) -> str:
        """The value as pages write it; empty when there is none."""
        if self.says:
            return self.says(row)
        return self.value_in_words(self.of(row))

    def value_in_words(self, value: Any) -> str:
        if self.kind == Kind.RATING and not value:
            return _("Not rated")
        if value is None or value == "":
            return ""
        if self.choices:
            return _label(self.choices, value)
        if self.kind == Kind.STRIP:
            return "; ".join(f"{cell.period}: {cell.words}" for cell in value)
        say: dict[Kind, Callable[[Any], str]]
        say = {Kind.DAY: words.short_when, Kind.MONEY: words.money, Kind.NUMBER: words.number}
        return say.get(self.kind, str)(value)

    def url(self, row: Row) -> str:
        if not self.page:
            return ""
        name, *keys = self.page
        return _address(get_script_prefix(), name, *(row[key] for key in keys))

    def cell(self, row: Row, query: str, label: str) -> Cell:
        """What a page shows; `query` keeps the moment in its link, and `label` is the column's
        label in words."""
        value = self.of(row)
        return Cell(
            text=self.in_words(row),
            label=label,
            is_number=self.kind.is_number,
            url=self.url(row) + query if self.page else "",
            rag=(value or "") if self.kind == Kind.RATING else None,
            tone=(self.tones or {}).get(value, "grey") if self.kind == Kind.STATE else "",
            note=self.note(row) if self.note else "",
            strip=value if self.kind == Kind.STRIP else None,
        )

    def exported(self, row: Row) -> Any:
        """The value in a spreadsheet: a day is a date, an amount is in pounds, anything else is
        text, including a date known only to a period."""
        value = self.of(row)
        if self.kind == Kind.MONEY:
            return None if value is None else Decimal(value) / 100
        if isinstance(value, PartialDate):
            return value.first if value.first == value.last else words.when(value)
        if self.kind in (Kind.DAY, Kind.NUMBER):
            return value
        return self.in_words(row)

    @property
    def heading(self) -> tuple[str, int, str]:
        """The column in a spreadsheet: its heading, its width, and the format of its values."""
        return str(self.label), WIDTHS.get(self.kind, 18), FORMATS.get(self.kind, "")

    def order(self, *, descending: bool = False) -> Any:
        """What a query sorts by: names alphabetically, choices in the order listed, and missing
        values last."""
        by: Any = F(self.key)
        if self.choices:
            places = [When(**{self.key: v}, then=n) for n, v in enumerate(self.choices.values)]
            nowhere = Value(None, output_field=IntegerField())
            by = Case(*places, default=nowhere, output_field=IntegerField())
        elif self.kind == Kind.TEXT:
            by = alphabetical(self.key)
        return by.desc(nulls_last=True) if descending else by.asc(nulls_last=True)


def shown(columns: Iterable[Column]) -> list[Column]:
    """The columns that a page shows; a spreadsheet holds all."""
    return [column for column in columns if not column.only_exported]


def table_rows(
    columns: Iterable[Column], rows: Iterable[Row], query: str = ""
) -> list[dict[str, list[Cell]]]:
    """Rows as `components/table.html` expects them."""
    labelled = [(column, str(column.label)) for column in shown(columns)]
    return [{"cells": [c.cell(row, query, label) for c, label in labelled]} for row in rows]


def total_cells(columns: Sequence[Column], sums: Mapping[str, Any]) -> dict[str, list[Cell]]:
    """The row of sums at the foot of a table."""
    first, *rest = shown(columns)
    cells = [Cell(_("Total"), str(first.label))]
    for column in rest:
        text = column.value_in_words(sums[column.key]) if column.key in sums else NO_TOTAL
        cells.append(Cell(text, str(column.label), is_number=column.kind.is_number))
    return {"cells": cells}
