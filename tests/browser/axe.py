"""Asks axe-core what stands in the way of people on a page, and whether it is too wide."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
    const asked = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]};
    return (await axe.run(document, asked)).violations;
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = 390


def violations(page: Page) -> list[str]:
    """What axe finds on the page, once it is all there: "rule: help (the first element)", or
    nothing.

    The script comes by way of the debugger, so the page's own Content-Security-Policy stays.
    """
    page.wait_for_load_state()
    page.evaluate(_script())
    return [
        f"{each['id']}: {each['help']} ({each['nodes'][0]['html']})"
        for each in page.evaluate(RUN, TAGS)
    ]


def too_wide(page: Page, width: int) -> int:
    """How many pixels the page is wider than a window of that width."""
    before = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": width, "height": 844})
    excess = page.evaluate(TOO_WIDE)
    page.set_viewport_size(before)
    return int(excess)


@cache
def _script() -> str:
    return AXE.read_text()
