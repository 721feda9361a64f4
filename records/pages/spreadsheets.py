"""Tables that leave the site, as CSV and as a workbook.

Text stays text and is never calculated as a formula; dates are dates and numbers are numbers, which
anyone who opens the file can sort and add up."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from values.directions import marked

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = Sequence[Any]  # text, a date, a number, or None for what is missing
Columns = Sequence[tuple[str, int] | tuple[str, int, str]]
"""Each column: its heading, its width in characters, and the format of its dates or numbers."""


def guarded(text: str) -> str:
    """Text for a cell of a CSV file. A spreadsheet treats a cell that begins with one of these
    characters as a formula and calculates it; after an apostrophe it shows the text. `unguarded`
    returns the original text, so an apostrophe at the start is doubled."""
    text = marked(text)
    return f"'{text}" if text.startswith((*FORMULA_STARTS, "'")) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text.removeprefix("'")


def csv_file(name: str, columns: Columns, rows: Iterable[Row]) -> HttpResponse:
    """The table as a file to download; the mark at its start tells Excel that it is UTF-8."""
    text = io.StringIO("\ufeff")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow([heading for heading, *_rest in columns])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return file_of(text.getvalue().encode(), f"{name}.csv", "text/csv; charset=utf-8")


def workbook_file(name: str, sheet: str, columns: Columns, rows: Iterable[Row]) -> HttpResponse:
    """The table as a workbook to download (`records/pages/workbook.py`)."""
    from records.pages.workbook import workbook  # noqa: PLC0415  a large library, seldom needed

    return file_of(workbook(sheet, columns, rows), f"{name}.xlsx", WORKBOOK)


def _plain(value: Any) -> str:
    """A value in a CSV file: a day as 2012-07-04, a number without thousands separators."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else str(value)


def file_of(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to download, which no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=kind, headers=headers)
