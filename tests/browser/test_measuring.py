"""A quarter's measurements pasted from a spreadsheet: the chart, the tracker, the dashboard and a
draft paper follow, and all read the same as at last quarter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from benefits.queries import quarters_to
from tests.browser.serving import Site
from tests.browser.visits import IMPROVEMENT, OFFICE, SAVINGS, sign_in
from values import clock, words

pytestmark = pytest.mark.one_engine  # tests/benefits runs on both

INITIAL, CORE = (
    "Initial assessments completed in time",
    "Core assessments completed within timescale",
)
LINE = "Project 2: Social Care Premises and Social Care Transformation"
DRAFT = "Social Care and Health: Child Protection"


def test_a_quarter_is_pasted_and_everything_that_tells_of_it_follows(
    own_site: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page(own_site.url)
    sign_in(page, OFFICE)
    earlier, quarter, _running = quarters_to(clock.today(), 3)
    then = f"?at={earlier.last.isoformat()}"
    before = readings(page, then)

    said = words.when(quarter)
    paste(
        page,
        f"/programmes/{IMPROVEMENT}/measurements/by-quarter/",
        f"Indicator\t{said}\n{INITIAL}\t82%\n{CORE}\tnot available: the system changed",
    )
    expect(page.get_by_role("main")).to_contain_text("2 measurements saved.")
    drawn = page.get_by_role("img", name=f"{INITIAL}: up 45 points since the baseline, better.")
    page.locator("summary", has_text=f"Measurements: {INITIAL}").click()
    expect(drawn).to_be_visible()
    page.goto(f"/programmes/{IMPROVEMENT}/")
    expect(page.get_by_role("main")).to_contain_text("82%")
    page.goto("/papers/")
    page.get_by_role("link", name=DRAFT).click()
    page.get_by_role("button", name="Preview").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"82% of initial assessments in {said}, against 37%")
    expect(main).to_contain_text("73% of core assessments in")

    page.goto(f"/programmes/{SAVINGS}/savings/")
    blank = page.get_by_role("columnheader").all_inner_texts()[5]
    paste(page, f"/programmes/{SAVINGS}/savings/by-year/", f"Savings line\t{blank}\n{LINE}\t£10k")
    row = page.get_by_role("row", name="Planned in all")
    expect(row).to_contain_text("£10,000")
    expect(row).to_contain_text("£2,313,000")
    assert readings(page, then) == before


def paste(page: Page, url: str, text: str) -> None:
    page.goto(url)
    page.locator("summary", has_text="Paste from a spreadsheet").click()
    page.get_by_role("textbox", name="Paste from a spreadsheet").fill(text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("The boxes hold what you pasted.")
    page.get_by_role("button", name="Save").click()


def readings(page: Page, then: str) -> list[str]:
    """What the pages said as at a past day."""
    found = []
    for url in (
        f"/programmes/{IMPROVEMENT}/",
        f"/programmes/{IMPROVEMENT}/benefits/",
        f"/programmes/{SAVINGS}/savings/",
    ):
        page.goto(url + then)
        found.append(page.get_by_role("main").inner_text())
    return found
