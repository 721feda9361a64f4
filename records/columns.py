"""The columns of a kind of record, declared once.

What a list shows, sorts by, narrows by and adds up, and what its spreadsheet holds, all follow from
here. A row holds values under their names: a mapping, as a queryset's `values()` gives, or the row
that a query returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, IntegerField, TextChoices, Value, When
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from values import prose_html, words
from values.partial_dates import PartialDate
from values.spelling import alphabetical
from values.words import kept_by_language

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Row = Any


class Kind(Enum):
    """What a column holds, and how it is written."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"  # pence
    NUMBER = "number"
    RATING = "rating"
    STATE = "state"
    STRIP = "strip"  # ratings over time, oldest first
    RATINGS = "ratings"  # (rating, how many) for each that occurs
    SLIP = "slip"  # in days; later is positive
    PROSE = "prose"  # a text of several lines
    LINKS = "links"  # what can be done with a row; not printed

    @property
    def is_number(self) -> bool:
        return self in (Kind.MONEY, Kind.NUMBER)


WIDTHS = {Kind.TEXT: 34, Kind.DAY: 14, Kind.MONEY: 16, Kind.NUMBER: 12}
CLASSES_OF_HEADINGS = {
    Kind.MONEY: "govuk-table__header--numeric",
    Kind.NUMBER: "govuk-table__header--numeric",
    Kind.LINKS: "govuk-!-display-none-print",
}
CLASSES_OF_CELLS = {
    Kind.MONEY: "govuk-table__cell--numeric",
    Kind.NUMBER: "govuk-table__cell--numeric",
    Kind.DAY: "mandate-table__date",
    Kind.LINKS: "mandate-table__verbs govuk-!-display-none-print",
}
FORMATS = {Kind.DAY: "d mmm yyyy", Kind.MONEY: "£#,##0.00", Kind.NUMBER: "#,##0.####"}


NO_TOTAL = "\u00a0"
BLANK = "mandate-table__blank"  # a phone leaves it out


def address(name: str, *keys: Any) -> str:
    """The address of a page, cached: a list shows hundreds."""
    return _address(get_script_prefix(), name, *keys)


@lru_cache(maxsize=8192)
def _address(prefix: str, name: str, *keys: Any) -> str:
    return reverse(name, args=keys)


@kept_by_language
def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label)


@dataclass(frozen=True)
class DataChoices:
    """Values that stand in the database, such as stages: `read` gives each with its words."""

    read: Callable[[], Mapping[str, str]]

    @property
    def values(self) -> list[str]:
        return list(self.read())

    @property
    def choices(self) -> Callable[[], list[tuple[str, str]]]:
        """For a filter, which reads them when it is shown."""
        return lambda: list(self.read().items())


def listed(choices: type[TextChoices] | DataChoices) -> list[tuple[str, Any]]:
    """The values, each with its words."""
    return list(choices.read().items() if isinstance(choices, DataChoices) else choices.choices)


@dataclass(frozen=True)
class Link:
    """Something that can be done with a row; `about` names the row to those who hear the link."""

    label: str
    url: str
    about: str


class Cell(NamedTuple):
    """What a table shows; `components/table.html` says how."""

    text: str
    label: str
    classes: str = ""  # of the cell
    tinted: str = ""  # the class of its text
    missing: str = ""  # what is shown instead of an empty text
    url: str = ""
    rag: str | None = None
    tone: str = ""
    note: str = ""
    tag: tuple[str, str] | None = None
    links: Sequence[Link] = ()
    strip: Sequence[Any] | None = None
    counts: Sequence[tuple[int, str, str]] = ()  # how many, the rating, its words


