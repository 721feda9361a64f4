"""A paper is cleared by the officer asked, edited, and cleared again."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Site
from tests.browser.test_accessibility import faults
from tests.browser.visits import (
    LEGAL_OFFICER,
    OFFICER,
    PROGRAMME,
    heading,
    history,
    save,
    sign_in,
)
from tests.config.demo_records import PASSWORD

pytestmark = pytest.mark.one_engine

TITLE = "Terms for the boat house"
COMMENTS = "The Committee may let the boat house."
ELEVEN_MINUTES_AGO = """
from django.contrib.sessions.backends.db import SessionStore
session = SessionStore("{key}")
session["signed_in_at"] -= 660
session.save()
"""


def test_an_edit_undoes_a_clearance_and_the_history_names_every_act(
    demo_site: Site, open_page: Callable[..., Page]
) -> None:
    author, officer = open_page(demo_site.url), open_page(demo_site.url)
    sign_in(author, OFFICER)
    paper = start_the_paper(author)
    ask(author, "Constitutional Comments", "Leonie Marsh (Legal officer)")
    ask(author, "Financial Comments", "Nadia Rowe (Finance officer)")
    assert faults(author) == []

    sign_in(officer, LEGAL_OFFICER)
    cookies = {cookie["name"]: cookie["value"] for cookie in officer.context.cookies()}
    key = next(value for name, value in cookies.items() if name.endswith("sessionid"))
    demo_site.manage("shell", "-c", ELEVEN_MINUTES_AGO.format(key=key))
    clear(officer)
    assert urlsplit(officer.url).path == paper
    day = cleared_on(officer)
    officer.goto(f"{paper}preview/")
    expect(officer.get_by_role("heading", name="Constitutional Comments (LM")).to_be_visible()

    author.goto(paper)
    author.get_by_role("link", name="Purpose of the Report").click()
    author.get_by_label("Text").fill("To let it to the rowing club.")
    save(author, "Section")
    author.goto(paper)
    void = f"Void since the edit of {day}. Leonie Marsh cleared it on {day}."
    expect(author.get_by_text(void)).to_be_visible()
    assert faults(author) == []
    officer.reload()
    expect(officer.get_by_text("[Constitutional Comments void since")).to_be_visible()
    author.get_by_role("button", name="Ask again").click()
    expect(author.get_by_text("Leonie Marsh has been asked again.")).to_be_visible()

    author.goto(f"{paper}history/")
    told = [(who.split(", ")[0], why) for _what, who, why in history(author)]
    assert told == [
        ("by Sanjay Mistry", "Clearance asked for again"),
        ("by Sanjay Mistry", "Section edited"),
        ("by Leonie Marsh", "Paper cleared"),
        ("by Sanjay Mistry", "Clearance asked for"),
        ("by Sanjay Mistry", "Clearance asked for"),
        ("by Sanjay Mistry", "Paper created"),
    ]


def test_a_clearing_page_says_what_is_missing(visit: Callable[..., Page]) -> None:
    for width in (1280, 390):
        page = visit(LEGAL_OFFICER, width=width)
        page.goto("/")
        page.get_by_role("button", name=re.compile("^Give your clearance")).first.click()
        assert faults(page) == []
        page.get_by_role("button", name="Clear the paper").click()
        expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the comments")
        assert faults(page) == []


def start_the_paper(page: Page) -> str:
    """Returns the path of its page."""
    page.goto(f"/programmes/{PROGRAMME}/papers/add/")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Board or committee", exact=True).select_option(index=1)
    save(page, "Paper")
    return urlsplit(page.url).path


def ask(page: Page, kind: str, officer: str) -> None:
    page.get_by_role("link", name="Ask for a clearance").click()
    page.get_by_label(kind).check()
    page.get_by_label("Who is asked").select_option(officer)
    page.get_by_role("button", name="Ask", exact=True).click()
    name = officer.partition(" (")[0]
    expect(page.get_by_text(f"{name} has been asked for the clearance.")).to_be_visible()


def clear(page: Page) -> None:
    """From My work; an old sign-in is asked who it is before it is done."""
    page.goto("/")
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=TITLE))
    card.get_by_role("button", name=re.compile("^Give your clearance")).click()
    expect(page.get_by_label("Initials")).to_have_value("LM")
    page.get_by_label("Comments").fill(COMMENTS)
    page.get_by_role("button", name="Clear the paper").click()
    expect(heading(page, "Confirm that it is you")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("You have cleared the paper.")).to_be_visible()


def cleared_on(page: Page) -> str:
    """The day in words that the paper's page names."""
    said = page.get_by_text(re.compile(r"^Cleared by Leonie Marsh \(LM\) on ")).inner_text()
    return said.rpartition(" on ")[2].rstrip(".")
