"""A committee officer publishes a paper and puts it right, and a board member reads both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.serving import Site
from tests.browser.test_accessibility import faults
from tests.browser.visits import BOARD_MEMBER, OFFICER, PAPER, heading, history, sign_in

pytestmark = pytest.mark.one_engine  # tests/reports/test_publishing.py runs on both

RIGHT = "The date of the next stage is put right."


def test_a_publication_stays_and_the_next_takes_its_place(
    own_site: Site, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    """On a site of its own: what other journeys change on what the paper prints undoes what was
    cleared."""
    officer, member = open_page(own_site.url), open_page(own_site.url, width=390)
    sign_in(officer, OFFICER)
    sign_in(member, BOARD_MEMBER)
    publish(officer)
    expect(officer.get_by_text("The paper has been published.")).to_be_visible()
    assert faults(officer) == []

    member.goto(f"/papers/{PAPER}/")
    assert member.get_by_role("link", name="Publish", exact=True).count() == 0
    member.get_by_role("link", name="Publication 1", exact=True).click()
    expect(heading(member, re.compile("Transformation Programme - Introduction"))).to_be_visible()
    assert faults(member) == []
    with member.expect_download() as download:
        member.get_by_role("button", name=re.compile("^Download PDF")).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert (file.name, len(PdfReader(file).pages)) == (f"{PAPER}-1.pdf", 7)

    publish(officer)
    expect(officer.locator(".govuk-error-summary")).to_contain_text("Say what is corrected.")
    assert faults(officer) == []
    officer.get_by_label("What is corrected").fill(RIGHT)
    officer.get_by_role("button", name="Publish", exact=True).click()
    expect(officer.get_by_text("The paper has been published.")).to_be_visible()
    expect(
        officer.get_by_text(f"This replaces publication 1 of {on(officer)}. {RIGHT}")
    ).to_be_visible()
    member.reload()
    member.get_by_role("link", name="Read publication 2").click()
    expect(member.get_by_text(RIGHT)).to_be_visible()
    officer.goto(f"/papers/{PAPER}/history/")
    told = [(what, who.split(", ")[0], why) for what, who, why in history(officer)][:2]
    assert told == [
        ("Publication created", "by Sanjay Mistry", "Paper published"),
        ("Changed", "by Sanjay Mistry", "Paper published"),
    ]


def publish(page: Page) -> None:
    """By the link and the button, with nothing typed."""
    page.goto(f"/papers/{PAPER}/")
    page.get_by_role("link", name="Publish", exact=True).click()
    assert faults(page) == []
    page.get_by_role("button", name="Publish", exact=True).click()


def on(page: Page) -> str:
    """The day that the page says it was published."""
    return page.locator(".mandate-meta__value").nth(1).inner_text().split(",")[0]
