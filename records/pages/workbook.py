"""Tables as workbooks. Only a page that makes one imports it: the library is large."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from records.pages.spreadsheets import Columns, Row
from values.directions import marked

LONGEST_CELL = 32_767  # characters


def workbook(sheet: str, columns: Columns, rows: Iterable[Row]) -> bytes:
    """The table as a workbook: one sheet, with a bold header that stays in view and each text
    marked as text, so that none is a formula."""
    book = Workbook(write_only=True)
    book.properties.creator = "Mandate"
    page: Any = book.create_sheet(sheet[:31])
    page.freeze_panes = "A2"
    for number, (_heading, width, *_format) in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.append([_text_cell(page, heading, is_header=True) for heading, *_rest in columns])
    formats = ["".join(rest) for _heading, _width, *rest in columns]
    for row in rows:
        page.append([_cell(page, *told) for told in zip(row, formats, strict=True)])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _cell(page: Any, value: Any, number_format: str) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return _text_cell(page, value)
    cell = WriteOnlyCell(page, value=value)
    if number_format:
        cell.number_format = number_format
    return cell


def _text_cell(page: Any, text: str, *, is_header: bool = False) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", marked(text))
    if len(text) > LONGEST_CELL:
        notice = _("… (cut short: a cell holds no more; the CSV file has it all)")
        text = text[: LONGEST_CELL - len(notice)] + notice
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    if is_header:
        cell.font = Font(bold=True)
    elif len(text) > 40:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
