"""From a database without one record to a committee paper in PDF: after `found_council`, everything
is done in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Site
from tests.browser.visits import (
    achieved,
    expect_submitted,
    export_pdf,
    fill_appointment,
    fill_day,
    heading,
    rate,
    save,
    sign_in,
    start_draft,
    submit,
)

COUNCIL = "Ashmoor District Council"
FIRST, SECOND = "Rosa Lindqvist", "Ivo Penhallow"
PASSWORD = "heather-on-the-moor"
LEAD, LEAD_SIGN_IN, LEAD_PASSWORD = "Tamsin Okoro", "tamsin.okoro", "bracken-by-the-beck"

PROGRAMME = "Homes Fit to Live In"
SURVEY, DEPOT = "Warm Homes Survey", "Repairs Depot"
SENTENCE = "Surveyors have been round the first two hundred homes."
PURPOSE = "To ask the Committee to support the survey of all council homes."
RECOMMENDATION = "That the Committee supports the survey."
COMMENTS = "The cost is met from the repairs budget."


@pytest.mark.one_engine
def test_everything_is_made_in_the_browser(
    empty_site: Site, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    empty_site.manage(
        *("found_council", "--council", COUNCIL, "--first-person", FIRST),
        *("--first-password", PASSWORD, "--second-person", SECOND),
    )
    office = open_page(empty_site.url)
    sign_in(office, "rosa.lindqvist", PASSWORD)
    expect(office.get_by_text("No programme yet")).to_be_visible()

    code = add_a_person_who_signs_in(office)
    set_the_password(open_page(empty_site.url), empty_site.url, code)
    create_the_programme(office)
    appoint(office, "Senior responsible owner", SECOND)
    found_the_committee(office)
    for title in (SURVEY, DEPOT):
        add_a_project(office, title)
    set_up_the_survey(office)
    lead = open_page(empty_site.url)
    report_as_the_lead(lead)
    measure_a_benefit(office)
    write_the_paper(office)
    clear_the_paper(office, lead)

    text = export_pdf(office, tmp_path)

    for said in (
        f"a. {SURVEY}",
        f"b. {DEPOT}",
        SENTENCE,
        PURPOSE,
        f"1) {RECOMMENDATION}",
        COMMENTS,
    ):
        assert said in text
    assert text.index(f"a. {SURVEY}") < text.index(SENTENCE) < text.index(f"b. {DEPOT}")


def menu(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name=name).click()


def tab(page: Page, name: str) -> None:
    """Go to one of the programme's pages."""
    menu(page, "Programmes")
    page.get_by_role("main").get_by_role("link", name=PROGRAMME).click()
    tabs = page.get_by_role("navigation", name="Pages of this programme")
    tabs.get_by_role("link", name=name).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow a link of the page's own; some look like buttons, and say that they are."""
    main = page.get_by_role("main")
    main.get_by_role("link", name=name).or_(main.get_by_role("button", name=name)).click()


def add_a_person_who_signs_in(page: Page) -> str:
    """Returns the code with which they set their password: no email address is recorded."""
    menu(page, "People")
    follow(page, "Add a person")
    page.get_by_label("Name", exact=True).fill(LEAD)
    page.get_by_label("Job title").fill("Surveyor")
    save(page, "Person")
    expect(heading(page, LEAD)).to_be_visible()
    follow(page, "Invite to sign in")
    page.get_by_label("Sign-in name").fill(LEAD_SIGN_IN)
    page.get_by_role("button", name="Make the code").click()
    return page.get_by_label("Hand this code over yourself").input_value()


