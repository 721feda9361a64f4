"""A month of reporting: the calendar opens, three leads report, one of them late and reminded, one
after a correction; the programme rolls up, and its owner's override lapses with the period."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Site
from tests.browser.test_accessibility import faults
from tests.browser.visits import (
    FINANCE_OFFICER,
    LEAD,
    LEGAL,
    OFFICE,
    OFFICER,
    ORGANISATIONAL_STRUCTURE,
    OTHER_LEAD,
    PROGRAMME,
    SAFEGUARDING_HUB,
    achieved,
    explain,
    fill_appointment,
    fill_day,
    next_steps,
    rate,
    reason,
    save,
    sign_in,
)
from values import words

pytestmark = pytest.mark.one_engine  # tests/reporting runs on both

HUB, STRUCTURE = "Multi-Agency Safeguarding Hub (MASH)", "Organisational Structure"
MISSING = "Say which office writes the advice."
WHY = "The courts have cancelled the agreement, which no milestone shows."
OVERRIDE = "The courts have promised a new agreement by the end of the month."
THURSDAY = 3

OPENS = date.today() + timedelta(days=3)
"""Later than the newest period of the demonstration, which ends today at the latest."""
ENDS = OPENS + timedelta(days=4 + (THURSDAY - OPENS.weekday() - 4) % 7)
REPORTS, REMINDS = ENDS - timedelta(days=1), ENDS + timedelta(days=6)
"""The day before the period ends; and after its reports are due, in the first half of the next."""


def test_a_month_of_reports_from_the_calendar_to_the_rating_of_the_programme(
    dated_site: Site, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    office, lead, third, late, owner = (open_page(dated_site.url) for _ in range(5))
    go_to(dated_site, OPENS)
    sign_in(office, OFFICE)
    plan_the_calendar(office)
    appoint(office, PROGRAMME, "Senior responsible owner", "Sanjay Mistry")
    appoint(office, LEGAL, "Project lead", "Nadia Rowe")

    go_to(dated_site, REPORTS)
    sign_in(lead, LEAD)
    report(lead, SAFEGUARDING_HUB, "Red", "The hub has no network line yet.")
    sign_in(third, FINANCE_OFFICER)
    report_otherwise_than_the_rules(third)
    return_it(office)
    put_it_right(third)
    accept_it(office)
    sign_in(owner, OFFICER)
    override(owner)

    go_to(dated_site, REMINDS)
    office.goto(f"/programmes/{PROGRAMME}/reporting/")
    expect(office.get_by_role("row", name=STRUCTURE)).to_contain_text("days late")
    with dated_site.working("--processes", "2"):
        letter = the_reminder(tmp_path / "mail")
    sign_in(late, OTHER_LEAD)
    late.goto(link_to_the_report(letter))
    fill_day(late, "Period to", (ENDS.day, ENDS.month, ENDS.year))
    write_and_submit(late, "Green", "The court work team has begun.")
    rolled_up_again(office)


# --- what each of them does -----------------------------------------------------------------------
def go_to(site: Site, day: date) -> None:
    site.live_on(datetime.combine(day, time(9), UTC))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def plan_the_calendar(page: Page) -> None:
    """By meetings, weeks or months; here every two weeks, from one Thursday on."""
    page.goto(f"/programmes/{PROGRAMME}/reporting/")
    page.get_by_role("link", name="Edit Regular reports").click()
    page.get_by_label("Every two weeks").check()
    page.get_by_role("textbox", name="Named days").fill("")
    fill_day(page, "First period ends on", (ENDS.day, ENDS.month, ENDS.year))
    page.get_by_label("It moves to the next working day").check()
    save(page, "Reporting calendar")
    main = page.get_by_role("main")
    expect(main).to_contain_text("No report is late; 9 of 9 are still to come.")
    expect(main).to_contain_text(f"to {words.day(ENDS)}, reports due")
    assert faults(page) == []


def appoint(page: Page, scope: str, role: str, person: str) -> None:
    page.goto(f"/scopes/{scope}/appointments/add/")
    fill_appointment(page, role, person)


def report(page: Page, project: str, rating: str, sentence: str) -> None:
    """From the project's page, whose first button opens the form."""
    page.goto(f"/projects/{project}/")
    press(page, "Update status")
    fill_day(page, "Period to", (ENDS.day, ENDS.month, ENDS.year))
    write_and_submit(page, rating, sentence)


def write_and_submit(page: Page, rating: str, sentence: str) -> None:
    rate(page, "Overall", rating)
    achieved(page).fill(sentence)
    next_steps(page).fill("As planned.")
    explain(page)
    press(page, "Submit to the board")
    expect(page.get_by_text("Status report submitted. The board can see it now.")).to_be_visible()


