"""A list of records as a table of a paper: the columns that its kind declares, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.content import LiveContent, TableContent
from documents.tree import Column as TableColumn
from documents.tree import Table
from records.blocks.about import About
from records.blocks.choosing import Choices, One, Some, Typed
from records.blocks.kinds import Block
from records.columns import Column, Kind, Row, listed
from values.spelling import has_words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ANY = ("any", gettext_lazy("Any"))
SHORT = (Kind.DAY, Kind.MONEY, Kind.NUMBER, Kind.RATING, Kind.STATE)
Rows = Callable[[About], QuerySet]


class ListBlock(Block):
    """A list as its page shows it, for what the paper is about: choose its columns, its filter and
    its order."""

    def __init__(
        self,
        name: str,
        label: StrPromise,
        columns: Sequence[Column],
        rows: Rows,
        more: Callable[[list[dict[str, Any]], About], list[dict[str, Any]]] | None = None,
    ) -> None:
        self.name, self.label = name, label  # type: ignore[misc]
        self.columns, self.rows, self.more = columns, rows, more
        self.form = _form_of(columns)  # type: ignore[misc]

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        rows = self.rows(about)
        for column in self.columns:
            if (value := chosen.get(column.key)) and value != ANY[0]:
                rows = rows.filter(_narrowed(column, value))
        by_key = {column.key: column for column in self.columns}
        if (sort := chosen["sort"]) != "list":
            column = by_key[sort.removeprefix("-")]
            rows = rows.order_by(column.order(descending=sort.startswith("-")), "id")
        names = [*_own(rows), *rows.query.annotations]
        records = list(rows.values(*names))
        told = self.more(records, about) if self.more else records
        shown = [by_key[key] for key in chosen["columns"]]
        table = Table(
            caption=str(self.label),
            columns=tuple(_heading(column) for column in shown),
            rows=tuple(tuple(_said(column, row) for column in shown) for row in told),
        )
        return TableContent(table, nil=_("There is nothing to list."))


def _form_of(columns: Sequence[Column]) -> type[Choices]:
    every = [(column.key, column.label) for column in columns]
    begins = [column.key for column in columns if not column.only_exported]
    narrowing = {column.key: _narrowing(column) for column in columns if column.filters}
    sorting: list[tuple[str, Any]] = [("list", gettext_lazy("As the list stands"))]
    for column in columns:
        if column.sorts and not column.only_exported:
            sorting.append((column.key, column.label))
            sorting.append((f"-{column.key}", reversed_words(column.label)))
    fields = {
        "columns": Some(gettext_lazy("Columns"), lambda about: every, initial=begins),
        **narrowing,
        "sort": One(gettext_lazy("Sorted by"), lambda about: sorting),
    }
    return type("ListChoices", (Choices,), fields)


def _said_reversed(label: StrPromise) -> str:
    return _("%(column)s, the other way round") % {"column": label}


reversed_words = lazy(_said_reversed, str)


def _narrowing(column: Column) -> One | Typed:
    if column.choices is None:
        return Typed(column.label)
    choices = column.choices
    return One(column.label, lambda about: [ANY, *listed(choices)])


def _narrowed(column: Column, value: str) -> Any:
    return has_words(column.key, value) if column.choices is None else Q(**{column.key: value})


def _own(rows: QuerySet) -> list[str]:
    return [field.attname for field in rows.model._meta.concrete_fields]


def _heading(column: Column) -> TableColumn:
    align = "number" if column.kind.is_number else "text"
    return TableColumn(str(column.label), align, is_short=column.kind in SHORT)  # type: ignore[arg-type]


def _said(column: Column, row: Row) -> str:
    return column.in_words(row)
