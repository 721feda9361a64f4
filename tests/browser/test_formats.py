"""A committee officer makes a report format from nothing, writes a paper in it, and prints it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.visits import OFFICER, SAVINGS, heading, text_of

pytestmark = pytest.mark.one_engine

FORMAT = "Attachments by letter"
COMMITTEE = "Children and Young People's Committee"
KEY = "attachments-by-letter"
US_LETTER = (612, 792)
"""Points."""
WRITTEN = (
    "The lease of the depot ends in March.\n\nTwo bids came in: see Attachment A and Attachment B."
)


def test_a_format_is_made_and_a_paper_printed_in_it(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(OFFICER)
    start_format(page)
    set_sheet_and_numbers(page)
    add_part(page, "Section", {"Heading": "Choices", "A new paper starts from": "There are two."})
    add_part(page, "Signature", {"Label": "Prepared by"})
    add_part(
        page,
        "List of appendices",
        {"Heading": "Attached", "What one is called": "Attachment", "Number": "{A}"},
    )
    expect(headings(page)).to_have_text(["A Sample Report", "Purpose", "Choices", "Attached"])
    page.get_by_role("button", name=re.compile("^Leave out.*Prepared by")).click()
    page.get_by_role("button", name=re.compile("^Up.*Choices")).click()
    expect(headings(page)).to_have_text(["A Sample Report", "Choices", "Purpose", "Attached"])

    reference = start_paper(page)
    write(page)
    attach(page, "The North Road bid")
    attach(page, "The Mill Lane bid")
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF", exact=True).click()
    file = tmp_path / "paper.pdf"
    download.value.save_as(file)
    assert [tuple(sheet.mediabox[2:]) for sheet in PdfReader(file).pages] == [US_LETTER]
    assert text_of(file).partition("Committee ")[2] == (
        "Lease of the depot Choices There are two. Purpose The lease of the depot ends in March. "
        "Two bids came in: see Attachment A and Attachment B. Attached "
        "Attachment A The North Road bid Attachment B The Mill Lane bid "
        f"{reference} Draft Page 1 of 1"
    )


def headings(page: Page) -> Locator:
    """Of the preview: the paper's title and its sections."""
    return page.get_by_role("region", name="The paper in this format").get_by_role("heading")


def start_format(page: Page) -> None:
    page.goto("/formats/add/")
    page.get_by_label("Name").fill(FORMAT)
    page.get_by_label("Key").fill(KEY)
    save(page)
    expect(heading(page, FORMAT)).to_be_visible()
    page.get_by_role("link", name=re.compile("^From ")).click()


def set_sheet_and_numbers(page: Page) -> None:
    page.get_by_role("link", name="Sheet").click()
    page.get_by_label("Paper", exact=True).select_option("US Letter")
    save(page)
    page.get_by_role("link", name="Numbering").click()
    page.get_by_role("button", name=re.compile("^Take it.*No numbers")).click()
    expect(page.get_by_text("The format is saved.")).to_be_visible()


def add_part(page: Page, kind: str, typed: dict[str, str]) -> None:
    page.get_by_text("Add a part", exact=True).click()
    page.get_by_role("link", name=kind, exact=True).click()
    for label, text in typed.items():
        page.get_by_label(label, exact=True).fill(text)
    save(page)
    expect(page.get_by_text("The format is saved.")).to_be_visible()


def start_paper(page: Page) -> str:
    """Its reference; the page is where it is written."""
    page.goto(f"/programmes/{SAVINGS}/papers/add/")
    page.get_by_label("Title").fill("Lease of the depot")
    page.get_by_label("Format", exact=True).select_option(FORMAT)
    page.get_by_label("Board or committee").select_option(COMMITTEE)
    save(page)
    expect(heading(page, "Lease of the depot")).to_be_visible()
    reference = page.url.split("/")[-2]
    page.goto(f"/papers/{reference}/write/")
    return reference


def write(page: Page) -> None:
    page.get_by_role("link", name="Edit “Purpose”").click()
    page.get_by_role("textbox", name="Text").fill(WRITTEN)
    save(page)
    expect(page.get_by_text("The lease of the depot ends in March.")).to_be_visible()


def attach(page: Page, title: str) -> None:
    page.get_by_role("link", name="Add an appendix").click()
    page.get_by_label("Title").fill(title)
    file = FilePayload(name=f"{title}.txt", mimeType="text/plain", buffer=title.encode())
    page.get_by_label("File").set_input_files(file)
    save(page)
    expect(page.get_by_text(title).first).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
