"""What the browser itself refuses, and what it has forgotten once somebody signed out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import OFFICER, PAPER, heading, sign_in

pytestmark = pytest.mark.one_engine

IN_THE_PAGE = {
    "script": "const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
    " document.body.append(s);",
    "handler": "document.body.insertAdjacentHTML('beforeend', '<svg onload=\"window.ran = 1\">');",
    "style": "const s = document.createElement('style'); s.textContent = 'body {top: 1px}';"
    " document.body.append(s);",
    "frame": "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/people/\"></iframe>');",
}


@pytest.mark.parametrize("what", IN_THE_PAGE)
def test_what_gets_into_a_page_does_not_run_and_is_heard(
    visit: Callable[..., Page], provoked: Callable[[str], None], what: str
) -> None:
    """What the console says of it fails every other journey: no page of ours does such a thing."""
    page = visit(OFFICER)
    page.goto("/programmes/")
    with page.expect_console_message():
        page.evaluate(f"() => {{ {IN_THE_PAGE[what]} }}")
    assert page.evaluate("window.ran === undefined")
    provoked("Content Security Policy")


def test_catalogue_048_back_after_signing_out_shows_nothing(
    open_page: Callable[..., Page], served: str
) -> None:
    page = open_page(served)
    sign_in(page, OFFICER)
    page.goto(f"/papers/{PAPER}/preview/")
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Sign out").click()
    expect(heading(page, "You are signed out")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Sign-in name")).to_be_visible()
    assert title not in page.content()
