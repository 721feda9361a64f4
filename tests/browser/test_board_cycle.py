"""The board's circle, as three people go round it: a project asks to go on at its gate, the board
sends it back, agrees the second time, and confirms its minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Site
from tests.browser.test_accessibility import faults
from tests.browser.visits import (
    BOARD_MEMBER,
    LEAD,
    OFFICE,
    PROGRAMME,
    SAFEGUARDING_HUB,
    history,
    sign_in,
)

pytestmark = pytest.mark.one_engine  # tests/governance and tests/meetings run on both

BOARD = "BRD-0009"
BOARD_TITLE = "Children's Social Care Transformation Programme Board"
HUB = "Multi-Agency Safeguarding Hub (MASH)"
CHAIR = "Councillor Philippa Grange"
TABLET = 820
ASKED = "That the hub is handed over to the service that will run it."
FIRST_WORDS = "That the hub comes back once its hours are agreed with the police."
LAST_WORDS = "That the hub is handed over on the first of the month."
ACTION = "Agree the hours with the police"


def test_a_project_is_sent_back_at_its_gate_then_agreed_and_every_page_says_so(
    own_site: Site, open_page: Callable[..., Page]
) -> None:
    lead = open_page(own_site.url)
    office = open_page(own_site.url, width=TABLET)
    sign_in(lead, LEAD)
    sign_in(office, OFFICE)
    appoint_the_chair(office)
    first, second = plan_today(office, "09:00", "10:00"), plan_today(office, "11:00", "12:00")

    submit_at_the_gate(lead, evidence="The head of service has written to us.")
    vet(office)
    table(office, first)
    hold(office, first)
    decide(office, "Amend", FIRST_WORDS)
    expect(stage(lead)).to_have_text("Implementing")
    take_away(office, ACTION)
    close(office)

    submit_at_the_gate(lead, evidence="The hours are agreed, and so is the service.")
    vet(office)
    office.goto(f"/meetings/{second}/")
    expect(office.get_by_role("main")).to_contain_text(ACTION)
    table(office, second)
    hold(office, second)
    decide(office, "Implement", LAST_WORDS)
    confirm_the_minutes(open_page(own_site.url, width=TABLET), first)
    close(office)

    everything_agrees(lead)


# --- what each of them does -----------------------------------------------------------------------
def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).click()


def said(page: Page, words: str) -> None:
    """What the page answers; and nothing on it stands in anybody's way."""
    expect(page.get_by_role("main")).to_contain_text(words)
    assert faults(page) == []


def appoint_the_chair(page: Page) -> None:
    page.goto(f"/boards/{BOARD}/")
    page.get_by_role("link", name=re.compile(f"Edit.*Member {CHAIR}", re.DOTALL)).click()
    page.get_by_label("Role").select_option("Chair")
    press(page, "Save")
    said(page, "Appointment saved.")


def plan_today(page: Page, starts: str, ends: str) -> str:
    """Returns the reference of the meeting: nothing is decided before its day."""
    page.goto(f"/boards/{BOARD}/meetings/add/")
    page.get_by_label("Date").fill(f"{date.today():%d/%m/%Y}")
    page.get_by_label("From").fill(starts)
    page.get_by_label("Until").fill(ends)
    press(page, "Save")
    expect(page.get_by_text("Meeting saved.")).to_be_visible()
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def submit_at_the_gate(page: Page, *, evidence: str) -> None:
    page.goto(f"/projects/{SAFEGUARDING_HUB}/gates/")
    press(page, re.compile("^Submit"))
    page.get_by_label("Board that decides").select_option(label=BOARD_TITLE)
    page.get_by_label("What the board is asked").fill(ASKED)
    page.get_by_label("The service that will run it has accepted it.").check()
    page.get_by_label("What shows it").fill(evidence)
    press(page, "Submit")
    said(page, "submitted. The programme’s team vets it before the board decides.")


def vet(page: Page) -> None:
    page.goto("/gates/")
    waits = page.get_by_role("row", name=HUB).filter(has_text="Waits for the programme")
    waits.get_by_role("link").first.click()
    press(page, "Pass it on to the board")
    press(page, "Pass it on")
    said(page, "it waits for the board")