@dataclass(frozen=True)
class Column:
    """`key` names the value in a row, unless `value` computes it. `says` puts it in words if its
    kind does not; `choices` give the words and the order of chosen values. `tones` are the colours
    of a state, or `tone` tells it from the row; `note` gives the small words below it. `tag` is a
    state beside the value, with its tone, and `links` what can be done. `missing` is shown where
    there is no value. `page` is the link of the cell: the name of a page, and the values of the row
    that its address takes; without one of them there is no link. `leads_to` gives an address that
    takes anything else."""

    key: str
    label: StrPromise
    kind: Kind = Kind.TEXT
    value: Callable[[Row], Any] | None = None
    says: Callable[[Row], str] | None = None
    choices: type[TextChoices] | DataChoices | None = None
    tones: Mapping[Any, str] | None = None
    tone: Callable[[Row], str] | None = None
    page: tuple[str, ...] = ()
    leads_to: Callable[[Row], str] | None = None
    note: Callable[[Row], str] | None = None
    tag: Callable[[Row], tuple[str, str] | None] | None = None
    links: Callable[[Row], Sequence[Link]] | None = None
    missing: StrPromise | str = ""
    sorts: bool = True
    filters: bool = False
    totals: bool = False  # a number: its sum; a rating or state: how many of each
    only_exported: bool = False

    def of(self, row: Row) -> Any:
        """The value itself."""
        return self.value(row) if self.value else value_in(row, self.key)

    def in_words(self, row: Row) -> str:
        """The value as pages write it; empty when there is none."""
        return self._in_words(row, self.of(row))

    def _in_words(self, row: Row, value: Any) -> str:
        return self.says(row) if self.says else self.value_in_words(value)

    def value_in_words(self, value: Any) -> str:
        if self.kind == Kind.RATING and not value:
            return "" if value is None and self.missing else _("Not rated")
        if value is None or value == "":
            return ""
        return self._say(value)

    @cached_property
    def _say(self) -> Callable[[Any], str]:
        """What puts a value in words: found once, for a page has hundreds of cells."""
        choices = self.choices
        if self.kind == Kind.RATINGS:
            return lambda counts: ", ".join(f"{n} {said}" for n, _rag, said in self._counts(counts))
        if isinstance(choices, DataChoices):
            return lambda value: choices.read().get(value, value)
        if choices:
            return partial(_label, choices)
        if self.kind == Kind.STRIP:
            return lambda cells: "; ".join(f"{cell.period}: {cell.words}" for cell in cells)
        says: dict[Kind, Callable[[Any], str]] = {
            Kind.DAY: words.short_when,
            Kind.MONEY: words.money,
            Kind.NUMBER: words.number,
            Kind.PROSE: prose_html.html,
        }
        return says.get(self.kind, str)

    @cached_property
    def _classes(self) -> str:
        return CLASSES_OF_CELLS.get(self.kind, "")

    def url(self, row: Row, query: str) -> str:
        if self.leads_to:
            return self.leads_to(row)
        if not self.page:
            return ""
        name, *keys = self.page
        values = [value_in(row, key) for key in keys]
        return address(name, *values) + query if all(values) else ""

    def cell(self, row: Row, query: str, label: str, missing: str) -> Cell:
        """What a page shows; `query` keeps the moment in its link, `label` and `missing` are the
        column's in words."""
        value, kind = self.of(row), self.kind
        text = self._in_words(row, value)
        return Cell(
            text=text,
            label=label,
            classes=self._classes,
            tinted=_tint(value) if kind is Kind.SLIP else "",
            missing=missing,
            url=self.url(row, query),
            rag=(value or "") if kind is Kind.RATING and text else None,
            tone=self._tone(row, value) if kind is Kind.STATE else "",
            note=self.note(row) if self.note else "",
            tag=self.tag(row) if self.tag else None,
            links=self.links(row) if self.links else (),
            strip=value if kind is Kind.STRIP else None,
            counts=self._counts(value) if kind is Kind.RATINGS else (),
        )

    def _tone(self, row: Row, value: Any) -> str:
        return self.tone(row) if self.tone else (self.tones or {}).get(value, "grey")

    def _counts(self, value: Iterable[tuple[str, int]]) -> list[tuple[int, str, str]]:
        rating = Column(self.key, self.label, Kind.RATING, choices=self.choices)
        return [(count, rag, rating.value_in_words(rag)) for rag, count in value]

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
    said = [(column, str(column.label), str(column.missing)) for column in shown(columns)]
    return [{"cells": [column.cell(row, query, *words) for column, *words in said]} for row in rows]


def total_cells(columns: Sequence[Column], sums: Mapping[str, Any]) -> dict[str, list[Cell]]:
    """The row of sums at the foot of a table."""
    in_words = {c.key: c.value_in_words(sums[c.key]) for c in columns if c.key in sums}
    return foot_cells(columns, _("Total"), in_words)


def foot_cells(
    columns: Sequence[Column], label: str, in_words: Mapping[str, str]
) -> dict[str, list[Cell]]:
    """A row at the foot of a table, with words under some of its columns."""
    first, *rest = shown(columns)
    cells = [Cell(label, str(first.label))]
    for column in rest:
        has_total = column.key in in_words
        cells.append(
            Cell(
                in_words[column.key] if has_total else NO_TOTAL,
                str(column.label),
                classes=CLASSES_OF_CELLS.get(column.kind, "") if has_total else BLANK,
                missing=str(column.missing),
            )
        )
    return {"cells": cells}


def value_in(row: Row, key: str) -> Any:
    is_mapping = type(row) is dict or isinstance(row, Mapping)  # most are
    return row[key] if is_mapping else getattr(row, key)


def _tint(days: int | None) -> str:
    late = {True: " mandate-slip--late", False: " mandate-slip--early"}
    return f"mandate-slip{late[days > 0] if days else ''}"
