"""A table that leaves the site holds text, and never a formula."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from records.pages.spreadsheets import csv_file, guarded, unguarded, workbook_file
from records.pages.workbook import LONGEST_CELL

COLUMNS = [("Field", 20), ("After", 40)]
FORMULAS = [
    "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("x","y")',
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_work_out_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "(£500)", "a = b", " =1", "1-2"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text(max_size=12))
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_csv_file_says_its_encoding_and_reads_back() -> None:
    rows = [["Title", 'a "b", c\nd'], ["Owner", "=1"], ["Note", "Tŷ’r"]]
    response = csv_file("history", COLUMNS, rows)
    text = response.content.decode("utf-8-sig")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="history.csv"'
    header, *read = csv.reader(io.StringIO(text, newline=""))
    assert header == ["Field", "After"]
    assert [[unguarded(cell) for cell in row] for row in read] == rows


def test_a_workbook_marks_each_cell_as_text() -> None:
    rows = [[text, "9"] for text in FORMULAS]
    response = workbook_file("history", "History", COLUMNS, rows)
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["History"]
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in book.active["A"]][:3] == ["Field", *FORMULAS[:2]]


def test_a_workbook_opens_whatever_is_in_it() -> None:
    response = workbook_file("h", "H", COLUMNS, [["a\x0bb\x00", "x" * 40_000]])
    book = load_workbook(io.BytesIO(response.content))
    assert book.active["A2"].value == "a\ufffdb\ufffd"
    long = book.active["B2"].value
    assert len(long) == LONGEST_CELL
    assert long.endswith("(cut short: a cell holds no more; the CSV file has it all)")


def test_a_workbook_names_nobody() -> None:
    response = workbook_file("h", "H", COLUMNS, [])
    files = zipfile.ZipFile(io.BytesIO(response.content))
    core = files.read("docProps/core.xml").decode()
    assert ">Mandate</dc:creator>" in core
    assert "lastModifiedBy" not in core
    assert not [name for name in files.namelist() if "comment" in name or "custom" in name]
