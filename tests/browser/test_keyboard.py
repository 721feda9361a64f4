"""The lead's work with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import LEGAL, OFFICE, achieved, expect_submitted, heading, reason
from tests.config.demo_records import PASSWORD

pytestmark = pytest.mark.one_engine

MANY = 120


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(MANY):
        if target.evaluate("(it) => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MANY} times Tab did not lead to {target}")


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def test_a_report_is_submitted_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Skip to main content")
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    page.keyboard.press("Tab")
    expect(page.get_by_label("Sign-in name")).to_be_focused()
    page.keyboard.type(OFFICE)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page, "My work")).to_be_visible()

    page.goto(f"/projects/{LEGAL}/status/")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    choose_amber(page)
    tab_to(page, reason(page))
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    tab_to(page, achieved(page))
    page.keyboard.press("Control+a")
    page.keyboard.type("Written without a mouse.")
    tab_to(page, page.get_by_role("button", name="Submit to the board"))
    page.keyboard.press("Enter")

    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Error: Status report: Legal Project – Wolderby County Council")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Say why the project is rated red or amber.")
    page.keyboard.press("Enter")
    expect(reason(page)).to_be_focused()
    expect(reason(page)).to_have_attribute("aria-invalid", "true")
    page.keyboard.type("The courts are closed.")
    tab_to(page, page.get_by_role("button", name="Submit to the board"))
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    meant = page.get_by_label("Yes, I report before the period ends")
    if meant.count():  # another journey has reported today
        tab_to(page, meant)
        page.keyboard.press("Space")
        tab_to(page, page.get_by_role("button", name="Submit to the board"))
        page.keyboard.press("Enter")

    expect_submitted(page)


def choose_amber(page: Page) -> None:
    """Radios are one stop of Tab; the arrows choose."""
    ratings = page.get_by_role("group", name="Overall", exact=True)
    chosen = ratings.locator("input:checked")
    tab_to(page, chosen)
    amber = ratings.get_by_label("Amber", exact=True)
    for _ in range(4):
        if amber.is_checked():
            break
        page.keyboard.press("ArrowDown")
    expect(amber).to_be_checked()