def table(page: Page, meeting: str) -> None:
    page.goto(f"/meetings/{meeting}/")
    waiting = page.get_by_role("region", name="Gate reviews that wait")
    waiting.get_by_role(
        "button", name=re.compile(f"Put it on the agenda.*{re.escape(HUB)}")
    ).click()
    said(page, "The gate review is on the agenda.")
    press(page, "Add the standing items")
    press(page, "Publish the agenda")
    said(page, "The agenda is published.")


def hold(page: Page, meeting: str) -> None:
    """Open the meeting with everybody there, at the gate review."""
    press(page, "Run the meeting")
    press(page, "Open the meeting")
    expect(page.get_by_role("button", name="Close the meeting")).to_be_visible()
    expect(page.get_by_role("button", name="Save attendance")).to_be_visible()
    boxes = page.get_by_label("Present", exact=True).all()
    assert boxes
    for present in boxes:
        present.check()
    press(page, "Save attendance")
    said(page, "Attendance recorded.")
    page.get_by_role("link", name=re.compile(r"\d\. Handover")).click()
    expect(page.get_by_role("link", name=re.compile("^Gate review GTR-"))).to_be_visible()


def decide(page: Page, outcome: str, words: str) -> None:
    page.get_by_text("Record a decision", exact=True).click()
    page.get_by_label("In these words").fill(words)
    page.get_by_role("button", name="Agreed", exact=True).click()
    said(page, "Say what the board decides at the gate: implement, amend, close or defer.")
    page.get_by_role("group", name="At the gate").get_by_label(outcome, exact=True).check()
    page.get_by_role("button", name="Agreed", exact=True).click()
    said(page, "Decision recorded.")


def take_away(page: Page, action: str) -> None:
    page.get_by_label("Action", exact=True).fill(action)
    page.get_by_label("Owner").fill("Priya Nair")
    press(page, "Add the action")
    said(page, "Action added.")


def close(page: Page) -> None:
    press(page, "Close the meeting")
    said(page, "The meeting is closed. Its minutes are drafted.")


def confirm_the_minutes(page: Page, meeting: str) -> None:
    """By the chair, while the next meeting sits; afterwards they are locked."""
    sign_in(page, BOARD_MEMBER)
    page.goto(f"/meetings/{meeting}/minutes/")
    press(page, "Confirm the minutes")
    expect(page.get_by_text("The minutes are confirmed.")).to_be_visible()
    page.goto(f"/meetings/{meeting}/minutes/")
    said(page, f"by {CHAIR}: nothing in them changes any more.")
    expect(page.get_by_role("main")).to_contain_text(FIRST_WORDS)
    assert page.get_by_role("button", name=re.compile("Confirm|Edit")).count() == 0


def stage(page: Page) -> Locator:
    """On the page of its gates."""
    page.goto(f"/projects/{SAFEGUARDING_HUB}/gates/")
    return (
        page.get_by_role("listitem").filter(has_text=re.compile("now\\b")).locator("strong").first
    )


def everything_agrees(page: Page) -> None:
    """The gates, the register of decisions, the project's history and the programme's dashboard."""
    expect(stage(page)).to_have_text("Realising benefits")
    links = page.get_by_role("link", name=re.compile("^Decision DEC-")).all_inner_texts()
    newest, earlier = (link.split()[-1] for link in links)
    page.goto("/decisions/")
    for reference, outcome in ((newest, "Implement"), (earlier, "Amend")):
        row = page.get_by_role("row", name=reference)
        expect(row).to_contain_text(f"Handover: {HUB}: {outcome}")
    page.goto(f"/projects/{SAFEGUARDING_HUB}/history/")
    day = f"{date.today().day} {date.today():%B %Y}"
    told = ("Changed", "by Louise Farrow", f"At the meeting of {day}, item 3")
    assert history(page)[0] == told
    page.goto(f"/programmes/{PROGRAMME}/projects/")
    expect(page.get_by_role("row", name=HUB)).to_contain_text("Realising benefits")
