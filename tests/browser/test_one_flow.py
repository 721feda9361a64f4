"""The main job, as three people do it in a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.serving import Site
from tests.browser.visits import (
    BOARD_MEMBER,
    LEAD,
    OFFICER,
    achieved,
    expect_submitted,
    export_pdf,
    heading,
    rate,
    reason,
    sign_in,
    start_draft,
    submit,
    text_of,
)

TITLE = "Multi-Agency Safeguarding Hub (MASH)"
REASON = "Two partners have not signed the information agreement."
SENTENCE = "The hub answered its first forty referrals within a day."


def test_what_the_lead_types_is_read_in_the_committees_pdf(
    open_page: Callable[..., Page], demo_site: Site, tmp_path: Path
) -> None:
    write_the_report(open_page(demo_site.url))
    read_the_dashboard(open_page(demo_site.url))
    paper = export_the_paper(open_page(demo_site.url), tmp_path)

    said = demo_site.manage("export_paper", paper, "--output", str(tmp_path / "command.pdf"))
    assert said.startswith(f"{paper} written to ")
    assert SENTENCE in text_of(tmp_path / "command.pdf")


def write_the_report(page: Page) -> None:
    """The project lead, from My work to a submitted report."""
    sign_in(page, LEAD)
    task = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=TITLE))
    task.get_by_role("button", name=re.compile("Carry on with the draft|Update status")).click()
    expect(heading(page, "Status report")).to_be_visible()
    start_draft(page)

    rate(page, "Overall", "Red")
    reason(page).fill(REASON)
    achieved(page).fill(SENTENCE)
    submit(page)

    expect_submitted(page)
    latest = page.get_by_role("region", name="Latest report")
    expect(latest).to_contain_text("submitted by Priya Nair")
    expect(latest).to_contain_text(SENTENCE)


def read_the_dashboard(page: Page) -> None:
    """The board member, from My work to what is red and why."""
    sign_in(page, BOARD_MEMBER)
    page.get_by_role("link", name="Children's Social Care Transformation Programme").first.click()
    worries = page.get_by_role("region", name="What is red or amber, and why")
    mine = worries.get_by_role("listitem").filter(has=page.get_by_role("link", name=TITLE))
    expect(mine.get_by_role("heading")).to_contain_text("Red")
    expect(mine).to_contain_text(REASON)


def export_the_paper(page: Page, folder: Path) -> str:
    """The committee officer, from My work to the PDF. Returns the paper's reference."""
    sign_in(page, OFFICER)
    papers = page.get_by_role("region", name="Papers to write")
    papers.get_by_role("link", name="Transformation Programme - Introduction").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("article")).to_contain_text(SENTENCE)
    page.get_by_role("link", name="Back to the parts of the paper").click()

    text = export_pdf(page, folder)

    assert SENTENCE in text
    assert TITLE in text
    return page.url.rstrip("/").rsplit("/", 1)[-1]
