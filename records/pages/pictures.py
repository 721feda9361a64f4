"""Charts on pages: what each finds, two drawings of which a screen shows the one that fits it, and
the table of all that is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from documents.charts import WIDTH, Chart, svg
from documents.lanes import Lanes, in_sheets
from documents.tree import Table
from records.columns import Cell

NARROW = 340
"""The width of a picture on a phone."""


@dataclass(frozen=True)
class Pictured:
    """A chart as `components/chart.html` takes it; `files` are (label, address)."""

    headline: str
    sentence: str
    source: str
    wide: SafeString
    narrow: SafeString
    table: dict[str, Any]
    files: Sequence[tuple[str, str]] = ()


def pictured(
    chart: Chart,
    *,
    wide: int = WIDTH,
    narrow: int = NARROW,
    files: Sequence[tuple[str, str]] = (),
) -> Pictured:
    said = f"{chart.headline} {chart.sentence}"
    safe = mark_safe  # drawn by documents.charts, words escaped
    return Pictured(
        headline=chart.headline,
        sentence=chart.sentence,
        source=chart.source,
        wide=safe(_drawings(chart, said, wide)),
        narrow=safe(_drawings(chart, said, narrow)),
        table=_table(chart.table),
        files=files,
    )


def _drawings(chart: Chart, said: str, width: int) -> str:
    """One, or those of a long roadmap, sheet by sheet."""
    if not isinstance(chart.drawn, Lanes):
        return svg(chart.drawn, said, width)
    sheets = in_sheets(chart.drawn)
    if len(sheets) == 1:
        return svg(chart.drawn, said, width)
    numbered = _("%(said)s Sheet %(n)d of %(of)d.")
    facts = {"said": said, "of": len(sheets)}
    return "".join(
        svg(each, numbered % (facts | {"n": n}), width) for n, each in enumerate(sheets, 1)
    )


def _table(found: Table) -> dict[str, Any]:
    """The table of a chart as `components/table.html` takes it."""
    labels = [str(column.label) for column in found.columns]
    return {
        "caption": found.caption,
        "note": found.note,
        "columns": [{"label": label} for label in labels],
        "rows": [
            {"cells": [Cell(str(text), label) for text, label in zip(row, labels, strict=True)]}
            for row in found.rows
        ],
    }
