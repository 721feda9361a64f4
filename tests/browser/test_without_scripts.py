"""Everything works without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import (
    OFFICE,
    PAPER,
    PROGRAMME,
    TRANSITIONS,
    achieved,
    expect_submitted,
    export_pdf,
    heading,
    latest_report,
    open_draft,
    rate,
    reason,
    save_draft,
    send,
    sign_in,
    submit,
)

pytestmark = pytest.mark.one_engine  # what scripts do, no database sees

TITLE = "Children's Social Care Transformation Programme"


@pytest.fixture
def plain_page(open_page: Callable[..., Page], served: str) -> Page:
    """A page of a browser in which no script runs."""
    return open_page(served, java_script_enabled=False)


def test_a_report_is_written_and_a_paper_exported_without_scripts(
    plain_page: Page, tmp_path: Path
) -> None:
    page = plain_page
    sign_in(page, OFFICE)

    open_draft(page, TRANSITIONS)
    achieved(page).fill("Typed where no script runs.")
    save_draft(page)
    expect(achieved(page)).to_have_value("Typed where no script runs.")
    rate(page, "Overall", "Amber")
    reason(page).fill("")
    send(page)
    problems = page.locator(".govuk-error-summary")
    expect(problems).to_contain_text("The rules make “Overall” Red")
    reason(page).fill("Nothing runs here.")
    submit(page)
    expect_submitted(page)
    expect(latest_report(page, TRANSITIONS)).to_contain_text("Typed where no script runs.")

    page.goto(f"/programmes/{PROGRAMME}/")
    past = date.today() - timedelta(days=90)
    page.get_by_role("textbox", name="As at").fill(past.isoformat())
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text(f"As at {past.day} {past:%B %Y}, 23:59")).to_be_visible()
    page.get_by_role("link", name="Back to now").click()
    expect(heading(page, TITLE)).to_be_visible()
    # Only print names the day of a page that shows today.
    expect(page.get_by_text(re.compile("^As at [0-9]")).filter(visible=True)).to_have_count(0)

    page.goto(f"/papers/{PAPER}/")
    assert "Typed where no script runs." in export_pdf(page, tmp_path)
