"""The dashboard on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import BOARD_MEMBER, PROGRAMME, heading, text_of

pytestmark = pytest.mark.one_engine


def test_the_printed_dashboard_keeps_its_words_and_leaves_out_the_navigation(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(BOARD_MEMBER)
    page.goto(f"/programmes/{PROGRAMME}/")
    expect(heading(page, "Children's Social Care Transformation Programme")).to_be_visible()
    ratings = page.get_by_role("table", name="Projects and their ratings").locator("td .govuk-tag")
    words = [tag.inner_text().strip() for tag in ratings.all()]
    page.evaluate("window.print = () => { document.title = 'Printed'; }")
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("Printed")

    page.emulate_media(media="print")

    assert [tag.inner_text().strip() for tag in ratings.all() if tag.is_visible()] == words
    assert set(words) >= {"Amber", "Green"}
    for gone in (
        page.get_by_role("navigation"),
        page.get_by_role("link", name="Skip to main content"),
        page.get_by_role("button"),
        page.get_by_role("textbox", name="As at"),
    ):
        assert [each.inner_text() for each in gone.all() if each.is_visible()] == []

    page.pdf(path=tmp_path / "dashboard.pdf", format="A4")
    text = text_of(tmp_path / "dashboard.pdf")
    for said in ("What is red or amber, and why", "Amber", "Green", "days late"):
        assert said in text
    for left_out in ("My work", "Sign out", "Print this page"):
        assert left_out not in text
