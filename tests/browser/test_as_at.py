"""The dashboard as it stood on a past day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import (
    BOARD_MEMBER,
    BUDGET_MODEL,
    OFFICE,
    PROGRAMME,
    achieved,
    expect_submitted,
    heading,
    open_draft,
    rate,
    reason,
    submit,
)

pytestmark = pytest.mark.one_engine

TITLE = "Budget and Cost Driver Model"
DASHBOARD = f"/programmes/{PROGRAMME}/"
EDITING = re.compile("^(Add|Appoint|Change|Create|Edit|Start|Update|See and change)")


def row_of(page: Page, title: str) -> Locator:
    table = page.get_by_role("table", name="Projects and their ratings")
    return table.get_by_role("row").filter(has=page.get_by_role("link", name=title))


def rating(page: Page) -> str:
    """The rating that the dashboard shows now, or as at its day."""
    return row_of(page, TITLE).locator("td .govuk-tag").inner_text().strip()


def last_submission(page: Page) -> datetime:
    """When the newest report of the project was submitted."""
    page.goto(f"/projects/{BUDGET_MODEL}/")
    line = page.get_by_role("region", name="Latest report").get_by_text("submitted by")
    said = line.inner_text().rsplit(", ", 2)
    return datetime.strptime(", ".join(said[-2:]), "%d %B %Y, %H:%M")


def test_a_past_day_shows_the_rating_of_that_day(visit: Callable[..., Page]) -> None:
    office = visit(OFFICE)
    before = last_submission(office).date()
    office.goto(DASHBOARD)
    old = rating(office)
    new = "Red" if old != "Red" else "Green"
    open_draft(office, BUDGET_MODEL)
    rate(office, "Overall", new)
    reason(office).fill("A reason of today.")
    achieved(office).fill("Rated anew.")
    submit(office)
    expect_submitted(office)

    page = visit(BOARD_MEMBER)
    page.goto(DASHBOARD)
    assert rating(page) == new
    page.get_by_role("textbox", name="As at").fill(before.isoformat())
    page.get_by_role("button", name="Show").click()

    said = f"As at {before.day} {before:%B %Y}, 23:59"
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("Nothing can be changed here.")).to_be_visible()
    assert rating(page) == old
    expect(page.get_by_text("A reason of today.")).to_have_count(0)

    # The moment stays while one follows the links.
    row_of(page, TITLE).get_by_role("link").click()
    expect(heading(page, TITLE)).to_be_visible()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("Rated anew.")).to_have_count(0)
    page.get_by_role("link", name="Back to now").click()
    expect(page.get_by_text("Rated anew.")).to_be_visible()


def test_nothing_can_be_edited_on_a_past_day(visit: Callable[..., Page]) -> None:
    page = visit(OFFICE)
    main = page.get_by_role("main")
    offers = main.get_by_role("link", name=EDITING).or_(main.get_by_role("button", name=EDITING))
    for address in (
        f"/projects/{BUDGET_MODEL}/",
        f"{DASHBOARD}projects/",
        f"{DASHBOARD}benefits/",
        f"{DASHBOARD}boards/",
        f"{DASHBOARD}about/",
        "/programmes/",
        "/boards/",
        "/people/",
        "/units/",
        f"/scopes/{PROGRAMME}/",
    ):
        page.goto(address)
        expect(offers.first).to_be_visible()

        page.goto(f"{address}?at={date.today() - timedelta(days=30)}")

        expect(page.get_by_text("Nothing can be changed here.")).to_be_visible()
        expect(offers).to_have_count(0)


def test_a_day_that_is_none_or_still_to_come_is_refused_in_words(
    visit: Callable[..., Page], provoked: Callable[[str], None]
) -> None:
    page = visit(BOARD_MEMBER)
    tomorrow = date.today() + timedelta(days=2)
    for asked, sentence in (
        (tomorrow.isoformat(), f"{tomorrow.day} {tomorrow:%B %Y} is in the future."),
        ("2026-02-31", "“2026-02-31” is not a date."),
        ("nonsense", "“nonsense” is not a date."),
        ("1066-10-14", "The first record here dates from "),
        ("2026-02-01&tz=Mars/Olympus", "“Mars/Olympus” is not a time zone."),
    ):
        answer = page.goto(f"{DASHBOARD}?at={asked}")
        assert answer is not None and answer.status == 400
        expect(heading(page, "This request could not be understood")).to_be_visible()
        expect(page.get_by_text(sentence)).to_be_visible()
        provoked("status of 400")
