"""A paper is written on one page: toolbar, pasted text, blocks from the menu, and what is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import OFFICER

pytestmark = pytest.mark.one_engine

PASTE = """(box, html) => {
    const held = new DataTransfer();
    held.setData("text/html", html);
    held.setData("text/plain", "lost");
    const paste = {clipboardData: held, bubbles: true, cancelable: true};
    box.dispatchEvent(new ClipboardEvent("paste", paste));
}"""
WORD = "<h2>Depots</h2><ul><li>North Road</li><li>Mill Lane</li></ul>"


def test_a_section_is_written_with_what_was_pasted_and_what_the_records_hold(
    visit: Callable[..., Page],
) -> None:
    page = visit(OFFICER)
    page.goto("/papers/PAP-0001/write/")
    part = page.get_by_role("region", name="Next Steps")
    part.get_by_role("link", name="Edit “Next Steps”").click()
    box = page.get_by_role("textbox", name="Text")
    box.fill("Two depots close.\n\n")
    box.press("Control+End")
    box.evaluate(PASTE, WORD)
    expect(box).to_have_value("Two depots close.\n\n## Depots\n\n- North Road\n- Mill Lane")
    page.get_by_text("Blocks", exact=True).click()
    page.get_by_role("button", name="Insert “Principles”").click()
    expect(page.get_by_text("Typing kept at")).to_be_visible()

    page.reload()
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page).to_have_url(re.compile(r"/papers/PAP-0001/write/#part-next-steps$"))
    part = page.get_by_role("region", name="Next Steps")
    expect(part.get_by_role("heading", name="Depots")).to_be_visible()
    expect(part.get_by_role("listitem").filter(has_text="Mill Lane")).to_be_visible()
    expect(part.get_by_role("listitem").filter(has_text="[principles]")).to_have_count(0)
    expect(page.get_by_role("button", name="Freeze the figures")).to_be_visible()
