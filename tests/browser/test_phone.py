"""On a phone: tabs stand in one row with the current one in view, long pages fold, and paper shows
what a phone folds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import IMPROVEMENT, OFFICE, PROGRAMME, SAFEGUARDING_HUB, sign_in

pytestmark = pytest.mark.one_engine  # what a browser draws, no database sees

PHONE = 390
LONGEST = 3400
"""Four screens."""
WITH_TABS = (
    f"/scopes/{PROGRAMME}/documents/",
    f"/scopes/{SAFEGUARDING_HUB}/tolerances/",
    f"/scopes/{PROGRAMME}/money/",
    f"/projects/{SAFEGUARDING_HUB}/case/",
    "/risks/",
)
LONG = (
    f"/projects/{SAFEGUARDING_HUB}/",
    f"/programmes/{IMPROVEMENT}/brief/",
    f"/programmes/{IMPROVEMENT}/about/",
)
ROWS = """() => [...document.querySelectorAll('.mandate-tabs ul')].map(
    row => new Set([...row.children].map(tab => tab.offsetTop)).size)"""
OUT_OF_VIEW = """() => [...document.querySelectorAll('.mandate-tabs [aria-current]')].filter(
  tab => {
    const place = tab.getBoundingClientRect();
    return place.left < 0 || place.right > window.innerWidth;
}).map(tab => tab.textContent.trim())"""


def test_tabs_stand_in_one_row_and_long_pages_fold(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE, width=PHONE)
    for url in WITH_TABS:
        page.goto(url)
        expect(page.locator(".mandate-tabs").first).to_be_visible()
        assert set(page.evaluate(ROWS)) == {1}, url
        assert page.evaluate(OUT_OF_VIEW) == [], url
    last = page.locator(".mandate-tabs").last.get_by_role("link").last
    last.focus()
    expect(last).to_be_in_viewport()
    tall = {}
    for url in LONG:
        page.goto(url)
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > LONGEST:
            tall[url] = height
    assert tall == {}


def test_what_is_folded_opens_without_scripts_and_is_printed(
    open_page: Callable[..., Page], served: str
) -> None:
    page = open_page(served, width=PHONE, java_script_enabled=False)
    sign_in(page, OFFICE)
    page.goto(f"/programmes/{IMPROVEMENT}/brief/")
    tab = page.get_by_role("link", name="Brief", exact=True).bounding_box()
    assert tab is not None and 0 <= tab["x"] <= PHONE - tab["width"]
    role = page.get_by_role("link", name="Executive Group")
    expect(role).to_be_hidden()
    page.emulate_media(media="print")
    expect(role).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("heading", name="Roles and responsibilities").click()
    expect(role).to_be_visible()