def set_the_password(page: Page, site: str, code: str) -> None:
    page.goto(f"{site}/set-password/")
    page.get_by_label("Sign-in name").fill(LEAD_SIGN_IN)
    page.get_by_label("Code from the message").fill(code)
    page.get_by_label("New password").fill(LEAD_PASSWORD)
    page.get_by_label("The same again").fill(LEAD_PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Your password has been set. Sign in with it.")).to_be_visible()


def create_the_programme(page: Page) -> None:
    menu(page, "My work")
    follow(page, "Create a programme")
    page.get_by_label("Title").fill(PROGRAMME)
    page.get_by_label("Vision").fill("No council home is cold or damp.")
    page.get_by_label("Running").check()
    save(page, "Programme")
    expect(heading(page, PROGRAMME)).to_be_visible()


def appoint(page: Page, role: str, person: str) -> None:
    """Appoint to a role in the programme."""
    tab(page, "Boards and people")
    follow(page, "Appoint to a role")
    fill_appointment(page, role, person)


def found_the_committee(page: Page) -> None:
    tab(page, "Boards and people")
    follow(page, "Add a board")
    page.get_by_label("Title").fill("Housing Committee")
    page.get_by_label("Kind").select_option(label="Committee")
    save(page, "Board")
    page.wait_for_load_state()
    if not heading(page, "Housing Committee").count():
        tab(page, "Boards and people")
        page.get_by_role("main").get_by_role("link", name="Housing Committee").click()
    follow(page, "Appoint to a seat")
    fill_appointment(page, "Chair", SECOND)


def add_a_project(page: Page, title: str) -> None:
    tab(page, "Projects")
    follow(page, "Add a project")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Summary").fill(f"What the {title.lower()} will change.")
    save(page, "Project")
    expect(heading(page, title)).to_be_visible()


def set_up_the_survey(page: Page) -> None:
    """A lead who signs in, and a milestone."""
    tab(page, "Projects")
    follow(page, SURVEY)
    follow(page, "People and resources")
    follow(page, "See and change who holds what")
    follow(page, "Appoint")
    fill_appointment(page, "Project lead", LEAD)
    tab(page, "Projects")
    follow(page, SURVEY)
    follow(page, "Add a milestone")
    page.get_by_label("Title").fill("All homes surveyed")
    day = date.today() + timedelta(days=100)
    fill_day(page, "Baseline", (day.day, day.month, day.year))
    save(page, "Milestone")
    expect(page.get_by_role("rowheader", name="All homes surveyed")).to_be_visible()


def report_as_the_lead(page: Page) -> None:
    sign_in(page, LEAD_SIGN_IN, LEAD_PASSWORD)
    task = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=SURVEY))
    task.get_by_role("button", name="Update status").click()
    start_draft(page)
    rate(page, "Overall", "Green")
    achieved(page).fill(SENTENCE)
    submit(page)
    expect_submitted(page)


def measure_a_benefit(page: Page) -> None:
    tab(page, "Benefits and savings")
    follow(page, "Add a benefit")
    page.get_by_label("Title").fill("Warmer homes")
    page.get_by_label("Better outcome").check()
    save(page, "Benefit")
    follow(page, "Add an indicator")
    page.get_by_label("Title").fill("Homes that meet the standard")
    page.get_by_label("Per cent", exact=True).check()
    page.get_by_label("Higher is better").check()
    page.get_by_label("Baseline", exact=False).first.fill("61")
    save(page, "Indicator")
    follow(page, "Add a measurement")
    day = date.today()
    fill_day(page, "Measured on", (day.day, day.month, day.year))
    page.get_by_label("Value").fill("64")
    save(page, "Measurement")
    expect(page.get_by_role("cell", name="64%")).to_be_visible()


def write_the_paper(page: Page) -> None:
    tab(page, "Papers")
    follow(page, "Start a paper")
    page.get_by_label("Title").fill("The state of our homes")
    page.get_by_label("Board or committee", exact=True).select_option("Housing Committee")
    save(page, "Paper")
    expect(heading(page, "The state of our homes")).to_be_visible()
    paper = page.url
    follow(page, "Purpose of the Report")
    page.get_by_label("Text").fill(PURPOSE)
    save(page, "Section")
    page.goto(paper)
    follow(page, "Add a recommendation")
    page.get_by_label("Recommendation").fill(RECOMMENDATION)
    save(page, "Recommendation")
    page.goto(paper)


def clear_the_paper(office: Page, lead: Page) -> None:
    """The lead, who has written nothing in it, becomes a finance officer too, and clears it."""
    paper = office.url
    office.goto("/scopes/OFFICE/appointments/add/")
    fill_appointment(office, "Finance officer", LEAD)
    office.goto(paper)
    follow(office, "Ask for a clearance")
    office.get_by_label("Financial Comments").check()
    office.get_by_label("Who is asked").select_option(f"{LEAD} (Finance officer)")
    office.get_by_role("button", name="Ask", exact=True).click()
    expect(office.get_by_text(f"{LEAD} has been asked for the clearance.")).to_be_visible()

    menu(lead, "My work")
    follow(lead, re.compile("^Give your clearance"))
    expect(lead.get_by_label("Initials")).to_have_value("TO")
    lead.get_by_label("Comments").fill(COMMENTS)
    lead.get_by_role("button", name="Clear the paper").click()
    expect(lead.get_by_text("You have cleared the paper.")).to_be_visible()
    office.goto(paper)