def report_otherwise_than_the_rules(page: Page) -> None:
    """From My work. The rules make it Amber; a reason is asked for, and Red stays."""
    page.goto("/")
    task = page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name="Legal Project")
    )
    task.get_by_role("button", name="Update status").click()
    rate(page, "Overall", "Red")
    achieved(page).fill("Advice was given on two cases.")
    press(page, "Submit to the board")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Say why yours differs.")
    assert faults(page) == []
    reason(page).fill(WHY)
    write_and_submit(page, "Red", "Advice was given on two cases.")


def return_it(page: Page) -> None:
    """Whoever accepts sees what the rules worked out, and the report before."""
    page.goto("/")
    waiting = page.get_by_role("region", name="Reports to accept")
    waiting.get_by_role("link", name="Legal Project").click()
    row = page.get_by_role("row", name="Overall")
    expect(row).to_contain_text(re.compile("Red.*cancelled.*Amber.*later than agreed", re.DOTALL))
    page.get_by_label("What is missing?").fill(MISSING)
    press(page, "Return the report")
    expect(page.get_by_text("The status report has been returned to Nadia Rowe.")).to_be_visible()


def put_it_right(page: Page) -> None:
    page.goto("/")
    mine = page.get_by_role("region", name="Returned to you")
    expect(mine).to_contain_text(MISSING)
    mine.get_by_role("button", name="Put it right").click()
    write_and_submit(page, "Red", "Our own office wrote the advice on two cases.")


def accept_it(page: Page) -> None:
    page.goto("/")
    waiting = page.get_by_role("region", name="Reports to accept")
    waiting.get_by_role("link", name="Legal Project").click()
    press(page, "Accept the report")
    expect(page.get_by_text("Status report accepted.")).to_be_visible()
    page.goto("/differing-ratings/")
    expect(page.get_by_role("row", name="Legal Project").filter(has_text=WHY)).to_be_visible()


def override(page: Page) -> None:
    """Three of nine are Red now, and so is the programme, until its owner says otherwise."""
    page.goto(f"/programmes/{PROGRAMME}/reporting/")
    rating = page.get_by_role("region", name="Rating of the programme")
    rating.get_by_role("link", name="Override this rating for one period").click()
    expect(page.get_by_role("main")).to_contain_text("3 Red")
    page.get_by_label("Amber", exact=True).check()
    page.get_by_label("Why").fill(OVERRIDE)
    press(page, "Override the rating")
    said = f"The rating is overridden until {words.day(ENDS)}."
    expect(page.get_by_text(said)).to_be_visible()
    page.goto(f"/programmes/{PROGRAMME}/reporting/")
    expect(rating).to_contain_text(re.compile(f"Amber.*Sanjay Mistry.*{OVERRIDE}.*Red", re.DOTALL))


def the_reminder(folder: Path) -> str:
    """The one message to the lead who has not reported; two workers looked."""
    found: list[str] = []
    for _ in range(300):
        found = [text for file in folder.glob("*") for text in to_the_late(file)]
        if found:
            break
        sleep(0.1)
    sleep(1)  # the other worker has looked as well
    (letter,) = [text for file in folder.glob("*") for text in to_the_late(file)]
    return letter


def to_the_late(file: Path) -> list[str]:
    messages = [message_from_bytes(m, policy=policy.default) for m in parts_of(file)]
    return [
        m.get_content() for m in messages
        if m["To"] == "daniel.reeve@wolderby.example" and "reminder" in m["Subject"]
    ]  # fmt: skip


def parts_of(file: Path) -> list[bytes]:
    parts = (part.strip() for part in re.split(rb"\n-{79}\n?", file.read_bytes()))
    return [part for part in parts if part]


def link_to_the_report(letter: str) -> str:
    """What the message says, and its link on this site."""
    assert f"Status report, {STRUCTURE}" in letter
    (path,) = re.findall(rf"http://[^/]+(/projects/{ORGANISATIONAL_STRUCTURE}/status/)", letter)
    return str(path)


def rolled_up_again(page: Page) -> None:
    """In the next period the rule counts again, and what was late stays late."""
    page.goto(f"/programmes/{PROGRAMME}/reporting/")
    expect(page.get_by_role("row", name=STRUCTURE)).to_contain_text("Submitted")
    expect(page.get_by_role("row", name=STRUCTURE)).to_contain_text("days late")
    rating = page.get_by_role("region", name="Rating of the programme")
    expect(rating).to_contain_text(re.compile("Red.*3 Red", re.DOTALL))
    expect(rating).not_to_contain_text("Sanjay Mistry")
