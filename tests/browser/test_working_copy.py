"""What is typed into a status draft outlives a closed tab and a lost connection."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import (
    BUDGET_MODEL,
    INDEPENDENT_CHAIRING,
    OFFICE,
    PERFORMANCE,
    achieved,
    heading,
    open_draft,
    save_draft,
)

pytestmark = pytest.mark.one_engine

NOT_SAVED = re.compile("This is what you typed at .* It is not saved yet.")
OFFLINE = "Not connected: your typing is kept on this device"
KEPT = re.compile("Typing kept at [0-9]")


def status(page: Page) -> Locator:
    """The line that says whether typing is kept."""
    return page.locator("[data-working-copy-status]")


def stored(page: Page) -> str:
    """Everything that the browser itself keeps."""
    return str(page.evaluate("JSON.stringify(localStorage)"))


def go_offline(page: Page) -> None:
    """Cut this one tab off; `context.set_offline` would cut off the whole browser."""
    conditions = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", conditions)


def test_typing_is_kept_when_the_tab_is_closed(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    open_draft(page, PERFORMANCE)
    achieved(page).fill("The saved draft.")
    save_draft(page)
    achieved(page).fill("Typed, and the tab was closed.")
    expect(status(page)).to_have_text(KEPT)

    page.close()

    again = visit(OFFICE)  # The same account on another machine: the server has it.
    open_draft(again, PERFORMANCE)
    expect(again.get_by_text(NOT_SAVED)).to_be_visible()
    expect(achieved(again)).to_have_value("Typed, and the tab was closed.")

    again.get_by_role("button", name="Throw it away and see the saved draft").click()

    expect(achieved(again)).to_have_value("The saved draft.")
    expect(again.get_by_text(NOT_SAVED)).to_have_count(0)


def test_typing_is_kept_when_the_page_is_left_at_once(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    open_draft(page, INDEPENDENT_CHAIRING)
    achieved(page).fill("Typed, and gone the same moment.")
    page.get_by_role("link", name="Back to the project").click()
    expect(heading(page, "Independent Chairing Service Project")).to_be_visible()

    open_draft(page, INDEPENDENT_CHAIRING)

    expect(achieved(page)).to_have_value("Typed, and gone the same moment.")
    expect(page.get_by_text(re.compile("It is not saved yet")).first).to_be_visible()


def test_typing_is_kept_when_the_connection_is_lost(
    visit: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    page = visit(OFFICE)
    open_draft(page, BUDGET_MODEL)
    go_offline(page)
    achieved(page).fill("Typed in a tunnel.")
    expect(status(page)).to_have_text(OFFLINE)
    assert "Typed in a tunnel." in stored(page)

    # Nothing of this tab can reach the server. Another of the same browser has it.
    again = page.context.new_page()
    open_draft(again, BUDGET_MODEL)
    expect(achieved(again)).to_have_value("Typed in a tunnel.")
    expect(status(again)).to_have_text("Your typing from last time is back. It is not saved yet.")

    page.close()

    # The next time the connection comes back.
    again.context.set_offline(True)
    achieved(again).fill("Typed in a second tunnel.")
    expect(status(again)).to_have_text(OFFLINE)
    again.context.set_offline(False)
    expect(status(again)).to_have_text(KEPT)
    assert "tunnel" not in stored(again)
    on_the_server = visit(OFFICE)
    open_draft(on_the_server, BUDGET_MODEL)
    expect(achieved(on_the_server)).to_have_value("Typed in a second tunnel.")
    provoked("ERR_INTERNET_DISCONNECTED")
