"""A lead changes things; a board member finds out what, when and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import (
    BOARD_MEMBER,
    LEAD,
    PROGRAMME,
    SAFEGUARDING_HUB,
    achieved,
    expect_submitted,
    fill_day,
    heading,
    history,
    latest_report,
    open_draft,
    rate,
    reason,
    save,
    submit,
)

pytestmark = pytest.mark.one_engine

TITLE = "Multi-Agency Safeguarding Hub"
WHY = "The cabling contractor asked for three more weeks."
FIRST, SECOND = "The move stands still.", "The cables are in."


def report(page: Page, rating: str, said: str) -> None:
    open_draft(page, SAFEGUARDING_HUB)
    rate(page, "Overall", rating)
    reason(page).fill(f"{rating}: {said}")
    achieved(page).fill(said)
    submit(page)
    expect_submitted(page)


def rating_of(page: Page) -> str:
    table = page.get_by_role("table", name="Projects and their ratings")
    row = table.get_by_role("row").filter(has=page.get_by_role("link", name=TITLE))
    return row.locator("td .govuk-tag").inner_text().strip()


def test_a_board_member_finds_what_a_lead_changed_and_why(visit: Callable[..., Page]) -> None:
    board = visit(BOARD_MEMBER)
    board.goto(f"/programmes/{PROGRAMME}/")
    yesterday = rating_of(board)

    lead = visit(LEAD)
    report(lead, "Red", FIRST)
    table = lead.get_by_role("table", name="Milestones to come")
    to_come = table.get_by_role("link").first
    milestone = to_come.inner_text()
    to_come.click()
    later = date.today() + timedelta(days=400)
    fill_day(lead, "Forecast", (later.day, later.month, later.year))
    lead.get_by_label("Why this change").fill(WHY)
    save(lead, "Milestone")
    report(lead, "Amber", SECOND)

    # In the programme's activity: the three changes, both reports in one line.
    board.goto(f"/programmes/{PROGRAMME}/")
    board.get_by_role("link", name="Activity").last.click()
    expect(heading(board, "Activity")).to_be_visible()
    acts = board.locator(".mandate-activity__act")
    reports, moved = acts.nth(0), acts.nth(1)
    expect(reports).to_contain_text("Priya Nair submitted the status report of Multi-Agency")
    for words in (milestone, "by Priya Nair", WHY):
        expect(moved).to_contain_text(words)
    reports.locator("summary").click()
    expect(board.get_by_text(f"Amber: {SECOND}", exact=True)).to_be_visible()

    # Two dates compared: the milestone's new forecast leads to its history, and to the reason.
    board.goto(f"/projects/{SAFEGUARDING_HUB}/")
    board.get_by_role("link", name="Compare two dates").click()
    expect(heading(board, "Compare two dates")).to_be_visible()
    line = board.get_by_role("listitem").filter(has_text=milestone)
    expect(line).to_contain_text(f"{later.day} {later:%B %Y}")
    line.get_by_role("link", name=milestone).click()
    expect(heading(board, "History")).to_be_visible()
    what, by, why = history(board)[0]
    assert (what, by, why) == ("Changed", "by Priya Nair", WHY)

    # The dashboard as it was before, and as it is.
    board.goto(f"/programmes/{PROGRAMME}/")
    assert rating_of(board) == "Amber"
    before = date.today() - timedelta(days=1)
    board.get_by_role("textbox", name="As at").fill(before.isoformat())
    board.get_by_role("button", name="Show").click()
    expect(board.get_by_text(f"As at {before.day} {before:%B %Y}, 23:59")).to_be_visible()
    assert rating_of(board) == yesterday
    expect(board.get_by_text(SECOND)).to_have_count(0)
    expect(latest_report(board, SAFEGUARDING_HUB)).to_contain_text(SECOND)
