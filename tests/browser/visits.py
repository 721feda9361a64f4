"""What people do on many pages: sign in, write a status report, read a history, export."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.config.demo_records import PASSWORD

# The demonstration's accounts, by what they are there for.
LEAD = "priya.nair"
OTHER_LEAD = "daniel.reeve"
BOARD_MEMBER = "philippa.grange"
OFFICER = "sanjay.mistry"
OFFICE = "louise.farrow"
LEGAL_OFFICER = "leonie.marsh"
FINANCE_OFFICER = "nadia.rowe"

# Its programmes of 2012, and projects of the first; each journey writes in another one.
PROGRAMME = "PRG-0003"
SAVINGS = "PRG-0002"
IMPROVEMENT = "PRG-0001"
SAFEGUARDING_HUB = "PRJ-0022"
ORGANISATIONAL_STRUCTURE = "PRJ-0023"
LOOKED_AFTER_CHILDREN = "PRJ-0024"
TRANSITIONS = "PRJ-0025"
LEGAL = "PRJ-0026"
PERFORMANCE = "PRJ-0027"
INDEPENDENT_CHAIRING = "PRJ-0028"
BUDGET_MODEL = "PRJ-0029"
PROVIDER_REVIEW = "PRJ-0030"
CASELOADS = "PRJ-0005"  # of the improvement programme
PAPER = "PAP-0001"
RESTRICTED_PAPER = "PAP-0002"


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """From wherever the page is, to My work."""
    page.goto("/sign-in/")
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def heading(page: Page, name: str | re.Pattern[str]) -> Locator:
    """The page's one h1."""
    return page.get_by_role("heading", level=1, name=name)


def open_draft(page: Page, project: str) -> None:
    """The status draft of a project, started when there is none."""
    page.goto(f"/projects/{project}/status/")
    start_draft(page)


def start_draft(page: Page) -> None:
    """Save the form as a draft, unless one is open."""
    expect(achieved(page)).to_be_visible()
    if not page.get_by_role("link", name="History of this draft").count():
        save_draft(page)
    expect(achieved(page)).to_be_visible()


def rate(page: Page, dimension: str, rating: str) -> None:
    """Choose a rating: `rate(page, "Overall", "Red")`."""
    page.get_by_role("group", name=dimension, exact=True).get_by_label(rating, exact=True).check()


def reason(page: Page) -> Locator:
    return page.get_by_label("Why this rating")


def achieved(page: Page) -> Locator:
    return page.get_by_label("Achieved in this period")


def next_steps(page: Page) -> Locator:
    return page.get_by_label("Planned for the next period")


def explain(page: Page) -> None:
    """Say why each rating is what it is, unless that stands there: one that differs from what the
    rules work out needs it."""
    expect(reason(page)).to_be_visible()
    for box in page.locator("[name$=_reason]").all():
        if box.is_visible() and not box.input_value():
            box.fill("All is in hand.")


def submit(page: Page) -> None:
    """Explain and submit the report."""
    explain(page)
    send(page)


def send(page: Page) -> None:
    """Submit the report as it stands, and say that it is meant where its period has not ended:
    another journey may have reported today."""
    with page.expect_event("load"):
        page.get_by_role("button", name="Submit to the board").click()
    meant = page.get_by_label("Yes, I report before the period ends")
    if meant.count():
        meant.check()
        page.get_by_role("button", name="Submit to the board").click()


def expect_submitted(page: Page) -> None:
    expect(page.get_by_text("Status report submitted. The board can see it now.")).to_be_visible()


def save_draft(page: Page) -> None:
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Draft saved.")).to_be_visible()


def latest_report(page: Page, project: str) -> Locator:
    """What the project's page shows of its latest report."""
    page.goto(f"/projects/{project}/")
    return page.get_by_role("region", name="Latest report")


def history(page: Page) -> list[tuple[str, str, str]]:
    """The entries of a history page, newest first: (what, by whom, why)."""
    entries = []
    expect(heading(page, "History")).to_be_visible()
    page.wait_for_load_state()
    for entry in page.locator(".moj-timeline__item").all():
        why = entry.locator(".mandate-timeline__why")
        entries.append(
            (
                entry.get_by_role("heading").inner_text(),
                entry.locator(".moj-timeline__byline").inner_text(),
                why.inner_text() if why.count() else "",
            )
        )
    return entries


def fill_day(page: Page, name: str, day: tuple[int, int, int]) -> None:
    """Fill a date's box: `fill_day(page, "Baseline", (31, 3, 2027))`."""
    page.get_by_label(name).fill("/".join(str(number) for number in day))


def fill_appointment(page: Page, role: str, person: str) -> None:
    """Appoint a person on the page that is open."""
    expect(page.get_by_label(re.compile("^Person"))).to_be_visible()
    roles = page.get_by_role("group", name="Role")
    if roles.count():
        roles.get_by_label(role, exact=True).check()
    else:
        page.get_by_label("Role").select_option(role)
    page.get_by_label(re.compile("^Person")).fill(person)
    save(page, "Appointment")


def save(page: Page, said: str) -> None:
    """Save a record's form; `said` is the record in the words of the page that answers."""
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"{said} saved.")).to_be_visible()


def export_pdf(page: Page, folder: Path) -> str:
    """Press Export PDF, and return the text of the file that comes down."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Export PDF").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return text_of(target)


def text_of(pdf: Path) -> str:
    """The text of a PDF with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
