"""A status report goes to and fro between its lead and the programme office, until it is
accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Site
from tests.browser.test_accessibility import faults
from tests.browser.visits import (
    LEAD,
    OFFICE,
    SAFEGUARDING_HUB,
    achieved,
    expect_submitted,
    heading,
    history,
    open_draft,
    rate,
    sign_in,
    submit,
)

pytestmark = pytest.mark.one_engine

PROJECT = "Multi-Agency Safeguarding Hub (MASH)"
WHY = "Say on which day the network line is tested."
SENTENCE = "The network line is tested on the first Monday of next month."


def test_a_report_is_returned_put_right_and_accepted(
    own_site: Site, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    lead, office = open_page(own_site.url), open_page(own_site.url, width=390)
    sign_in(lead, LEAD)
    open_draft(lead, SAFEGUARDING_HUB)
    rate(lead, "Overall", "Green")
    achieved(lead).fill("The network line is there.")
    submit(lead)
    expect_submitted(lead)

    sign_in(office, OFFICE)
    return_it(office)

    lead.goto(link_in_mail(tmp_path / "mail"))
    expect(lead.get_by_text("Louise Farrow returned this report:")).to_be_visible()
    assert faults(lead) == []
    lead.goto("/")
    mine = lead.get_by_role("region", name="Returned to you")
    expect(mine).to_contain_text(WHY)
    assert faults(lead) == []
    mine.get_by_role("button", name="Put it right").click()
    achieved(lead).fill(SENTENCE)
    submit(lead)
    expect_submitted(lead)

    accept_it(office)

    office.get_by_role("link", name="History of this report").click()
    expect(heading(office, re.compile("History"))).to_be_visible()
    assert [why for _what, _who, why in history(office)][:4] == [
        "Status report accepted",
        "Status report submitted",
        "Status report returned",
        "Status report submitted",
    ]
    assert [who.split(",")[0] for _what, who, _why in history(office)][:4] == [
        "by Louise Farrow",
        "by Priya Nair",
        "by Louise Farrow",
        "by Priya Nair",
    ]


def open_waiting(page: Page) -> None:
    """From My work to the report that waits."""
    page.goto("/")
    assert faults(page) == []
    waiting = page.get_by_role("region", name="Reports to accept")
    waiting.get_by_role("link", name=PROJECT).click()
    expect(page.get_by_role("button", name="Accept the report")).to_be_visible()
    assert faults(page) == []


def return_it(page: Page) -> None:
    """First without a reason, which is asked for."""
    open_waiting(page)
    page.get_by_role("button", name="Return the report").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("What is missing?").fill(WHY)
    page.get_by_role("button", name="Return the report").click()
    expect(page.get_by_text("The status report has been returned to Priya Nair.")).to_be_visible()
    expect(page.get_by_text("This demonstration sends no mail")).to_be_visible()
    assert faults(page) == []


def accept_it(page: Page) -> None:
    open_waiting(page)
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.get_by_role("button", name="Accept the report").click()
    expect(page.get_by_text("Status report accepted.")).to_be_visible()
    expect(page.get_by_text("Accepted by Louise Farrow")).to_be_visible()
    assert faults(page) == []


def link_in_mail(folder: Path) -> str:
    """The link in the one message of a folder, which says why."""
    for _ in range(100):  # it is sent beside the answer
        if any(b"http" in file.read_bytes() for file in folder.glob("*")):
            break
        sleep(0.1)
    (file,) = folder.iterdir()
    message = message_from_bytes(file.read_bytes().split(b"\n-----")[0], policy=policy.default)
    assert message["To"] == "priya.nair@wolderby.example"
    assert message["Subject"] == f"Returned to you: the status report of {PROJECT}"
    text = message.get_content()
    assert WHY in text
    (link,) = re.findall(r"http://\S+", text)
    return str(link)
