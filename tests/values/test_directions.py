"""Text that turns its direction is marked, on pages, in tables and in messages alike."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from accounts.mail import message
from records.pages.spreadsheets import csv_file, workbook_file
from values.directions import TURNS, marked, marked_page

TURNED, SHOWN = "Cost \u202e000,01£", "Cost [U+202E]000,01£"


def test_each_turn_is_marked_and_nothing_else() -> None:
    assert [marked(turn) for turn in TURNS] == [
        "[U+202A]", "[U+202B]", "[U+202C]", "[U+202D]", "[U+202E]",
        "[U+2066]", "[U+2067]", "[U+2068]", "[U+2069]",
    ]  # fmt: skip
    written = "בית העיר 10,000 \u200f مكتبة \u200e Tŷ’r Cyngor"
    assert marked(written) == written


def test_a_page_is_marked_but_what_its_boxes_send_back() -> None:
    page = (
        f'<title>{TURNED}</title><input aria-label="{TURNED}" value="{TURNED}">'
        f'<option value="{TURNED}">{TURNED}</option>'
        f'<textarea name="a">{TURNED}\n"</textarea><p>value="{TURNED}"</p>'
    )
    assert marked_page(page.replace('<p>value="', "<p>value=&quot;").encode()).decode() == (
        f'<title>{SHOWN}</title><input aria-label="{SHOWN}" value="{TURNED}">'
        f'<option value="{TURNED}">{SHOWN}</option>'
        f'<textarea name="a">{TURNED}\n"</textarea><p>value=&quot;{SHOWN}"</p>'
    )


def test_tables_are_marked() -> None:
    columns, rows = [("Title", 20)], [[TURNED]]
    assert csv_file("a", columns, rows).content.decode("utf-8-sig") == f'Title\r\n"{SHOWN}"\r\n'
    book = load_workbook(io.BytesIO(workbook_file("a", "A", columns, rows).content))
    assert [row[0].value for row in book.active.iter_rows()] == ["Title", SHOWN]


@pytest.mark.django_db
def test_messages_are_marked() -> None:
    sent = message("forgotten", "a@example.org", council_name=TURNED, name=TURNED)
    assert "\u202e" not in sent.subject + sent.body
    assert SHOWN in sent.subject + sent.body
