"""A grid of boxes: records down, periods across. People fill it in by hand or paste it from a
spreadsheet; each cell is checked, and nothing is saved unless all of them are sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from values import words

Cell = tuple[str, str]
"""The key of a row, and of a column."""

MOST_PASTED = 50_000  # characters
NOTHING_IN_IT = ("", "-", words.NOTHING)
"""What spreadsheets, and our own pages, show in a cell that has nothing in it."""
SEEN = "seen-"
"""Begins the name of the field that says what stood in a box."""


@dataclass(frozen=True)
class GridRow:
    """A row: its key, which is part of the names of its boxes, its label, and a note below it."""

    key: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Box:
    """A box of the grid: what stands in it, and what stood in it when the page was opened."""

    name: str
    id: str
    label: str
    text: Any
    seen_name: str
    seen: Any
    error: str


class GridForm(forms.Form):
    """Boxes for `cells`, which holds what stands in each: a cell without an entry has no box.
    `field_of` gives the box of a cell. A box that is empty says that nothing is known, not nought.
    """

    hides_optional = True
    beside: ClassVar[tuple[str, ...]] = ()
    """The fields of a kind of grid that stand below its boxes."""

    pasted = forms.CharField(
        label=gettext_lazy("Paste from a spreadsheet"),
        required=False,
        max_length=MOST_PASTED,
        help_text=gettext_lazy(
            "Copy the rows with their names, and the column headings if you like. They fill the "
            "boxes for you to check; nothing is saved yet."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        rows: Sequence[GridRow],
        columns: Sequence[tuple[str, str]],
        cells: Mapping[Cell, Any],
        field_of: Callable[[GridRow], forms.Field],
    ) -> None:
        super().__init__(data)
        self.grid_rows, self.columns = rows, columns
        keys = [(row.key, key) for row in rows for key, _label in columns]
        self.cells = {cell: cells[cell] for cell in keys if cell in cells}
        for row in rows:
            for key, label in columns:
                if (row.key, key) in self.cells:
                    field = field_of(row)
                    field.required = False
                    field.label = _("%(row)s, %(column)s") % {"row": row.label, "column": label}
                    field.initial = cells[row.key, key]
                    self.fields[name_of((row.key, key))] = field

    @property
    def lines(self) -> list[tuple[GridRow, list[Box | None]]]:
        """The rows with their boxes, None where there is none."""
        keys = [key for key, _label in self.columns]
        return [(row, [self._box((row.key, key)) for key in keys]) for row in self.grid_rows]

    @property
    def beside_the_boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in self.beside]

    @property
    def column_labels(self) -> list[str]:
        return [label for _key, label in self.columns]

    def _box(self, cell: Cell) -> Box | None:
        if cell not in self.cells:
            return None
        name, bound = name_of(cell), self[name_of(cell)]
        kept = bound.field.prepare_value(self.cells[cell])
        seen = self.data.get(SEEN + name, "") if self.is_bound else kept
        error = str(bound.errors[0]) if bound.errors else ""
        box_id = str(bound.auto_id)
        return Box(name, box_id, str(bound.label), bound.value(), SEEN + name, seen, error)

    def clean(self) -> dict[str, Any]:
        """Refuses a box that somebody else has changed since the page was opened."""
        data = super().clean() or {}
        for cell, kept in self.cells.items():
            name = name_of(cell)
            if name in data and data[name] != kept and self._seen(name) != kept:
                sentence = _("%(cell)s: somebody has changed this since you opened the page.")
                self.add_error(name, sentence % {"cell": self[name].label})
        return data

    def _seen(self, name: str) -> Any:
        """What stood in a box when its page was opened."""
        typed = self.data.get(SEEN + name, "")
        try:
            return self.fields[name].clean(typed) if typed else None
        except ValidationError:
            return typed

    def changes(self) -> dict[Cell, Any]:
        """The cells whose value differs from the one kept; None where a box was emptied."""
        sent = {cell: self.cleaned_data[name_of(cell)] for cell in self.cells}
        return {cell: value for cell, value in sent.items() if value != self.cells[cell]}

    # --- what was pasted ------------------------------------------------------------------------
    def has_pasted(self) -> bool:
        return bool(self.data.get("pasted", "").strip())

    def fill(self) -> None:
        """Put what was pasted into the boxes, and leave the rest as it was typed. Raises
        ValidationError for a row that is none of these or may be several, that has too many cells,
        or that has something for a cell without a box."""
        sent = cast(QueryDict, self.data).copy()
        for cell, text in read_pasted(sent.pop("pasted")[-1], self.grid_rows, self.columns).items():
            if cell in self.cells:
                sent[name_of(cell)] = text
            elif text not in NOTHING_IN_IT:
                raise ValidationError(_("%(cell)s: nothing can be entered here.") % self._at(cell))
        self.data = sent

    def _at(self, cell: Cell) -> dict[str, str]:
        row = next(row.label for row in self.grid_rows if row.key == cell[0])
        facts = {"row": row, "column": dict(self.columns)[cell[1]]}
        return {"cell": _("%(row)s, %(column)s") % facts}


def name_of(cell: Cell) -> str:
    """The name of a cell's box."""
    return f"{cell[0]}-{cell[1]}"


def read_pasted(
    text: str, rows: Sequence[GridRow], columns: Sequence[tuple[str, str]]
) -> dict[Cell, str]:
    """What a spreadsheet's rows say, by cell. They begin with their names; without names they are
    taken in order. A first row of headings says which columns follow. Raises ValidationError."""
    pasted = [line.split("\t") for line in text.splitlines() if line.strip()]
    keys = [key for key, _label in columns]
    heads = {_plain(label): key for key, label in columns}
    if pasted and len(pasted) > 1 and all(_plain(h) in heads for h in pasted[0][1:]):
        keys = [heads[_plain(h)] for h in pasted.pop(0)[1:]] or keys
    names = {_plain(row.label): row.key for row in rows}
    labels = [_plain(row.label) for row in rows]
    are_named = any(_plain(line[0]) in names for line in pasted)
    found: dict[Cell, str] = {}
    for place, line in enumerate(pasted):
        if are_named:
            row, cells = names.get(_plain(line[0])), line[1:]
        else:
            row, cells = rows[place].key if place < len(rows) else None, line
        facts = {"name": line[0].strip()[:60]}
        if are_named and labels.count(_plain(line[0])) > 1:
            raise ValidationError(_("“%(name)s” is the name of several rows.") % facts)
        if row is None:
            raise ValidationError(_("“%(name)s” is not a row of this table.") % facts)
        if len(cells) > len(keys):
            raise ValidationError(_("“%(name)s” has more cells than there are columns.") % facts)
        found |= {(row, key): cell.strip() for key, cell in zip(keys, cells, strict=False)}
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
